/** Run by Jest once, after the last test file. */
export default async function tearDown() {
  await globalThis.keeperOfTestServers.close();
}
