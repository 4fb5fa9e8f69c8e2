import { followFixtures } from './support/followed-fixtures.js';
import { S3Server } from './support/s3-server/server.js';
import { TestServer, useServerFrom } from './support/server.js';

let s3: S3Server;

useServerFrom(async () => {
  s3 = await S3Server.start();
  const started = await TestServer.start(s3.settings);
  await started.sendSocketsElsewhere(s3.settings);
  return started;
});
afterAll(() => s3.stop());
jest.setTimeout(120_000);

followFixtures();
