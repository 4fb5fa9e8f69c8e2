import { Agent, request } from 'node:http';

import { serve } from './child.js';

/** The actions of people in a chat while others write in it: at this rate, each call separately. */
export interface CallPlan {
  url: string;
  /** The person whose turn it is. */
  tokens: string[];
  calls: { method: string; path: string; body?: object }[];
  perSecond: number;
  seconds: number;
}

export interface Done {
  done: number;
  perSecond: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

serve('ready', async ({ url, tokens, calls, perSecond, seconds }: CallPlan): Promise<Done> => {
  const since = performance.now();
  const underWay: Promise<void>[] = [];
  for (let count = 0; count < perSecond * seconds;) {
    const due = Math.floor(((performance.now() - since) / 1000) * perSecond);
    for (; count < due; count++) {
      const { method, path, body } = calls[count % calls.length] as CallPlan['calls'][number];
      underWay.push(call(url + path, method, tokens[count % tokens.length] ?? '', body));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(underWay);
  return { done: underWay.length, perSecond: underWay.length / ((performance.now() - since) / 1000) };
});

function call(url: string, method: string, token: string, body: object = {}): Promise<void> {
  const text = JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers }, (answer) => {
      answer.resume();
      if (answer.statusCode === 200) answer.once('end', resolve);
      else reject(new Error(`${method} ${url} was answered with ${answer.statusCode ?? 'nothing'}`));
    });
    asked.once('error', reject);
    asked.end(text);
  });
}
