import { Leases } from './lease-store.js';

describe('leases', () => {
  it('report when a user comes online, and when their last lease has expired', () => {
    const leases = new Leases();
    expect(leases.isThere('ada')).toBe(false);

    expect(leases.hold('ada', 'phone', 10)).toBe(true);
    expect(leases.hold('ada', 'laptop', 20)).toBe(false);
    expect(leases.hold('ben', 'phone', 20)).toBe(true);

    expect(leases.takeExpired(9)).toEqual([]);
    expect(leases.takeExpired(10)).toEqual([]);
    expect(leases.isThere('ada')).toBe(true);
    expect(leases.takeExpired(20)).toEqual(['ada', 'ben']);
    expect(leases.takeExpired(20)).toEqual([]);
    expect(leases.isThere('ada')).toBe(false);
    expect(leases.hold('ada', 'phone', 40)).toBe(true);
  });

  it('are renewed by holding them again', () => {
    const leases = new Leases();
    leases.hold('ada', 'phone', 10);
    expect(leases.hold('ada', 'phone', 30)).toBe(false);
    expect(leases.takeExpired(29)).toEqual([]);
    expect(leases.takeExpired(30)).toEqual(['ada']);
  });

  it('can be shortened, and `shorten` never extends or creates one', () => {
    const leases = new Leases();
    leases.hold('ada', 'phone', 10);
    leases.shorten('ada', 'phone', 50);
    leases.shorten('ada', 'laptop', 50);
    leases.shorten('ben', 'phone', 50);
    expect(leases.isThere('ben')).toBe(false);
    expect(leases.takeExpired(10)).toEqual(['ada']);

    leases.hold('ada', 'phone', 100);
    leases.shorten('ada', 'phone', 20);
    expect(leases.isThere('ada')).toBe(true); // until `takeExpired` removes it, so that the change is announced
    expect(leases.takeExpired(20)).toEqual(['ada']);
  });
});
