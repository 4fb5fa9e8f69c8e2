import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

import { Drain } from '../src/platform/health/drain.js';
import { HealthChecks } from '../src/platform/health/checks.js';
import { people } from './support/people.js';
import { server } from './support/server.js';
import { here, useServerHere } from './support/server-here.js';

useServerHere();

interface Report {
  status: string;
  info: Record<string, unknown>;
  error: Record<string, { status: string; message: string }>;
}

async function ready(): Promise<{ status: number; report: Report }> {
  const answer = await fetch(`${server().url}/health/ready`);
  return { status: answer.status, report: (await answer.json()) as Report };
}

async function metrics({ url } = server()): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

/** The metrics of the node that stores and of the node that pushes. */
const bothMetrics = () => Promise.all([metrics(), metrics(server().live)]);

function pool(): Pool {
  return (here().get(DataSource).driver as unknown as { master: Pool }).master;
}

/** Takes every connection to the database, so that no query of the server is answered. @returns a function that gives them back */
async function holdDatabase(): Promise<() => void> {
  const clients = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
  return () => clients.forEach((client) => client.release());
}

describe('health', () => {
  it('is open to everybody and must not be cached', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      const answer = await fetch(server().url + path);
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      expect(answer.headers.get('cache-control')).toContain('no-store');
    }
  });

  it('is ready when database, migrations and media are', async () => {
    const { status, report } = await ready();

    expect(status).toBe(200);
    expect(report).toMatchObject({ status: 'ok', error: {} });
    const redis = server().hasRedis ? ['redis'] : [];
    const disk = server().address.settings.DATABASE_URL === undefined ? ['disk'] : [];
    expect(Object.keys(report.info).sort()).toEqual(['database', ...disk, 'media', 'migrations', ...redis]);
  });

  it('is live, but not ready, while the database does not answer; probes do not pile up', async () => {
    const release = await holdDatabase();
    try {
      const began = Date.now();
      const probes = Promise.all(Array.from({ length: 20 }, () => ready()));
      const live = await fetch(`${server().url}/health/live`);
      expect({ status: live.status, ms: Date.now() - began < 1_500 }).toEqual({ status: 200, ms: true });

      for (const { status, report } of await probes) {
        expect({ status, database: report.error.database?.status }).toEqual({ status: 503, database: 'down' });
      }
      expect(pool().waitingCount).toBeLessThanOrEqual(5); // one probe, and the timers that look for due work
    } finally {
      release();
    }
    expect((await ready()).status).toBe(200);
  });

  it('names the part that failed, without the error', async () => {
    const checks = here().get(HealthChecks);
    checks.add('postbox', () => Promise.reject(new Error('connect to db.internal with hunter2: select * from users')));
    const { status, report } = await ready();
    checks.add('postbox', () => Promise.resolve());

    expect(status).toBe(503);
    expect(Object.keys(report.error)).toEqual(['postbox']);
    expect(Object.keys(report.info)).toContain('database');
    expect(JSON.stringify(report)).not.toMatch(/db\.internal|hunter2|select|stack/i);
    expect((await ready()).status).toBe(200);
  });
});

describe('metrics', () => {
  it('count sends, batches, pushes and sockets', async () => {
    const [storing, pushing] = await bothMetrics();
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const received = ben.waitFor('message.created');
    await ada.says(chat, 'counted');
    await received;

    const [stored, pushed] = await bothMetrics();
    const grown = (name: string, from: string, to: string) => figure(to, name) - figure(from, name);
    expect(grown('parley_messages_sent_total', storing, stored)).toBe(1);
    expect(grown('parley_message_batch_size_count', storing, stored)).toBe(1);
    expect(grown('parley_pushes_total{event="message.created"}', pushing, pushed)).toBe(1);
    expect(grown('parley_sockets', pushing, pushed)).toBe(2);
  });

  it('measure requests by their route and never by their URL', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    await ada.call('GET', `/api/chats/${chat.id}/messages?page=1&t=a-token`);
    await ada.call('GET', '/api/no-such-call/with-an-id');

    const timed = (route: string, status: number) =>
      `parley_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`;
    await counted(timed('/api/chats/:chat/messages', 200));
    const text = await counted(timed('none', 404));
    expect(text).not.toContain(chat.id);
    expect(text).not.toMatch(/a-token|with-an-id/);
  });

  it('include the lag of the event loop', async () => {
    const text = await metrics();
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m); // measured by this scrape
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m); // may be NaN, if nothing was sampled since the last scrape
  });

  it('of Parley are all in the operations guide', async () => {
    const guide = readFileSync(join(__dirname, '..', 'docs', 'operations.md'), 'utf8');
    const ours = (await metrics()).matchAll(/^# TYPE (parley_\w+)/gm);
    for (const [, name = ''] of ours) expect(guide).toContain(`\`${name}`);
  });
});

// This is the last test, because draining cannot be undone.
describe('draining', () => {
  it('makes the node not ready at once, also while the database does not answer; it stays live', async () => {
    const release = await holdDatabase();
    here().get(Drain).begin();
    const { status, report } = await ready();
    release();

    expect({ status, summary: report.status }).toEqual({ status: 503, summary: 'shutting_down' });
    expect(Object.keys(report.error)).toEqual(['drain']);
    expect((await fetch(`${server().url}/health/live`)).status).toBe(200);
  });
});

/** Reads the metrics until this series is above 0, because a request is counted only after it is answered. */
async function counted(series: string): Promise<string> {
  for (;;) {
    const text = await metrics();
    if (figure(text, series) > 0) return text;
  }
}

/** The value of one series; 0 if it has none yet. */
function figure(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}
