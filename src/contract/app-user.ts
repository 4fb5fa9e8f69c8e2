/**
 * The id of the user that stands for the app itself: the sender of messages that the app writes in its own name. The first API key creates
 * it. It is deactivated, so that it cannot sign in and cannot be found or added.
 */
export const APP_USER_ID = '00000000-0000-4000-8000-00000000a990';
