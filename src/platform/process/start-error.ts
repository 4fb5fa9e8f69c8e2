/** The server cannot start. The message says why and what to do, for the person who starts it. It must not contain secrets. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Printing the error prints only the sentence. A stack does not help the person who starts the server.
    this.stack = message;
  }
}
