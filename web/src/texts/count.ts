/** A number and what is counted. @param one the word for one @param many the word for any other number */
export const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
