import { slowReaders as measure } from '../slow-readers.mjs';

/** Sockets that stop reading while long messages are pushed, and read again in the end. */
export const slowReaders = {
  name: 'slow-readers',
  promise: 'A slow reader does not affect others',
  places: ['nodes'],
  short: { seconds: 20, sockets: 20, pushesPerSecond: 800 },
  long: { seconds: 60, sockets: 200, pushesPerSecond: 1_000 },

  async play({ site, numbers }) {
    const [{ url, pid }] = site.nodes;
    const { broken, ...found } = await measure({ url, pid, ...numbers });
    return {
      figures: {
        'sockets that stop reading': numbers.sockets,
        'pushes per second to the sockets that keep reading': found.pushesPerSecond,
        'growth of memory, MB': found.grownMb,
        'p99 of the others before and meanwhile, ms': `${found.p99BeforeMs} and ${found.p99DuringMs}`,
        'slowest catch-up after reading again, ms': found.slowestWholeMs,
      },
      violations: { 'bounds exceeded': broken.length },
      notes: broken,
    };
  },
};
