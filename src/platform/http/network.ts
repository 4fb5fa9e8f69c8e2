import { isIPv6 } from 'node:net';

/** The groups of an IPv6 address that name its network. Hosts in the network choose the others. */
const NETWORK_GROUPS = 4;

/**
 * The network of an address, by which calls are counted: the IPv4 address itself, or the /64 of an IPv6 address, because one customer of
 * a provider has all addresses of a /64. An IPv4-mapped IPv6 address counts as IPv4.
 */
export function networkOf(address: string): string {
  if (!address.includes(':') || !isIPv6(address)) return address;
  const groups = groupsOf(address.split('%')[0] ?? address);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return ipv4Of(groups[6], groups[7]);
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** The groups of an IPv6 address that name the customer or site, at most. */
const PLACE_GROUPS = 3;

/**
 * About where a network is, to be shown to the person who was there: an IPv4 address without its last number, as `203.0.113.0/24`, or the /48
 * of an IPv6 network, as `2001:db8:1::/48`. It tells the provider or the office, and not the single connection.
 * @param network of `networkOf`
 */
export function placeOf(network: string): string {
  if (!network.includes(':')) return network.replace(/\.\d+$/, '.0/24');
  return `${network.split(':').slice(0, PLACE_GROUPS).join(':')}::/48`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const [before, after] = [numbersOf(head), numbersOf(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<number>(zeros).fill(0), ...after];
}

/** The last 32 bits may be written as an IPv4 address. */
function numbersOf(part: string): number[] {
  return part
    .split(':')
    .filter(Boolean)
    .flatMap((group) => {
      if (!group.includes('.')) return parseInt(group, 16);
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      return [a * 256 + b, c * 256 + d];
    });
}

function ipv4Of(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
