import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import multipart from '@fastify/multipart';
import { fastify } from 'fastify';

import { serve } from './child.js';

/** The minimum that can store files: a form's file is piped to the disk and sent from there. Nothing is checked, hashed or flushed. */
const directory = mkdtempSync(join(tmpdir(), 'parley-bare-files-'));
const app = fastify();
await app.register(multipart, { limits: { fileSize: 2 ** 32 } });
let count = 0;

app.post('/api/media', async (request) => {
  const file = await request.file();
  if (!file) throw new Error('no file');
  const id = String(++count);
  await pipeline(file.file, createWriteStream(join(directory, id)));
  return { status: 'success', data: { id, url: `/api/media/${id}` } };
});
app.get<{ Params: { id: string } }>('/api/media/:id', (request, reply) =>
  reply.type('application/octet-stream').send(createReadStream(join(directory, request.params.id))),
);

serve(
  { url: await app.listen({ port: 0, host: '127.0.0.1' }) },
  () => null,
  async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  },
);
