import { array, assert, constantFrom, property, string } from 'fast-check';

import { formatText } from '../../web/src/chat/text-format.js';

const ann = { _id: '018f0000-0000-7000-8000-000000000001', username: 'Ann <b>' };
const html = (content: string): string => formatText(content, [ann], false).value;

/** The text that a browser shows for this markup. */
const shown = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!,
    );

const MARKUP_LIKE_TEXTS = [
  '[12:30]: ok',
  '[x]: y "z"',
  '*a* **b** _c_ ~d~ ~~e~~ °f°',
  '`a` ``b`` ```\nc\n```',
  '# title\n## more',
  '- one\n* two\n1) three\n12. four',
  '<b>bold</b> <br> <!-- gone --> <usertag> </usertag> <@someone>',
  '&amp; &lt; &#64; &nbsp; \\* \\\\',
  '> quoted\n>> twice',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '[^1] and [^1]: a footnote',
  '![picture](https://example.org/x.png) [text](https://example.org)',
  '---\n***\n===',
  '  two blanks  \n\n\n    four\ttab',
  '- [ ] task\n- [x] done',
  'cat.png',
  'https://![a](https://example.org/x.png) (see https://example.org/a_(b)_(c)))',
];

/** The text as the client passes it to the component. */
const asPassedByClient = (text: string): string => text.replace(/<(?=\u2060*(?:@|\/?usertag>))/g, '<\u2060');
const expectAsTyped = (text: string): void => expect(shown(html(asPassedByClient(text)))).toBe(text);

describe('a text on the page', () => {
  it.each(MARKUP_LIKE_TEXTS)('is shown as typed: %s', expectAsTyped);

  it('is shown as typed, also for random texts', () => {
    const signs = '*_~`<>&[]()#\n@.:/"\'\\\u2060';
    const pieces = array(constantFrom(...MARKUP_LIKE_TEXTS, ...signs, 'https://', 'www.', 'a@b.co', 'usertag>', ' '));
    const often = { seed: 20_261_129, numRuns: 1_000 };
    assert(
      property(pieces, (all) => expectAsTyped(all.join(''))),
      often,
    );
    assert(property(string({ unit: 'binary' }), expectAsTyped), often);
  });

  it('gets markup for its links, code and mentions only', () => {
    const tag = `<usertag>${ann._id}</usertag>`;
    expect(html(`${tag}: see https://example.org/a_(b)?c=1&d, or www.example.org. (mail a@b.co)`)).toBe(
      `<span class="vac-text-tag" data-user-id="${ann._id}">@Ann &lt;b&gt;</span>: see ` +
        '<a href="https://example.org/a_(b)?c=1&amp;d">https://example.org/a_(b)?c=1&amp;d</a>, or ' +
        '<a href="http://www.example.org">www.example.org</a>. (mail <a href="mailto:a@b.co">a@b.co</a>)',
    );
    expect(html('run `rm "x"` and <script>')).toBe('run <code>`rm &quot;x&quot;`</code> and &lt;script&gt;');
    expect(html('`https://example.org`')).toBe('<code>`https://example.org`</code>');
    expect(html('javascript:alert(1) "onclick=x')).not.toMatch(/<[^>]/);
  });

  it('shows a tag that somebody typed as text', () => {
    expect(shown(html(`<\u2060usertag>${ann._id}<\u2060/usertag> <\u2060@x> <\u2060\u2060usertag>`))).toBe(
      `<usertag>${ann._id}</usertag> <@x> <\u2060usertag>`,
    );
  });

  it('is plain text when it is shown on one line', () => {
    const content = `<usertag>${ann._id}</usertag> *a*`;
    expect(formatText(content, [ann], true)).toEqual({ markdown: false, value: '@Ann <b> *a*' });
  });
});
