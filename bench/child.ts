import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A separate process of a benchmark, which answers questions; it exits with its parent. */
export class Child {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts one of the files beside this one, and returns its first message. */
  static async start<Ready>(
    file: string,
    args: string[] = [],
    env: Record<string, string> = {},
  ): Promise<[Child, Ready]> {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const execArgv = ['--import', new URL('typescript.mjs', import.meta.url).href, ...profiling(env)];
    const child = new Child(fork(path, args, { execArgv, env: { ...process.env, ...env }, serialization: 'advanced' }));
    return [child, await child.nextMessage<Ready>()];
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async ask<Answer>(question: unknown): Promise<Answer> {
    const answer = this.nextMessage<Answer>();
    this.process.send(question as object);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.disconnect();
    await ended;
  }

  private nextMessage<Said>(): Promise<Said> {
    return new Promise((resolve, reject) => {
      const lost = (code: number | null): void =>
        reject(new Error(`a process of the bench ended with ${code ?? 'a signal'}`));
      this.process.once('exit', lost);
      this.process.once('message', (said) => {
        this.process.off('exit', lost);
        resolve(said as Said);
      });
    });
  }
}

/** `BENCH_PROFILE=<directory>` writes the CPU profiles of each server there. */
function profiling({ PROFILE_AS }: Record<string, string>): string[] {
  const directory = process.env.BENCH_PROFILE;
  return directory && PROFILE_AS ? ['--cpu-prof', `--cpu-prof-dir=${directory}/${PROFILE_AS}`] : [];
}

/** Runs in the child: sends the first message, answers each question, and exits when the parent disconnects or has ended. */
export function serve(
  ready: unknown,
  answer: (question: never) => unknown,
  onExit: () => Promise<void> = () => Promise.resolve(),
): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question as never)).then((said) => process.send?.(said));
  });
  process.once('disconnect', () => {
    void onExit().finally(() => process.exit());
  });
  process.send?.(ready);
}
