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
import { signInRush } from './attacks/sign-in-rush.mjs';
import { signUps } from './attacks/sign-ups.mjs';
import { slowConnections } from './attacks/slow-connections.mjs';
import { unauthenticatedSockets } from './attacks/unauthenticated-sockets.mjs';
import { syncFlood } from './attacks/sync-flood.mjs';
import { typingFlood } from './attacks/typing-flood.mjs';
import { unfinishedForms } from './attacks/unfinished-forms.mjs';
import { unreadAnswers } from './attacks/unread-answers.mjs';

/**
 * All attacks, in the order in which they are carried out. Each has
 * - `name`, and `description`: a description of the attack;
 * - `short` and `long`: its sizes in the short and in the long form;
 * - `places`: the databases on which it is carried out (all by default; one is enough for an attack that never reaches the database);
 *   `shortPlaces`: the same for the short form;
 * - `rates`: `off` if the server's rate limits would stop the attack too early; `on` by default;
 * - `background`: it takes long but needs little, and runs from another address at the same time as the others;
 * - `attack({ url, world, numbers, tally, figures, complain, atMost })`: runs in attacker.mjs, counts its answers, and complains when a
 *   promise about this attack is broken. The promises about all attacks (5xx, `live`, memory, the neighbour) are checked from outside.
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
  unauthenticatedSockets,
  restFlood,
  openUploads,
  foreignUploads,
  refusedBodies,
  signUps,
  signInRush,
  guessing,
  garbageTokens,
];
