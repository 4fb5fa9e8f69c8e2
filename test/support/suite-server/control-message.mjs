/**
 * JSON for the control channel of a test server. Dates and bytes keep their type, because tests compare what the database holds.
 */

function tag(key, value) {
  // `toJSON` of a Date has run before the replacer: the holder still has the Date itself.
  const original = this[key];
  if (original instanceof Date) return { $date: original.getTime() };
  if (original instanceof Uint8Array) return { $bytes: Buffer.from(original).toString('base64') };
  return value;
}

function untag(_key, value) {
  if (typeof value !== 'object' || value === null) return value;
  if ('$date' in value) return new Date(value.$date);
  if ('$bytes' in value) return Buffer.from(value.$bytes, 'base64');
  return value;
}

/** @returns {string} */
export const encode = (message) => JSON.stringify(message, tag);

export const decode = (text) => JSON.parse(text, untag);
