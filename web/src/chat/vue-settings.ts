import type { Chat, VueWords } from '@parley/client';
import { EMOJIS } from 'virtual:emojis';

import { nameIn } from '../names.js';
import { texts } from '../texts.js';
import { clockTime, dayTitle } from '../time.js';
import { wordsOf } from '../words.js';
import { COLORS } from './colors.js';
import { formatText } from './text-format.js';

/** The question of a poll is shown above its answers, with a label for screen readers. */
export function wordsFor(chat: Chat): VueWords {
  const text: VueWords['text'] = (one) => (one.kind === 'poll' ? one.message : wordsOf(one, nameIn(chat)));
  return { date: dayTitle, time: clockTime, text };
}

/** Settings that are the same for all chats. */
export function settings(): object {
  const { chat } = texts;
  return {
    height: '100%',
    styles: COLORS,
    singleRoom: true,
    roomsLoaded: true,
    messageActions: [],
    textFormatting: { format: formatText },
    showReactionEmojis: false,
    textareaActionEnabled: true,
    textareaAutoFocus: matchMedia('(hover: hover)').matches,
    showAudio: 'mediaDevices' in navigator,
    emojiDataSource: EMOJIS,
    scrollDistance: 0,
    usernameOptions: { minUsers: 3, currentUser: false },
    textMessages: {
      MESSAGE_DELETED: chat.deleted,
      MESSAGES_EMPTY: chat.empty,
      CONVERSATION_STARTED: chat.started,
      TYPE_MESSAGE: chat.write,
      NEW_MESSAGES: chat.newMessages,
    },
  };
}
