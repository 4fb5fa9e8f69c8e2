import { randomBytes } from 'node:crypto';

import { read } from '../support/files.js';
import { people } from '../support/people.js';
import { server, useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

const LARGE = 'Picture Harbor.png: show it large';

/** Asks again and again until it is so; the time limit of the test ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A picture of noise. It does not compress, so its upload takes long enough to show progress. */
async function picture(window: Window): Promise<Buffer> {
  const encoded = await window.page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 500, height: 400 });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const noise = context.createImageData(500, 400);
    for (let at = 0; at < noise.data.length; at++) noise.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    context.putImageData(noise, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(encoded, 'base64');
}

/** The thumbnail in the message, once it is shown: its address, and its size in pixels. */
async function shownPicture(window: Window): Promise<{ url: string; size: number[] }> {
  const image = window.message('From the quay').getByRole('button', { name: LARGE }).locator('.vac-message-image');
  await window.page.waitForFunction(
    (element) => element.style.backgroundImage.includes('size=thumb'),
    await image.elementHandle(),
  );
  const address = await image.evaluate((element: HTMLElement) => element.style.backgroundImage);
  const url = /url\("(.*)"\)/.exec(address)?.[1] ?? '';
  const size = await window.page.evaluate(async (src) => {
    const loaded = Object.assign(new Image(), { src });
    await loaded.decode();
    return [loaded.naturalWidth, loaded.naturalHeight];
  }, url);
  return { url, size };
}

it('the page shows the progress of an upload, and both people see the picture, also after a reload', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  const his = await Window.signIn(Ben, 'Ada');
  const buffer = await picture(hers);
  const network = await hers.page.context().newCDPSession(hers.page);
  const slow = { offline: false, latency: 10, downloadThroughput: -1, uploadThroughput: 150 * 1024 };
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', slow);

  await hers.page.locator('input[type=file]').setInputFiles({ name: 'Harbor.png', mimeType: 'image/png', buffer });
  // The page shows this icon when it has read the file.
  await hers.page.locator('#vac-icon-send').waitFor();
  await hers.field.fill('From the quay');
  await hers.button('Send').click();
  const shares = new Set<string>();
  const progress = hers.message('From the quay').locator('.vac-progress-text');
  await progress.waitFor();
  while (await progress.isVisible()) shares.add(await progress.innerText({ timeout: 500 }).catch(() => ''));
  expect(shares.size).toBeGreaterThan(2);

  await network.detach();
  for (const window of [hers, his]) {
    expect((await shownPicture(window)).size).toEqual([320, 256]);
    await window.page.reload();
    const { url, size } = await shownPicture(window);
    expect([url.startsWith(server().url), size]).toEqual([true, [320, 256]]);
    await window.button(LARGE).click();
    await window.page.locator('.vac-media-preview').press('Escape');
  }
});

it('a picture can be sent without a text', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  const his = await Window.signIn(Ben, 'Ada');
  const buffer = await picture(hers);
  await hers.page.locator('input[type=file]').setInputFiles({ name: 'Harbor.png', mimeType: 'image/png', buffer });
  await hers.page.locator('#vac-icon-send').waitFor();
  await hers.button('Send').click();
  await his.page.getByRole('button', { name: LARGE }).waitFor();
});

it('a large file goes on after a reload of the page', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const { id } = await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  const buffer = randomBytes(6 * 1024 * 1024);
  const network = await hers.page.context().newCDPSession(hers.page);
  const slow = { offline: false, latency: 10, downloadThroughput: -1, uploadThroughput: 512 * 1024 };
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', slow);
  await hers.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Harbor.bin', mimeType: 'application/x-film', buffer });
  await hers.page.locator('#vac-icon-send').waitFor();
  await hers.field.fill('From the quay');
  await hers.button('Send').click();
  const progress = hers.message('From the quay').locator('.vac-progress-text');
  await progress.filter({ hasText: /^[1-9][0-9]/ }).waitFor();

  await hers.page.reload();
  await network.detach();
  await until(async () => (await Ben.sees({ id })).length === 1);
  const [message] = await Ben.sees({ id });
  expect(message).toMatchObject({ message: 'From the quay', media: [{ name: 'Harbor.bin' }] });
  expect((await read(Ben, message!.media[0]!.url)).bytes.equals(buffer)).toBe(true);
  const begun = await server().sql<{ id: string }>('select id from resumable_uploads');
  expect(begun).toHaveLength(1);
});
