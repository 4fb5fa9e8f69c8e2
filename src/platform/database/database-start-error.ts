/** The database cannot be opened. The message is one sentence for the person who started the server, without secrets. */
export class DatabaseStartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Whoever prints it prints the sentence: where in our code it was thrown helps nobody.
    this.stack = message;
  }
}
