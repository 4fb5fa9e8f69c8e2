/** Every failure a client can meet: code → HTTP status and sentence. Closed: nothing outside this table ever leaves the server. */
export const ERRORS = {
  'request.invalid': { status: 400, message: 'Some parameters are missing or invalid; see details.' },
  'request.malformed': {
    status: 400,
    message: 'The request could not be read: check its body, encoding and content type.',
  },
  'request.too_large': { status: 413, message: 'The request body is larger than this call accepts.' },
  'request.unsupported_type': {
    status: 415,
    message: 'Send the body as application/json, application/x-www-form-urlencoded or multipart/form-data.',
  },
  'route.not_found': { status: 404, message: 'There is no such call; see /docs.' },
  'event.unknown': { status: 404, message: 'There is no such socket event; see docs/realtime.md.' },
  'auth.bad_credentials': { status: 401, message: 'E-mail or password is wrong.' },
  'auth.token_missing': { status: 401, message: 'Send the token of login as "Authorization: Bearer <token>".' },
  'auth.token_invalid': { status: 401, message: 'The token is not one of ours; sign in again.' },
  'auth.token_expired': { status: 401, message: 'The token has expired; sign in again.' },
  'auth.session_revoked': { status: 401, message: 'This session was signed out; sign in again.' },
  'auth.email_taken': { status: 409, message: 'An account with this e-mail exists already.' },
  'user.not_found': { status: 404, message: 'There is no such user.' },
  'user.not_you': { status: 403, message: 'You can only set your own status.' },
  'chat.not_found': { status: 404, message: 'There is no such chat, or you are not in it.' },
  'chat.id_taken': { status: 409, message: 'A chat with this id exists already, with other content.' },
  'message.not_found': { status: 404, message: 'There is no such message in this chat.' },
  'message.not_yours': { status: 403, message: 'Only the sender of a message sees its trace.' },
  'message.reply_not_found': { status: 404, message: 'The message replied to is not in this chat.' },
  'message.id_taken': {
    status: 409,
    message: 'A message with this id was sent already, with other content or by someone else.',
  },
  'participant.not_you': { status: 403, message: 'A star belongs to one participant: use your own participant id.' },
  'media.not_found': { status: 404, message: 'There is no such media, or you may not see it.' },
  'media.id_taken': { status: 409, message: 'An upload with this id exists already, with other content.' },
  'media.too_large': { status: 413, message: 'The file is larger than this server accepts.' },
  'media.range_invalid': { status: 416, message: 'The file ends before the range asked for begins.' },
  'media.unsupported': { status: 415, message: 'The file could not be accepted as media.' },
  'rate.limited': { status: 429, message: 'Too many requests; wait retryAfter seconds.' },
  overloaded: {
    status: 503,
    message: 'The server is busy; try again in retryAfter seconds, with the same id where you chose one.',
  },
  internal: { status: 500, message: 'Something went wrong on our side; the log has it under the X-Request-Id.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;
