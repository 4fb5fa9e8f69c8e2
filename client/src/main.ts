export type { Change } from './changes.js';
export { Chat, type ShownMessage } from './chat.js';
export {
  toVueAdvancedChat,
  toVueMessages,
  toVueRoom,
  type VueMessage,
  type VueRoom,
  type VueWords,
} from './mappers/vue-advanced-chat.js';
export { ParleyError } from './errors.js';
export type { FileStorage } from './uploads/file-storage.js';
export { type GiftedMessage, type GiftedTexts, toGiftedChat } from './mappers/gifted-chat.js';
export { codeIn, type Mention, mentionsIn, type Nameable } from './mentions.js';
export type { Content, Outgoing, OutgoingFile } from './outbox.js';
export { Parley, type ParleyOptions, type ParleyState } from './parley.js';
export { type KeyValueStorage, MemoryStorage } from './storage.js';
export type { Upload } from './uploads/upload.js';
export { RESUMABLE_FROM } from './uploads/uploads.js';
export type * from './wire.js';
