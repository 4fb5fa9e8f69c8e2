import { networkOf, placeOf } from './network.js';

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:0207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('%s is in %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('differs for two addresses if one of their first 64 bits differs, and not if one of the others does', () => {
    const groups = [0x2001, 0xdb8, 1, 2, 3, 4, 5, 6];
    const addressOf = (numbers: number[]) => numbers.map((group) => group.toString(16)).join(':');
    const differs = Array.from({ length: 128 }, (_, bit) => {
      const other = groups.map((group, place) => (place === bit >> 4 ? group ^ (0x8000 >> (bit & 15)) : group));
      return networkOf(addressOf(other)) !== networkOf(addressOf(groups));
    });
    expect(differs).toEqual(Array.from({ length: 128 }, (_, bit) => bit < 64));
  });
});

describe('the place of a network', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['0:0:0:0::/64', '0:0:0::/48'],
  ])('%s is in %s', (network, place) => expect(placeOf(network)).toBe(place));
});
