const PATIENCE = 300;

/** Gathers what several nodes answer to one question, until all have answered or it takes too long. */
export class AskNodes<Answer> {
  /** Resolves with what was answered in time. */
  readonly over: Promise<Answer[]>;
  private readonly given: Answer[] = [];
  private asked?: number;
  private answered = 0;
  private end: () => void = () => undefined;

  constructor() {
    this.over = new Promise((resolve) => {
      const timer = setTimeout(() => this.end(), PATIENCE);
      this.end = () => {
        clearTimeout(timer);
        resolve(this.given);
      };
    });
  }

  /** An answer may be there before it is known how many were asked. */
  expect(asked: number): void {
    this.asked = asked;
    this.look();
  }

  hear(answers: Answer[]): void {
    this.answered++;
    this.given.push(...answers);
    this.look();
  }

  private look(): void {
    if (this.asked !== undefined && this.answered >= this.asked) this.end();
  }
}
