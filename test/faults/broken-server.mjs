/** The built server, broken on purpose: `node test/faults/broken-server.mjs <a way of breaks.mjs>`. */
import 'reflect-metadata';

import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';

import { AppModule } from '../../dist/src/app.module.js';
import { httpAdapter, setUp } from '../../dist/src/app.setup.js';
import { AppendMessages } from '../../dist/src/messages/append.js';
import { readConfig } from '../../dist/src/platform/config/config.js';
import { BREAKS } from './breaks.mjs';

const breakIt = BREAKS[process.argv[2]];
const config = readConfig(process.env);
const factory = (database) => new AppendMessages({ query: breakIt(database) });
const testing = Test.createTestingModule({ imports: [AppModule.of(config)] });
const broken = await testing
  .overrideProvider(AppendMessages)
  .useFactory({ inject: [DataSource], factory })
  .compile();
const app = await setUp(broken.createNestApplication(httpAdapter(config), { bodyParser: false }), config);
await app.listen(config.PORT, config.host);
