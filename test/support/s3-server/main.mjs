/**
 * Runs s3rver with one bucket, in a process of its own, because Jest cannot load it. Its arguments are the directory and the bucket. It sends its
 * port, then it takes the messages of `server.ts` and confirms each one. It ends with the process that started it.
 */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

import S3rver from 's3rver';

const [directory, bucket] = process.argv.slice(2);
const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: bucket }] });
await s3.configureBuckets();
const handle = s3.callback();

/** Where s3rver stores the parts of each multipart upload, in a folder of its own. */
const uploads = join(directory, bucket, '._S3rver_uploads');

/** Answers what s3rver cannot do with multipart uploads: list and abort them, and refuse one that was completed or aborted. */
function answerUploads({ method, url }, response) {
  const { searchParams } = new URL(url, 'http://s3');
  const id = searchParams.get('uploadId');
  if (method === 'GET' && searchParams.has('uploads')) {
    response.end(`<ListMultipartUploadsResult>${begun().join('')}</ListMultipartUploadsResult>`);
  } else if (id !== null && !existsSync(join(uploads, id))) {
    response.writeHead(404).end('<Error><Code>NoSuchUpload</Code></Error>');
  } else if (id !== null && method === 'DELETE') {
    rmSync(join(uploads, id), { recursive: true });
    response.writeHead(204).end();
  } else {
    return false;
  }
  return true;
}

const begun = () =>
  (existsSync(uploads) ? readdirSync(uploads) : []).map((id) => {
    const [key, since] = [readFileSync(join(uploads, id, 'key'), 'utf8'), statSync(join(uploads, id)).mtime];
    return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${since.toISOString()}</Initiated></Upload>`;
  });

const isCompletion = ({ method, url }) => method === 'POST' && url.includes('uploadId=');

let failures = 0;
let lost = 0;
let isSilent = false;
const server = createServer((request, response) => {
  if (isSilent) return;
  if (failures === 0) {
    if (answerUploads(request, response)) return request.resume();
    if (lost > 0 && isCompletion(request)) {
      lost -= 1;
      response.end = () => request.socket.destroy();
    }
    return handle(request, response);
  }
  failures -= 1;
  request.resume().once('end', () => response.writeHead(503).end());
});

async function listen(port) {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

async function close() {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

const port = await listen(0);

const COMMANDS = {
  fail: (calls) => (failures = calls),
  loseCompletions: (calls) => (lost = calls),
  silence: (on) => (isSilent = on),
  goAway: close,
  comeBack: () => listen(port),
};

process.on('message', async ([command, value]) => {
  await COMMANDS[command](value);
  process.send('done');
});
process.on('disconnect', () => process.exit());
process.send(port);
