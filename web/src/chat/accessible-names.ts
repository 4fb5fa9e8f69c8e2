import { texts } from '../texts.js';
import { addToMessage } from './message-additions.js';
import type { AddedElementsHost } from './added-elements-host.js';

/** Accessible names of people and of files. */
const NAMES = '.vac-text-username, .vac-reply-username, .vac-tags-username, .vac-file-container .vac-text-ellipsis';

/** The component's buttons, by the id of the icon in them. */
const LABELS: Record<string, string> = {
  'vac-icon-emoji': texts.chat.emoji,
  'vac-icon-paperclip': texts.chat.attach,
  'vac-icon-send': texts.chat.send,
  'vac-icon-send-disabled': texts.chat.send,
  'vac-icon-microphone': texts.chat.record,
  'vac-icon-close-outline': texts.chat.cancel,
  'vac-icon-close-outline-preview': texts.chat.closePicture,
  'vac-icon-close': texts.chat.cancel,
  'vac-icon-checkmark': texts.chat.finish,
  'custom-action-icon': texts.chat.poll,
  'vac-icon-document': texts.chat.download,
  'vac-icon-dropdown-scroll': texts.chat.newest,
  'vac-icon-eye': texts.chat.picture(''),
  'vac-icon-audio-play': texts.kinds.audio,
  'vac-icon-audio-pause': texts.kinds.audio,
};

/** Adds names and roles to the present elements and to later ones. @returns a function that stops it */
export function addAccessibleNames(root: ShadowRoot, host: AddedElementsHost): () => void {
  const all = (): void => {
    observer.disconnect();
    labelField(root);
    for (const button of root.querySelectorAll<HTMLElement>('.vac-svg-button, .vac-icon-scroll')) label(button);
    for (const element of root.querySelectorAll<HTMLElement>('.vac-message-wrapper')) {
      const message = host.message(element.id);
      if (message) addToMessage(element, message, host);
    }
    observer.observe(root, { childList: true, subtree: true, characterData: true });
  };
  const observer = new MutationObserver(all);
  const press = (event: Event): void => pressWithKey(event as KeyboardEvent);
  const click = (event: Event): void => toNewest(event, host);
  root.addEventListener('keydown', press);
  root.addEventListener('click', click, true);
  all();
  return () => {
    observer.disconnect();
    root.removeEventListener('keydown', press);
    root.removeEventListener('click', click, true);
  };
}

function labelField(root: ShadowRoot): void {
  const list = root.querySelector<HTMLElement>('#messages-list');
  const field = root.querySelector<HTMLTextAreaElement>('#roomTextarea');
  if (list && !list.role) Object.assign(list, { role: 'region', ariaLabel: texts.chat.messages, tabIndex: 0 });
  if (field && !field.ariaLabel) Object.assign(field, { ariaLabel: texts.chat.write, dir: 'auto' });
  for (const name of root.querySelectorAll<HTMLElement>(NAMES)) if (name.dir !== 'auto') name.dir = 'auto';
}

function label(button: HTMLElement): void {
  const name = button.querySelector('[id^=vac-icon]')?.id ?? button.querySelector('slot')?.name ?? '';
  const words = LABELS[name] ?? button.ariaLabel ?? texts.chat.more;
  if (button.ariaLabel === words && button.role) return;
  Object.assign(button, { role: 'button', tabIndex: 0, ariaLabel: words, title: words });
}

/** An element that is a button only by its role needs key handlers. */
function pressWithKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (target.role !== 'button' || target.tagName === 'BUTTON' || ![' ', 'Enter'].includes(event.key)) return;
  event.preventDefault();
  target.click();
}

function toNewest(event: Event, host: AddedElementsHost): void {
  if (!(event.target as Element).closest('.vac-icon-scroll')) return;
  event.stopPropagation();
  host.toNewest();
}
