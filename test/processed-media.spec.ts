import { followFixtures } from './support/followed-fixtures.js';
import { useServer } from './support/server.js';

useServer();
jest.setTimeout(120_000);

followFixtures();
