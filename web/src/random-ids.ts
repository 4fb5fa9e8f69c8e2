/** Browsers do not offer `crypto.randomUUID` to pages over plain http, for example on a phone in the same network. */
export function provideRandomIds(): void {
  if ('randomUUID' in crypto) return;
  Object.assign(crypto, { randomUUID });
}

function randomUUID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-');
}
