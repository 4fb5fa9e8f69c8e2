/**
 * Measures the server against its limits, as ratios of things measured in turn:
 *
 *     npm run bench                       everything; writes docs/performance.md and its charts
 *     npm run bench -- send list          some of it; writes only its charts
 *     npm run bench -- send list --quick  some of it, shorter, only printed
 *
 * The server under test is the built one; the benchmarks themselves are TypeScript and run without a build.
 */
import './typescript.mjs';

const { main } = await import('./main.ts');
await main(process.argv.slice(2));
