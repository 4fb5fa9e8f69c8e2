import { people } from '../support/people.js';
import { server, useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

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

it('the page shows the progress of an upload, and the receiver sees the picture after a reload', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.of(Ada, 'Ben');
  const his = await Window.of(Ben, 'Ada');
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
  await his.sees('From the quay');
  await his.page.reload();
  const shown = his.message('From the quay').getByRole('button', { name: 'Picture Harbor.png: show it large' });
  await shown.waitFor();
  const address = await shown
    .locator('.vac-message-image')
    .evaluate((image: HTMLElement) => image.style.backgroundImage);
  const url = /url\("(.*)"\)/.exec(address)?.[1] ?? '';
  const size = await his.page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, url);
  expect(url.startsWith(server().url)).toBe(true);
  expect(size).toEqual([500, 400]);
  await shown.click();
  await his.page.locator('.vac-media-preview').press('Escape');
});

it('a picture can be sent without a text', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.of(Ada, 'Ben');
  const his = await Window.of(Ben, 'Ada');
  const buffer = await picture(hers);
  await hers.page.locator('input[type=file]').setInputFiles({ name: 'Harbor.png', mimeType: 'image/png', buffer });
  await hers.page.locator('#vac-icon-send').waitFor();
  await hers.button('Send').click();
  await his.page.getByRole('button', { name: 'Picture Harbor.png: show it large' }).waitFor();
});
