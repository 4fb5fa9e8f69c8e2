import { Chance } from './chance.mjs';
import { PLACES, Site } from './site.mjs';

/**
 * Runs a scenario once, on its own servers.
 * @param breaks how the servers are broken on purpose; none for unchanged servers
 * @returns its counts; `kept` if nothing was violated
 */
export async function play(scenario, { place, numbers, seed, breaks = [] }) {
  const title = [scenario.name, PLACES[place], ...breaks.map((way) => `broken: ${way}`)].join(', ');
  console.log(`\n${title}`);
  const ways = [...(scenario.toleratedFailures ?? []), ...breaks];
  const site = await Site.open(place, {
    ways,
    diskMb: scenario.disk?.[place],
    logMb: scenario.logDisk,
    settings: scenario.settings,
  });
  const since = Date.now();
  try {
    const say = (sentence) => console.log(`  ${sentence}`);
    const { figures, violations, notes = [] } = await scenario.play({ site, numbers, chance: new Chance(seed), say });
    violations['a server ended by itself'] = site.endedByThemselves;
    const kept = Object.values(violations).every((count) => count === 0);
    if (!kept) console.log([...notes.slice(0, 10), site.log].join('\n'));
    return {
      place,
      title,
      violations,
      kept,
      figures: { ...figures, seconds: Math.round((Date.now() - since) / 1000) },
    };
  } catch (error) {
    console.log(site.log);
    throw error;
  } finally {
    await site.close();
  }
}
