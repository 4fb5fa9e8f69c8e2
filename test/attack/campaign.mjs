import { attacks } from './attacks.mjs';
import { Helper } from './helper.mjs';
import { observe } from './observe.mjs';
import { OVERLOAD, overload } from './overload/overload.mjs';
import { Place, PLACES } from './place.mjs';
import { makeWorld } from './world.mjs';

/** Rows that are no attacks, but crowds of honest people. */
export const OVERLOADS = [
  { name: 'overload-rest', transport: 'REST' },
  { name: 'overload-sockets', transport: 'sockets' },
];

/**
 * A shared machine may stand still for half a second, so an attack that was only slow is tried again: what the server causes, it causes each
 * time.
 */
const TRIES_WHEN_SLOW = 3;
const CROWD = { short: 50, long: 200 };
const SETTLE_MS = { short: 6_000, long: 20_000 };

/**
 * Runs attacks and overloads at one place.
 * @param wants whether something of that name was requested
 * @param form `short` or `long`
 * @param ways controls that are switched off
 * @returns a row for each attack, and one for each overload
 */
export async function campaign({ at, form, wants, ways = [], say = console.log }) {
  const place = await Place.open(at, ways);
  const watch = new Helper('live-watch.mjs');
  const since = Date.now();
  try {
    await place.start('off');
    const world = await makeWorld(place.url, CROWD[form]);
    say(`${at}: the world was made in ${Math.round((Date.now() - since) / 1_000)} s`);
    const given = { place, world, watch, form, say };
    const chosen = attacks.filter((attack) => wants(attack.name) && placesOf(attack, form).includes(at));
    const free = await attackAll(
      given,
      chosen.filter(({ rates }) => rates === 'off'),
    );
    const overloads = await overloadAll(
      given,
      OVERLOADS.filter(({ name }) => wants(name)),
    );
    const limited = chosen.filter(({ rates }) => rates !== 'off');
    if (limited.length > 0) await place.start('on');
    return { attacks: [...free, ...(await attackAll(given, limited))], overloads };
  } catch (error) {
    say(place.log);
    throw error;
  } finally {
    watch.end();
    await place.close();
  }
}

const placesOf = ({ places = Object.keys(PLACES), shortPlaces = places }, form) =>
  form === 'short' ? shortPlaces : places;

async function attackAll(given, list) {
  const rows = [];
  const slow = list.filter(({ background }) => background).map((attack) => inBackground(given, attack));
  for (const attack of list.filter(({ background }) => !background)) rows.push(await attackOne(given, attack));
  rows.push(...(await Promise.all(slow)));
  return rows;
}

async function attackOne({ place, world, watch, form, say }, attack) {
  const since = Date.now();
  const once = () => observe({ attack, place, world, watch, numbers: attack[form], settleMs: SETTLE_MS[form] });
  let row = await once();
  for (let tries = 1; row.isOnlySlow && tries < TRIES_WHEN_SLOW; tries += 1) {
    say(`${place.name}: ${attack.name}: ${row.complaints[0]}; again`);
    row = await once();
    row.figures['slow tries before'] = tries;
  }
  return reported({ name: attack.name, at: place.name, ...row }, say, since);
}

/** Runs an attack in the background. It is not observed from outside, because the other attacks change these values. */
async function inBackground({ place, world, form, say }, { name, ...attack }) {
  const since = Date.now();
  const attacker = new Helper('attacker.mjs');
  const found = await attacker.ask('attack', { name, url: place.url, world, numbers: attack[form] });
  attacker.end();
  return reported({ name, at: place.name, ...found }, say, since);
}

async function overloadAll({ place, world, watch, form, say }, list) {
  const rows = [];
  for (const { name, transport } of list) {
    const since = Date.now();
    const row = await overload({ place, world, watch, transport, numbers: OVERLOAD[form] });
    const restarts = await place.revive();
    if (restarts > 0) row.complaints.push(`the server ended ${restarts} times`);
    rows.push(reported({ name, at: place.name, ...row }, say, since));
  }
  return rows;
}

function reported(row, say, since) {
  const { name, at, complaints } = row;
  const seconds = Math.round((Date.now() - since) / 1_000);
  say(`${at}: ${name}, ${seconds} s: ${complaints.length === 0 ? 'passed' : `FAILED: ${complaints.join('; ')}`}`);
  return row;
}
