import { nearestKey } from './known-keys.js';

const SETTINGS = ['title', 'avatar', 'description', 'historyHidden'];
const LINK = ['expiresIn', 'maxUses', 'needsApproval'];

describe('the nearest known key', () => {
  it.each([
    ['histroyHidden', SETTINGS, 'historyHidden'],
    ['history_hidden', SETTINGS, 'historyHidden'],
    ['Title', SETTINGS, 'title'],
    ['tilte', SETTINGS, 'title'],
    ['approval', LINK, 'needsApproval'],
    ['maxUse', LINK, 'maxUses'],
    ['limt', ['page', 'limit'], 'limit'],
  ])('of %s among %j is %s', (unknown, known, nearest) => {
    expect(nearestKey(unknown, known)).toBe(nearest);
  });

  it.each([['colour'], ['t'], [''], ['日本'], ['x'.repeat(100_000)]])('does not exist for %s', (unknown) => {
    expect(nearestKey(unknown, [...SETTINGS, 'q', 'id'])).toBeNull();
  });
});
