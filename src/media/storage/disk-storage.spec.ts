import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { uuidv7 } from 'uuidv7';

import { DiskStorage } from './disk-storage.js';
import { placeOf } from './media-storage.js';

it('a file that the disk cannot read is not missing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-disk-'));
  const storage = new DiskStorage({ DATA_DIR: dataDir });
  const key = uuidv7();
  const path = join(dataDir, 'media', placeOf(key));
  mkdirSync(dirname(path), { recursive: true });
  expect(await storage.has(key)).toBe(false);
  await expect(storage.open(key)).rejects.toMatchObject({ code: 'media.not_found' });
  symlinkSync(path, path);
  for (const asked of [storage.open(key), storage.fetch(key), storage.has(key)]) {
    const error = { code: 'media.storage_unavailable', status: 503, cause: { code: 'ELOOP' } };
    await expect(asked).rejects.toMatchObject(error);
  }
  rmSync(dataDir, { recursive: true });
});
