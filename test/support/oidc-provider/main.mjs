/**
 * Runs an OpenID Connect provider in a process of its own, because Jest cannot load it. Its arguments are the id, the secret and the return
 * address of its only client. It sends its port, then it takes the messages of `provider.ts` and confirms each one. It ends with the process
 * that started it. Whoever comes to sign in names the person in the query, `/interaction/…?as=ada`, or in the form that is there without it.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

const [client_id, client_secret, returnsTo] = process.argv.slice(2);

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const [key, strangeKey] = [newKey(), newKey()];
/** The claims of each person, by their id. */
const people = new Map();
/** What is changed in the next ID tokens before they are signed again. */
let forgery = null;

const server = createServer();

async function listen(port) {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

async function close() {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

const port = await listen(0);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id, client_secret, redirect_uris: [returnsTo] }],
  jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'ours', use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['only for tests'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId) }) }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});
const handle = provider.callback();
server.on('request', (request, response) => {
  if (forgery !== null && request.url === '/token') forgeIn(response);
  if (request.url.startsWith('/interaction/')) return void finishInteraction(request, response);
  handle(request, response);
});

/** An empty name cancels. */
const FORM = '<form><label>Who are you? <input name="as"></label> <button>Go on</button></form>';

async function finishInteraction(request, response) {
  const as = new URL(request.url, 'http://here').searchParams.get('as');
  if (as === null) return void response.setHeader('Content-Type', 'text/html').end(FORM);
  const denial = { error: 'access_denied', error_description: 'somebody cancelled' };
  const result = as === '' ? denial : { login: { accountId: as } };
  await provider.interactionFinished(request, response, result);
}

/** Signs the ID token of an answer again, with other claims or another key. */
function forgeIn(response) {
  const { claims = {}, withStrangeKey = false } = forgery;
  const end = response.end.bind(response);
  response.end = (body) => {
    const answer = JSON.parse(body);
    const [head, payload] = answer.id_token.split('.');
    const changed = { ...JSON.parse(Buffer.from(payload, 'base64url')), ...claims };
    const signed = `${head}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
    const signature = sign('RSA-SHA256', Buffer.from(signed), withStrangeKey ? strangeKey : key);
    const text = JSON.stringify({ ...answer, id_token: `${signed}.${signature.toString('base64url')}` });
    response.setHeader('Content-Length', Buffer.byteLength(text));
    return end(text);
  };
}

const COMMANDS = {
  knows: (id, claims) => people.set(id, claims),
  forge: (changes) => (forgery = changes),
  goAway: close,
  comeBack: () => listen(port),
};

process.on('message', async ([command, ...values]) => {
  await COMMANDS[command](...values);
  process.send('done');
});
process.on('disconnect', () => process.exit());
process.send(port);
