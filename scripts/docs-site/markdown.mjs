/** Turns a document into HTML: GitHub's Markdown, with link targets at headings, coloured code, and tables that scroll on a phone. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

import { escape, highlight, unescape } from './highlight.mjs';

/** @param linkTo returns the address for the target of a link @returns the title, the HTML and the headings below the title */
export function render(markdown, linkTo) {
  const headings = [];
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
    .replace(/<h([1-6])>(.*?)<\/h\1>/g, (_, level, inner) => heading(Number(level), inner, headings))
    .replace(/<pre><code(?: class="language-(\S+)")?>([^]*?)<\/code><\/pre>/g, (_, language, code) =>
      block(code, language),
    )
    .replace(
      /<(a href|img src)="([^"]*)"/g,
      (_, element, target) => `<${element}="${escape(linkTo(unescape(target)))}"`,
    )
    .replace(
      /<table>[^]*?<\/table>/g,
      (table) => `<div class="wide" role="group" aria-label="Table" tabindex="0">${table}</div>`,
    )
    .replaceAll('<th></th>', '<td></td>')
    .replaceAll('<ul>\n<li><input type="checkbox"', '<ul class="tasks">\n<li><input type="checkbox"')
    .replace(/<input type="checkbox" disabled="" \/>/g, '<span aria-hidden="true">☐</span>');
  const [title] = headings.filter(({ level }) => level === 1);
  if (!title) throw new Error('a document begins with its title');
  return { title: title.text, html, headings: headings.filter(({ level }) => level > 1) };
}

function heading(level, inner, headings) {
  const text = unescape(inner.replace(/<[^>]+>/g, ''));
  const id = unique(slug(text), headings);
  headings.push({ level, id, text });
  const anchor = level > 1 ? ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a>` : '';
  return `<h${level} id="${id}">${inner}${anchor}</h${level}>`;
}

/** Like GitHub, so that links work in both places. */
const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

function unique(id, headings) {
  const known = headings.filter((one) => one.id === id || one.id.startsWith(`${id}-`)).length;
  return known === 0 ? id : `${id}-${known}`;
}

function block(code, language) {
  return `<pre tabindex="0"><code>${highlight(unescape(code).replace(/\n$/, ''), language)}</code></pre>`;
}
