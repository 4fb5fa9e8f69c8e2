/** The pages of the site, in the order of the navigation. The build fails if a document is missing here. */
export const PLAN = [
  {
    title: 'Start',
    pages: [
      { file: 'docs/README.md', label: 'Overview', path: '/docs' },
      { file: 'docs/quick-start.md', label: 'Quick start' },
      { file: 'docs/embed.md', label: 'In your own app' },
    ],
  },
  {
    title: 'Guides',
    pages: [
      { file: 'docs/bad-network.md', label: 'On a bad network' },
      { file: 'docs/operations.md', label: 'Operations' },
      { file: 'docs/security.md', label: 'Security' },
      { file: 'SECURITY.md', label: 'Security, in short', path: '/docs/security-policy' },
    ],
  },
  {
    title: 'Reference',
    pages: [
      { label: 'REST API', path: '/docs/api', file: 'docs/openapi.json' },
      { file: 'docs/realtime.md', label: 'Realtime protocol' },
      { label: 'AsyncAPI', path: '/docs/asyncapi.json', file: 'docs/asyncapi.json' },
      { file: 'docs/errors.md', label: 'Errors' },
      { file: 'docs/features.md', label: 'Features' },
      { file: 'CHANGELOG.md', label: 'Changelog', path: '/docs/changelog' },
    ],
  },
  {
    title: 'Inside',
    pages: [
      { file: 'docs/architecture.md', label: 'Architecture' },
      { file: 'docs/glossary.md', label: 'Glossary' },
      { file: 'docs/testing.md', label: 'Testing' },
      { file: 'docs/reliability.md', label: 'Reliability' },
      { file: 'docs/performance.md', label: 'Performance' },
      { file: 'docs/decisions', label: 'Decisions' },
      { file: 'CONTRIBUTING.md', label: 'Contributing', path: '/docs/contributing' },
    ],
  },
];

/** The page of `docs/bad-network.md` is `/docs/bad-network`. */
export const pathOf = (file) => `/${file.replace(/\.md$/, '')}`;

/** The address of each document, by its file. @param more pages that are not in the navigation */
export function addresses(more) {
  const planned = PLAN.flatMap(({ pages }) => pages).map(({ file, path }) => [file, path ?? pathOf(file)]);
  return new Map([...planned, ...more.map((file) => [file, pathOf(file)]), ['README.md', '/docs/quick-start']]);
}
