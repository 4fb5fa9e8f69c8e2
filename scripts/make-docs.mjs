/**
 * Creates dist/docs-site, the pages that the server shows at /docs, from the documents. Fails if a document is missing in the
 * navigation, or a link has no target.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

import { render } from './docs-site/markdown.mjs';
import { page } from './docs-site/page.mjs';
import { addresses, pathOf, PLAN } from './docs-site/plan.mjs';

const root = dirname(import.meta.dirname);
const out = join(root, 'dist', 'docs-site');
const FILES = ['docs/asyncapi.json', 'scripts/docs-site/style.css', 'scripts/docs-site/icon.svg'];

const read = (file) => readFileSync(join(root, file), 'utf8');
const markdownIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const decisions = markdownIn('docs/decisions');
/** Pages of single benches, and the charts of all of them. */
const figures = markdownIn('docs/performance');
const charts = readdirSync(join(root, 'docs', 'performance'))
  .filter((name) => name.endsWith('.svg'))
  .map((name) => `docs/performance/${name}`);
const addressOf = addresses([...decisions, ...figures, ...charts]);

/** The address on the site of a link in a document. */
const linksOf = (file) => (target) => {
  if (/^[a-z]+:|^#/.test(target)) return target;
  const [path, hash] = target.split('#');
  const address = addressOf.get(posix.join(posix.dirname(file), path));
  if (address === undefined) throw new Error(`${file}: a link leads to ${path}, which is no page`);
  return hash === undefined ? address : `${address}#${hash}`;
};

/** The list of decisions, by the titles of their pages. */
function decisionsAsMarkdown() {
  const items = decisions.map((file) => `- [${/^# (.+)$/m.exec(read(file))[1]}](decisions/${file.split('/').at(-1)})`);
  return `# Decisions\n\nWhat was weighed, what was chosen, and at what price: half a page each.\n\n${items.join('\n')}\n`;
}

/** Writes a file, and beside it what the server sends to clients that accept gzip. */
function put(target, content) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  writeFileSync(`${target}.gz`, gzipSync(content, { level: 9 }));
}

function write(file, path = pathOf(file)) {
  const markdown = file === 'docs/decisions' ? decisionsAsMarkdown() : read(file);
  const target = join(out, path === '/docs' ? 'index.html' : `${path.replace('/docs/', '')}.html`);
  put(target, page({ path, ...render(markdown, linksOf(file)) }));
}

const planned = PLAN.flatMap(({ pages }) => pages);
const missing = markdownIn('docs').filter((file) => !addressOf.has(file));
if (missing.length > 0) throw new Error(`in no navigation, see scripts/docs-site/plan.mjs: ${missing.join(', ')}`);

if (existsSync(out)) rmSync(out, { recursive: true });
for (const { file, path } of planned) if (!file.endsWith('.json')) write(file, path);
for (const file of [...decisions, ...figures]) write(file);
for (const file of charts) put(join(out, pathOf(file).replace('/docs/', '')), read(file));
for (const file of FILES) put(join(out, posix.basename(file)), read(file));
