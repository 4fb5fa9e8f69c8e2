import { EMOJIS } from 'virtual:emojis';

import { openDialog } from '../dialog.js';
import { texts } from '../texts.js';

/** The emoji picker of the component, for all emojis. */
export function pickEmoji(picked: (emoji: string) => void): void {
  const picker = document.createElement('emoji-picker');
  picker.setAttribute('data-source', EMOJIS);
  picker.setAttribute('locale', texts.locale);
  const dialog = openDialog(texts.message.moreEmojis, picker);
  picker.addEventListener('emoji-click', (event) => {
    dialog.close();
    picked((event as CustomEvent<{ unicode: string }>).detail.unicode);
  });
}
