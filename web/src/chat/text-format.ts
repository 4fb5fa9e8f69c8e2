import { codeIn } from '@parley/client';

interface Person {
  _id: string;
  username: string;
}

/** What the component shows as one text: HTML, or in a one-line list plain text. */
interface Formatted {
  markdown: boolean;
  value: string;
}

const TAG = /<usertag>([^<>]*)<\/usertag>/g;
/** The client inserts this into text that only looks like a tag of the component. */
const UNTAGGED = /<\u2060(?=\u2060*(?:@|\/?usertag>))/g;
const LINK = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;
/** Punctuation that may follow a link in a sentence. */
const AFTER_LINK = /[?!.,:;*_~'")\]}]+$/;

/**
 * Shows a text exactly as it was typed: nothing in it is markup. Only links, code between backticks and mentions are highlighted.
 * This replaces the component's own Markdown, which removes characters that it takes for markup.
 */
export function formatText(content: string, users: readonly Person[], singleLine: boolean): Formatted {
  const names = new Map(users.map(({ _id, username }) => [_id, username]));
  const nameOf = (id: string): string => `@${names.get(id) ?? id}`;
  if (singleLine) return { markdown: false, value: typed(content.replace(TAG, (_, id: string) => nameOf(id))) };
  const pieces = content.split(TAG).map((piece, index) => {
    // `split` returns the content of the tags at every second place.
    if (index % 2 === 0) return withCode(typed(piece));
    return `<span class="vac-text-tag" data-user-id="${escaped(piece)}">${escaped(nameOf(piece))}</span>`;
  });
  return { markdown: true, value: pieces.join('') };
}

const typed = (text: string): string => text.replace(UNTAGGED, '<');

function withCode(text: string): string {
  let done = 0;
  const pieces = codeIn(text).map(([start, end]) => {
    const before = withLinks(text.slice(done, start));
    done = end;
    return `${before}<code>${escaped(text.slice(start, end))}</code>`;
  });
  return pieces.join('') + withLinks(text.slice(done));
}

function withLinks(text: string): string {
  let done = 0;
  const pieces = [...text.matchAll(LINK)].map(({ 0: match, index }) => {
    const link = withoutEnd(match);
    const before = escaped(text.slice(done, index));
    done = index + link.length;
    return `${before}<a href="${escaped(hrefOf(link))}">${escaped(link)}</a>`;
  });
  return pieces.join('') + escaped(text.slice(done));
}

/** A closing bracket belongs to the link if its opening one does; other punctuation at the end belongs to the sentence. */
function withoutEnd(link: string): string {
  const end = AFTER_LINK.exec(link)?.[0] ?? '';
  const kept = link.slice(0, link.length - end.length);
  const open = kept.split('(').length - kept.split(')').length;
  const closing = /^\)*/.exec(end)?.[0].length ?? 0;
  return kept + ')'.repeat(Math.max(0, Math.min(open, closing)));
}

function hrefOf(link: string): string {
  if (/^www\./i.test(link)) return `http://${link}`;
  return /^https?:/i.test(link) ? link : `mailto:${link}`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
