import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LINE = /^(?<indent>(?:│ {3}| {4})*)[├└]── (?<part>\S+)(?: \((?<methods>[A-Z, ]+)\))?$/;

/** What people look at in a browser: no calls. */
const PAGES = /^GET \/($|docs|assets)/;

/** The calls that there really are, from Fastify's own table: `GET /api/chats/:chat`, … (HEAD goes with GET, and OPTIONS with all). */
export const routesOf = (app: NestFastifyApplication): string[] => all(app).filter((route) => !PAGES.test(route));

/** The addresses of pages, and of what belongs to them. */
export const pagesOf = (app: NestFastifyApplication): string[] =>
  all(app).flatMap((route) => (PAGES.test(route) ? [route.replace('GET ', '')] : []));

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
