/** The server cannot start. The message tells the person who starts it why, and what to do. It has no secrets. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Printing the error prints only the sentence. A stack does not help the person who starts the server.
    this.stack = message;
  }
}
