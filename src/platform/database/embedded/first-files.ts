import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openPGlite } from './pglite.js';

/**
 * Where the build puts a migrated database (scripts/make-templates.mjs), relative to the built code of this file. Copying it takes a
 * fraction of the time of initdb and the migrations.
 */
const TEMPLATES = fileURLToPath(new URL('../../../../templates/', import.meta.url));

export interface Place {
  dataDir: string;
  /** Whether the first start begins with the demo data. */
  withDemo: boolean;
}

/** Creates the files of a first start, and does nothing on any later one. @returns the directory of the database */
export async function ensureFiles({ dataDir, withDemo }: Place): Promise<string> {
  const home = join(dataDir, 'postgres');
  if (existsSync(join(home, 'PG_VERSION'))) return home;
  // The files are created in another directory and then renamed, so that a start that is killed leaves no incomplete database.
  const draft = `${home}.new`;
  rmSync(draft, { recursive: true, force: true });
  const template = findTemplate(withDemo);
  if (template === undefined) await openPGlite(draft).then((pglite) => pglite.close());
  else {
    copy(join(template, 'postgres'), draft);
    const media = join(template, 'media');
    if (existsSync(media)) copy(media, join(dataDir, 'media'));
  }
  renameSync(draft, home);
  return home;
}

/** @returns the path of a template; undefined before the first build. Without a template that has the demo data, the server writes them. */
function findTemplate(withDemo: boolean): string | undefined {
  const names = withDemo ? ['demo', 'empty'] : ['empty'];
  return names.map((name) => join(TEMPLATES, name)).find((path) => existsSync(path));
}

/** Copies a directory, readable only by this user. `cp` would keep the permissions, and takes longer. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copy(source, target);
    else writeFileSync(target, readFileSync(source), { mode: 0o600 });
  }
}
