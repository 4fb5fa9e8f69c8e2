/**
 * Runs s3rver with one bucket, in a process of its own, because Jest cannot load it. Its arguments are the directory and the bucket. It sends its
 * port, then it takes the messages of `server.ts` and confirms each one. It ends with the process that started it.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';

import S3rver from 's3rver';

const [directory, bucket] = process.argv.slice(2);
const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: bucket }] });
await s3.configureBuckets();
const handle = s3.callback();

let failures = 0;
let isSilent = false;
const server = createServer((request, response) => {
  if (isSilent) return;
  if (failures === 0) return handle(request, response);
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
