import { texts } from './texts.js';

/** As the server counts: an emoji is one character or a few, however many units a browser keeps it in. */
export const lengthOf = (text: string): number => [...text].length;

/** Says in the field's own form that its text is too long, instead of cutting off what was pasted. */
export function limitText(field: HTMLInputElement, max: number): void {
  field.addEventListener('input', () => {
    const length = lengthOf(field.value);
    field.setCustomValidity(length > max ? texts.failure.tooLong(length, max) : '');
  });
}
