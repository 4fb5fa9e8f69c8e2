import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from '../scripts/free-port.mjs';
import { atMost, type Section, show } from './report.js';
import { figure } from './statistics.js';

const SERVER = fileURLToPath(new URL('../dist/server.mjs', import.meta.url));
const FILES = 10;
const MB = 1024 * 1024;
const SIZE = 200 * MB;
const PIECE = Buffer.alloc(64 * 1024, 'x');
const BEGINNING = '--edge\r\ncontent-disposition: form-data; name="media"; filename="a.bin"\r\n\r\n';
const END = '\r\n--edge--\r\n';

type Way = 'as a form' | 'resumable';

/** How much memory the server takes while ten files of 200 MB are uploaded at once, as forms and by tus. */
export async function uploadMemory(): Promise<Section> {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const PORT = String(await freePort());
  const env = {
    PATH: process.env.PATH,
    DATA_DIR,
    PORT,
    SEED_DEMO: 'false',
    MEDIA_MAX_BYTES: String(SIZE),
    RATE_LIMIT: 'off',
  };
  const server = spawn(process.execPath, [SERVER], { env, stdio: 'ignore', cwd: tmpdir() });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${PORT}`;
  try {
    while ((await fetch(`${url}/health/ready`).catch(() => null))?.status !== 200) await pause(50);
    const tokens = await Promise.all(Array.from({ length: FILES }, (_, at) => register(url, at)));
    const grown = new Map<Way, number>();
    for (const way of ['as a form', 'resumable'] as Way[])
      grown.set(way, await growth(server.pid ?? 0, url, tokens, way));
    const rows = [...grown].map(([way, bytes]) => [
      `ten files of 200 MB at once, ${way}`,
      `${show(figure([bytes / MB]))} MB`,
    ]);
    const verdicts = [...grown].map(([way, bytes]) =>
      atMost(`memory of ten large uploads, ${way}`, 100, figure([bytes / MB]), 'MB'),
    );
    const about =
      'The highest resident memory of the server process in samples of 50 ms, above that before. Embedded database.';
    return { title: 'Memory of uploads', about, head: ['what', 'more memory'], rows, verdicts };
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(DATA_DIR, { recursive: true, force: true });
  }
}

async function growth(pid: number, url: string, tokens: string[], way: Way): Promise<number> {
  const before = memoryOf(pid);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, memoryOf(pid))), 50);
  try {
    await Promise.all(tokens.map((token) => (way === 'resumable' ? sendPieces : sendForm)(url, token)));
  } finally {
    clearInterval(timer);
  }
  return most - before;
}

/** Bytes. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

async function register(url: string, at: number): Promise<string> {
  const body = new URLSearchParams({ email: `${at}@example.com`, password: 'a password for tests', name: 'somebody' });
  const answer = await fetch(`${url}/api/register`, { method: 'POST', body });
  return ((await answer.json()) as { token: string }).token;
}

function sendForm(url: string, token: string): Promise<void> {
  const length = BEGINNING.length + SIZE + END.length;
  const headers = { 'content-type': 'multipart/form-data; boundary=edge', 'content-length': length };
  return send(`${url}/api/media`, 'POST', { ...headers, ...as(token) }, form());
}

async function sendPieces(url: string, token: string): Promise<void> {
  const begun = await fetch(`${url}/api/media/uploads`, {
    method: 'POST',
    headers: { ...as(token), 'upload-length': String(SIZE) },
  });
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': 0, 'content-length': SIZE };
  await send(url + (begun.headers.get('location') ?? ''), 'PATCH', { ...headers, ...as(token) }, bytes());
}

const as = (token: string) => ({ authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' });

function* bytes(): Generator<Buffer> {
  for (let sent = 0; sent < SIZE; sent += PIECE.length) yield PIECE;
}

function* form(): Generator<Buffer> {
  yield Buffer.from(BEGINNING);
  yield* bytes();
  yield Buffer.from(END);
}

function send(
  url: string,
  method: string,
  headers: Record<string, string | number>,
  body: Iterable<Buffer>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      answer.resume();
      const { statusCode = 0 } = answer;
      answer.once('end', () => (statusCode < 300 ? resolve() : reject(new Error(`${method} ${statusCode}`))));
    });
    sent.on('error', reject);
    Readable.from(body).pipe(sent);
  });
}
