/** Colours comments, texts, numbers and keywords of code. It is no parser. */

const WORDS = {
  js: 'as async await break case catch class const continue do else export extends false finally for from function if import in instanceof interface let new null of return static switch this throw true try type typeof undefined while yield',
  python:
    'and as assert async await break class continue def elif else except False finally for from if import in is lambda None not or pass raise return True try while with yield',
  swift:
    'as await break case class else enum extension false for func guard if import in init let nil return self static struct switch throw throws true try var while',
  kotlin:
    'as break class data else false for fun if import in is null object override return suspend this throw true try val var when while',
  sh: 'do done echo else export fi for function if in read then while curl node npm npx python3 sudo',
};
const ALSO = { javascript: 'js', ts: 'js', typescript: 'js', mjs: 'js', json: 'js', py: 'python', bash: 'sh' };

const HASH = /#(?![\w{]*\}).*/;
const SLASHES = /\/\/.*|\/\*[^]*?\*\//;
const TEXT = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/;
const NUMBER = /\b\d[\d_.]*\b/;
const WORD = /[A-Za-z_]\w*/;

/** @returns HTML */
export function highlight(code, language = '') {
  const name = ALSO[language] ?? language;
  const words = WORDS[name]?.split(' ');
  if (!words) return escape(code);
  const comment = name === 'python' || name === 'sh' ? HASH : SLASHES;
  const parts = new RegExp(
    `(?<text>${TEXT.source})|(?<comment>(?<![^\\s;])(?:${comment.source}))|(?<number>${NUMBER.source})|(?<word>${WORD.source})`,
    'g',
  );
  let done = 0;
  let html = '';
  for (const match of code.matchAll(parts)) {
    html += escape(code.slice(done, match.index)) + marked(match, words);
    done = match.index + match[0].length;
  }
  return html + escape(code.slice(done));
}

function marked({ 0: part, groups }, words) {
  const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
  const isPlain = kind === 'word' && !words.includes(part);
  return isPlain ? escape(part) : `<span class="${kind}">${escape(part)}</span>`;
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escape = (text) => text.replace(/[&<>"]/g, (char) => ENTITIES[char]);
export const unescape = (html) =>
  html.replace(/&(?:amp|lt|gt|quot);/g, (entity) => Object.keys(ENTITIES).find((char) => ENTITIES[char] === entity));
