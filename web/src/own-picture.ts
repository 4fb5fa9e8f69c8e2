import type { MediaView } from '@parley/client';

import { choose } from './dialog.js';
import { h } from './element.js';
import { attempt, notify } from './notices.js';
import type { Page } from './page.js';
import { texts } from './texts.js';

/** Milliseconds between two looks at a picture that is being processed, and how often the page looks. */
const LOOK_EVERY = 1_000;
const LOOKS = 30;

/**
 * Lets the person change or remove a picture: their own, or that of a group.
 * @param path of the call
 * @param isSet whether there is one to remove
 */
export function changePicture(page: Page, path: string, isSet: boolean): void {
  const { picture } = texts;
  if (!isSet) return pick(page, path);
  const remove = () => page.parley.call('DELETE', path);
  choose(picture.title, '', [
    { label: picture.choose, kind: 'main', action: () => Promise.resolve(pick(page, path)) },
    { label: picture.remove, kind: 'danger', action: remove },
  ]);
}

function pick(page: Page, path: string): void {
  const input = h('input', { type: 'file', accept: 'image/*' });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void attempt(() => send(page, path, file));
  });
  input.click();
}

async function send(page: Page, path: string, file: File): Promise<void> {
  const form = new FormData();
  form.append('avatar', file, file.name);
  const { url } = await page.parley.call<MediaView>('PUT', path, form);
  const status = await statusOf(page.parley.avatarUrl(url));
  if (status === 404 || status === 410) notify(texts.picture.rejected, 'failed');
}

/** The status of a picture when it has been processed. The picture of a person or group then changes by itself. */
async function statusOf(address: string): Promise<number> {
  let status = 409;
  for (let look = 0; status === 409 && look < LOOKS; look += 1) {
    if (look > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    status = (await fetch(address, { method: 'HEAD', cache: 'no-store' })).status;
  }
  return status;
}
