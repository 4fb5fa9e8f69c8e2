/** The HTML around a document: navigation beside it, or above it on a phone, and no scripts. */
import { escape } from './highlight.mjs';
import { pathOf, PLAN } from './plan.mjs';

const DESCRIPTION = 'Parley: a chat backend to host yourself. REST, Socket.IO and PostgreSQL.';

export function page({ path, title, html, headings }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${DESCRIPTION}">
<title>${escape(path === '/docs' ? title : `${title} – Parley`)}</title>
<link rel="icon" href="/docs/icon.svg">
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="/docs"><img src="/docs/icon.svg" alt="" width="28" height="28">Parley <span>docs</span></a>
<details class="menu"><summary>Menu</summary><nav aria-label="Pages">${navigation(path)}</nav></details>
</header>
<div class="frame">
<nav class="side" aria-label="All pages">${navigation(path)}</nav>
<main id="content" tabindex="-1">
<article>
${html}
</article>
${beside(path)}
</main>
${contents(headings)}
</div>
</body>
</html>
`;
}

function navigation(here) {
  return PLAN.map(
    ({ title, pages }) => `<h2>${title}</h2><ul>${pages.map((one) => entry(one, here)).join('')}</ul>`,
  ).join('');
}

function entry({ label, file, path = pathOf(file) }, here) {
  const isHere = path === here || (here.startsWith(`${path}/`) && path !== '/docs');
  return `<li><a href="${path}"${isHere ? ' aria-current="page"' : ''}>${label}</a></li>`;
}

function contents(headings) {
  const top = headings.filter(({ level }) => level === 2);
  if (top.length < 2) return '';
  const items = top.map(({ id, text }) => `<li><a href="#${id}">${escape(text)}</a></li>`).join('');
  return `<nav class="contents" aria-labelledby="contents"><h2 id="contents">On this page</h2><ul>${items}</ul></nav>`;
}

/** The previous and the next page of the navigation. */
function beside(here) {
  const all = PLAN.flatMap(({ pages }) => pages).filter(({ file }) => !file.endsWith('.json'));
  const place = all.findIndex(({ file, path = pathOf(file) }) => path === here);
  if (place === -1) return '';
  const [before, after] = [all[place - 1], all[place + 1]];
  const link = (one, rel, word) =>
    one
      ? `<a rel="${rel}" href="${one.path ?? pathOf(one.file)}"><small>${word}</small>${one.label}</a>`
      : '<span></span>';
  return `<nav class="beside" aria-label="Before and after">${link(before, 'prev', 'Before')}${link(after, 'next', 'Next')}</nav>`;
}
