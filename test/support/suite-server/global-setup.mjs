import { Keeper } from './keeper.mjs';

/** Run by Jest once, before the first test file. */
export default async function setUp() {
  globalThis.keeperOfTestServers = new Keeper();
  await globalThis.keeperOfTestServers.open();
}
