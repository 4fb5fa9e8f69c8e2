import { Leases } from './leases.js';

describe('leases', () => {
  it('make a user appear with the first, and be gone with the last', () => {
    const leases = new Leases();

    expect(leases.isThere('ada')).toBe(false);
    expect(leases.hold('ada', 'phone', 10)).toBe(true);
    expect(leases.hold('ada', 'laptop', 20)).toBe(false);
    expect([leases.isThere('ada'), leases.isThere('ben')]).toEqual([true, false]);

    expect(leases.takeExpired(10)).toEqual([]);
    expect(leases.isThere('ada')).toBe(true);
    expect(leases.takeExpired(20)).toEqual(['ada']);
    expect(leases.isThere('ada')).toBe(false);
    expect(leases.takeExpired(1_000)).toEqual([]);
  });

  it('end in the moment they name, not before', () => {
    const leases = new Leases();
    leases.hold('ada', 'phone', 10);
    expect(leases.takeExpired(9)).toEqual([]);
    expect(leases.takeExpired(10)).toEqual(['ada']);
  });

  it('are renewed by holding them again', () => {
    const leases = new Leases();
    leases.hold('ada', 'phone', 10);
    expect(leases.hold('ada', 'phone', 30)).toBe(false);
    expect(leases.takeExpired(20)).toEqual([]);
    expect(leases.takeExpired(30)).toEqual(['ada']);
    expect(leases.hold('ada', 'phone', 50)).toBe(true);
  });

  it('can be shortened, never lengthened that way, nor made', () => {
    const leases = new Leases();
    leases.hold('ada', 'phone', 30);

    leases.shorten('ada', 'phone', 50);
    leases.shorten('ada', 'phone', 10);
    leases.shorten('ada', 'laptop', 90);
    leases.shorten('ben', 'phone', 90);

    expect(leases.isThere('ben')).toBe(false);
    expect(leases.takeExpired(9)).toEqual([]);
    expect(leases.takeExpired(10)).toEqual(['ada']);
  });

  it('end for many at once, each user told once', () => {
    const leases = new Leases();
    for (const user of ['ada', 'ben', 'cleo']) for (const device of ['a', 'b']) leases.hold(user, device, 10);
    leases.hold('ben', 'c', 20);

    expect(leases.takeExpired(15)).toEqual(['ada', 'cleo']);
    expect(leases.takeExpired(25)).toEqual(['ben']);
  });
});
