import type { TestServer } from './server.js';

const LINE = /^(?<indent>(?:│ {3}| {4})*)[├└]── (?<part>\S+)(?: \((?<methods>[A-Z, ]+)\))?$/;

/** Pages and files for browsers, which are no calls. */
const PAGES = /^GET \/($|docs|assets)/;

/** The calls of Fastify's own route table: `GET /api/chats/:chat`, … (HEAD goes with GET, and OPTIONS with all). */
export async function routesOf(server: TestServer): Promise<string[]> {
  return (await all(server)).filter((route) => !PAGES.test(route));
}

/** The addresses of pages and their files. */
export async function pagesOf(server: TestServer): Promise<string[]> {
  return (await all(server)).flatMap((route) => (PAGES.test(route) ? [route.replace('GET ', '')] : []));
}

async function all(server: TestServer): Promise<string[]> {
  const routes: string[] = [];
  const path: string[] = [];
  for (const line of (await server.routes()).trimEnd().split('\n')) {
    const { indent = '', part = '', methods = '' } = LINE.exec(line)?.groups ?? {};
    path.splice(indent.length / 4, Infinity, part);
    for (const method of methods.split(', ')) {
      if (!['', 'HEAD', 'OPTIONS'].includes(method)) routes.push(`${method} ${path.join('')}`);
    }
  }
  return routes;
}
