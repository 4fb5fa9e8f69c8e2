import { mentionsIn } from '@parley/client';

const PEOPLE = ['Ann', 'Anna', 'Anna Lee', 'Zoë', 'ゆき', 'Omar'].map((name) => ({ id: name, name }));
const mentionedIn = (text: string, people = PEOPLE) => mentionsIn(text, people).map(({ id }) => id);

describe('whom a text names', () => {
  it.each([
    ['the longest name that fits', '@Anna and @Ann and @Anna Lee', ['Anna', 'Ann', 'Anna Lee']],
    ['at the start, before punctuation, after brackets', '@Ann, (@Zoë) "@Omar"!', ['Ann', 'Zoë', 'Omar']],
    ['on any line', 'hello\n@Ann\n\n@Omar', ['Ann', 'Omar']],
    ['nobody inside a word', 'mail ann@Ann or @Annabel, @Ann_2, ä@Omar', []],
    ['nobody inside code', '`@Ann` ``a ` @Anna`` ```\n@Omar\n``` @Zoë', ['Zoë']],
    ['somebody after a backtick that nothing closes', 'it` s @Ann', ['Ann']],
    ['nobody inside a link', 'https://example.org/@Ann @Omar', ['Omar']],
    ['somebody where words are written without spaces', 'こんにちは@ゆきさん', ['ゆき']],
    ['nobody by the bare sign', '@ @@ @nobody', []],
  ])('%s', (_, text, expected) => {
    expect(mentionedIn(text)).toEqual(expected);
  });

  it('answers where in the text the name is', () => {
    expect(mentionsIn('a @Anna b', PEOPLE)).toEqual([{ id: 'Anna', start: 2, end: 7 }]);
  });

  it('mentions people with the same name one after the other', () => {
    const two = ['first', 'second'].map((id) => ({ id, name: 'Ann' }));
    expect(mentionedIn('@Ann @Ann @Ann', two)).toEqual(['first', 'second', 'first']);
    expect(mentionedIn('@Ann', two)).toEqual(['first']);
  });
});
