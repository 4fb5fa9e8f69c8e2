/**
 * Measures the server against its limits, as ratios of things measured in turn:
 *
 *     npm run bench                       everything, and docs/performance.md is written anew
 *     npm run bench -- send list --quick  some of it, shorter, to look at
 *
 * The server under test is the built one; the benches themselves are TypeScript and read as they are.
 */
import './typescript.mjs';

const { main } = await import('./main.ts');
await main(process.argv.slice(2));
