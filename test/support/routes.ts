import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LINE = /^(?<indent>(?:│ {3}| {4})*)[├└]── (?<part>\S+)(?: \((?<methods>[A-Z, ]+)\))?$/;

/** What people look at in a browser: no calls. */
const PAGES = /^GET \/($|docs|assets)/;

/** The calls that the server really answers. */
export const routesOf = (app: NestFastifyApplication): string[] => all(app).filter((route) => !PAGES.test(route));

/** The pages, each by its address. */
export const pagesOf = (app: NestFastifyApplication): string[] =>
  all(app)
    .filter((route) => PAGES.test(route))
    .map((route) => route.replace('GET ', ''));

/** What there is, from Fastify's own table: `GET /api/chats/:chat`, … (HEAD goes with GET, and OPTIONS with all). */
function all(app: NestFastifyApplication): string[] {
  const routes: string[] = [];
  const path: string[] = [];
  for (const line of app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).trimEnd().split('\n')) {
    const { indent = '', part = '', methods = '' } = LINE.exec(line)?.groups ?? {};
    path.splice(indent.length / 4, Infinity, part);
    for (const method of methods.split(', ')) {
      if (!['', 'HEAD', 'OPTIONS'].includes(method)) routes.push(`${method} ${path.join('')}`);
    }
  }
  return routes;
}
