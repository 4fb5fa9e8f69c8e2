/** The server cannot be started as it is. The message says why and what to do, to the person who started it, without secrets. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Whoever prints it prints the sentence: where in our code it was thrown helps nobody.
    this.stack = message;
  }
}
