import { eventFlood } from './attacks/event-flood.mjs';
import { foreignUploads } from './attacks/foreign-uploads.mjs';
import { garbageTokens } from './attacks/garbage-tokens.mjs';
import { guessing } from './attacks/guessing.mjs';
import { inputs } from './attacks/inputs.mjs';
import { openUploads } from './attacks/open-uploads.mjs';
import { reconnectFlood } from './attacks/reconnect-flood.mjs';
import { refusedBodies } from './attacks/refused-bodies.mjs';
import { restFlood } from './attacks/rest-flood.mjs';
import { searchFlood } from './attacks/search-flood.mjs';
import { sendFlood } from './attacks/send-flood.mjs';
import { signUps } from './attacks/sign-ups.mjs';
import { slowConnections } from './attacks/slow-connections.mjs';
import { strangers } from './attacks/strangers.mjs';
import { syncFlood } from './attacks/sync-flood.mjs';
import { typingFlood } from './attacks/typing-flood.mjs';
import { unfinishedForms } from './attacks/unfinished-forms.mjs';
import { unreadAnswers } from './attacks/unread-answers.mjs';

/**
 * All attacks, in the order they are carried out. Each has
 * - `name`, and `says`: what is done;
 * - `short` and `long`: its numbers;
 * - `places`: where it is done, unless everywhere: what never comes to the database is done on one; `shortPlaces`: where the short form does it;
 * - `rates`: `off` where the server's rates would only be in the way, `on` unless told;
 * - `background`: it takes long and little, and goes on from another address while the others are carried out;
 * - `attack({ url, world, numbers, tally, figures, complain, atMost })`, which runs in attacker.mjs: it counts what it is answered, and
 *   complains of what breaks a promise of its own. Everybody's promises (5xx, `live`, memory, the neighbour) are watched from outside.
 */
export const attacks = [
  inputs,
  slowConnections,
  unfinishedForms,
  unreadAnswers,
  syncFlood,
  searchFlood,
  eventFlood,
  sendFlood,
  typingFlood,
  reconnectFlood,
  strangers,
  restFlood,
  openUploads,
  foreignUploads,
  refusedBodies,
  signUps,
  guessing,
  garbageTokens,
];
