import { fold } from '../../platform/text/fold.js';
import { highlights } from './highlights.js';

const marked = (message: string, ...texts: string[]): string[] =>
  highlights(message, texts.map(fold)).map(({ start, end }) => message.slice(start, end));

describe('the highlights of a found message', () => {
  it.each([
    ['a lighthouse', ['HOUSE'], ['house']],
    ['Straße, STRASSE', ['strasse'], ['Straße', 'STRASSE']],
    ['cafe\u0301 Café', ['cafe'], ['cafe\u0301', 'Café']],
    ['one  \n two', ['one two'], ['one  \n two']],
    ['“quoted” — it’s', [`"quoted" - it's`], ['“quoted” — it’s']],
    ['ﬁne', ['fi'], ['ﬁ']],
    ['co\u00adoperate', ['cooperate'], ['co\u00adoperate']],
    ['你好我们', ['好我'], ['好我']],
    ['👍🏽 done', ['done'], ['done']],
    ['aaaa', ['aa'], ['aa', 'aa']],
    ['harbour bridge', ['bridge', 'harbour'], ['harbour', 'bridge']],
    ['abcdef', ['abcd', 'cdef'], ['abcdef']],
    ['nothing', ['else'], []],
    ['nothing', [''], []],
  ])('in %j for %j are %j', (message, texts, expected) => {
    expect(marked(message, ...texts)).toEqual(expected);
  });

  it('are at most twenty', () => {
    expect(highlights('a '.repeat(50), ['a'])).toHaveLength(20);
  });
});
