import { texts } from './texts.js';

/** Counts characters as the server does: an emoji counts as one or a few, however many UTF-16 units it has. */
export const lengthOf = (text: string): number => [...text].length;

/** Reports that the text of a field is too long, instead of cutting off pasted text. */
export function limitText(field: HTMLInputElement, max: number): void {
  field.addEventListener('input', () => {
    const length = lengthOf(field.value);
    field.setCustomValidity(length > max ? texts.failure.tooLong(length, max) : '');
  });
}
