export function encode(message: unknown): string;
export function decode(text: string): unknown;
