import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');
const CLIENT = join(ROOT, 'client');
const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers', 'socket.io-client'];

const PROGRAM = `
import { Parley, type ShownMessage } from '@parley/client';
const texts = (messages: ShownMessage[]): string[] => messages.map(({ message }) => message);
console.log(typeof Parley, texts([]).length);
`;

/** A back end, as in docs/embed.md. `fetch` refuses port 9, so its call has no answer. */
const BACK_END = `
import { type AppUserView, ParleyError, ParleyServer } from '@parley/client/server';
const parley = new ParleyServer({ url: 'http://127.0.0.1:9', key: 'pk_none', tries: 1 });
const nameOf = async (user: Promise<AppUserView>): Promise<string> => (await user).name;
const error = await nameOf(parley.users.upsert('ada', { name: 'Ada' })).catch((thrown: unknown) => thrown);
console.log(error instanceof ParleyError && error.code);
`;

const COMPILER = { strict: true, module: 'nodenext', target: 'es2022', types: [], lib: ['es2022', 'dom'] };

/** Runs a program. @returns its standard output, followed by the error when it fails */
const outputOf = (program: string, args: string[], cwd: string): Promise<string> =>
  run(program, args, { cwd }).then(
    ({ stdout }) => stdout,
    (error: unknown) => `${(error as { stdout?: string }).stdout}${String(error)}`,
  );

/** Creates a project outside this one, and unpacks the client's tarball in it as npm does. @returns its folder */
async function foreignProject(): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), 'parley-tarball-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: CLIENT,
  });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const required = ['LICENSE', 'package.json', 'dist/main.js', 'dist/server.js'];
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(required));
  const home = join(project, 'node_modules', '@parley', 'client');
  mkdirSync(home, { recursive: true });
  await run('tar', ['-xzf', join(project, filename), '--strip-components=1', '-C', home]);
  for (const name of DEPENDENCIES) symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  return project;
}

describe('the client as a package', () => {
  it('works in the page and in the back end of another project that has installed its tarball, with its types', async () => {
    const project = await foreignProject();
    try {
      writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
      writeFileSync(join(project, 'program.ts'), PROGRAM);
      writeFileSync(join(project, 'back-end.ts'), BACK_END);
      const settings = { compilerOptions: COMPILER, files: ['program.ts', 'back-end.ts'] };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
      const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
      expect(await outputOf(process.execPath, [compiler], project)).toBe('');
      expect(await outputOf(process.execPath, ['program.js'], project)).toBe('function 0\n');
      expect(await outputOf(process.execPath, ['back-end.js'], project)).toBe('network\n');
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  }, 60_000);
});
