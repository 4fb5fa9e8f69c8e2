import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { makeDataDirPrivate } from './private-files.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'parley-private-'));
  chmodSync(home, 0o755);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function make(name: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'x');
  chmodSync(path, 0o666);
  chmodSync(dirname(path), 0o755);
  return path;
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('closing a data directory', () => {
  it('makes the directory, the files of database and server, and the directories of uploads private', () => {
    const files = ['jwt-secret', 'parley.lock', 'postgres/PG_VERSION', 'postgres/base/5/112'].map(make);
    const upload = make('media/ab/an-upload');
    make('media/incoming/x');

    expect(makeDataDirPrivate(home)).toEqual([]);
    expect(files.map(modeOf)).toEqual(files.map(() => '600'));
    const directories = ['', 'postgres', 'postgres/base', 'postgres/base/5', 'media', 'media/ab', 'media/incoming'];
    expect(directories.map((name) => modeOf(join(home, name)))).toEqual(directories.map(() => '700'));
    expect(modeOf(upload)).toBe('666'); // not changed: its directory is closed, and there may be millions of uploads
  });

  it('does not change a directory that holds other files as well, nor the target of a link', () => {
    const notes = make('notes.txt');
    const secret = make('jwt-secret');
    const elsewhere = make('elsewhere/file');
    symlinkSync(dirname(elsewhere), join(home, 'media'));

    expect(makeDataDirPrivate(home)).toEqual([]);
    expect([home, notes, secret, elsewhere, dirname(elsewhere)].map(modeOf)).toEqual([
      '755',
      '666',
      '600',
      '666',
      '755',
    ]);
    expect(makeDataDirPrivate(join(home, 'not there'))).toEqual([]);
  });
});
