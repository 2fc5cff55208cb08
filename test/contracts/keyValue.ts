import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { KeyValue } from '../../src/storage/keyValue.ts';

/** What every KeyValue does. `open` gives stores over one and the same empty storage. */
export function keyValueContract(
  name: string,
  open: () => (options: { namespace: string; now: () => number }) => KeyValue,
): void {
  const now = () => 1_000_000;

  describe(`${name} as a KeyValue`, () => {
    it('get() returns what set() kept', async () => {
      const values = open()({ namespace: 'a', now });
      const value = { price: 78_446.39, tags: ['x', 'ü', '"'], nested: { none: null, yes: true } };
      await values.set('key', value);
      expect(await values.get('key', z.unknown())).toEqual(value);
    });

    it('get() returns undefined when there is nothing', async () => {
      expect(await open()({ namespace: 'a', now }).get('key', z.string())).toBeUndefined();
    });

    it('get() tells stored null, 0, false and the empty text from nothing', async () => {
      const values = open()({ namespace: 'a', now });
      for (const value of [null, 0, false, '']) {
        await values.set('key', value);
        expect(await values.get('key', z.unknown())).toBe(value);
      }
    });

    it('set() replaces the value and its end', async () => {
      let time = 0;
      const values = open()({ namespace: 'a', now: () => time });
      await values.set('key', 'first', { ttlMs: 10 });
      await values.set('key', 'second');
      time = 1000;
      expect(await values.get('key', z.string())).toBe('second');
    });

    it('delete() removes the value, and is false when there is none', async () => {
      const values = open()({ namespace: 'a', now });
      await values.set('key', 1);
      expect(await values.delete('key')).toBe(true);
      expect(await values.delete('key')).toBe(false);
      expect(await values.get('key', z.number())).toBeUndefined();
    });

    it('get() returns a value until its time has passed, by the clock it was given', async () => {
      let time = 5000;
      const values = open()({ namespace: 'a', now: () => time });
      await values.set('key', 'state', { ttlMs: 100 });
      time = 5099;
      expect(await values.get('key', z.string())).toBe('state');
      time = 5100;
      expect(await values.get('key', z.string())).toBeUndefined();
    });

    it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('set() refuses a ttlMs of %s', async (ttlMs) => {
      const values = open()({ namespace: 'a', now });
      await expect(values.set('key', 'value', { ttlMs })).rejects.toThrow(RangeError);
      expect(await values.get('key', z.string())).toBeUndefined();
    });

    it.each([undefined, Number.NaN, { price: Number.POSITIVE_INFINITY }, 1n])(
      'set() refuses %s, which JSON would lose',
      async (value) => {
        const values = open()({ namespace: 'a', now });
        await expect(values.set('key', value)).rejects.toThrow(TypeError);
        expect(await values.get('key', z.unknown())).toBeUndefined();
      },
    );

    it('refuses an empty key and an empty namespace', async () => {
      const openNamespace = open();
      const values = openNamespace({ namespace: 'a', now });
      await expect(values.set('', 1)).rejects.toThrow('A key needs a name');
      await expect(values.get('', z.number())).rejects.toThrow('A key needs a name');
      await expect(values.delete('')).rejects.toThrow('A key needs a name');
      expect(() => openNamespace({ namespace: '', now })).toThrow('A namespace needs a name');
    });

    it('get() rejects, naming the key, when the value is not of the schema', async () => {
      const values = open()({ namespace: 'market', now });
      await values.set('last', { price: 'much' });
      await expect(values.get('last', z.object({ price: z.number() }))).rejects.toThrow(
        /"market\/last" is not of the expected form/,
      );
    });

    it('keeps namespaces apart, whatever their names and keys are made of', async () => {
      const openNamespace = open();
      const names = ['a', 'b', 'a:b', 'a::b', 'A', "a'", 'a%', 'a/b'];
      const stores = names.map((namespace) => openNamespace({ namespace, now }));
      for (const [index, values] of stores.entries()) await values.set('b:key', names[index]);
      const read = await Promise.all(stores.map((values) => values.get('b:key', z.string())));
      expect(read).toEqual(names);
      await stores[0]!.delete('b:key');
      expect(await stores[1]!.get('b:key', z.string())).toBe('b');
      expect(await stores[0]!.get('key', z.string())).toBeUndefined();
    });

    it('shows one store what another of the same namespace kept', async () => {
      const openNamespace = open();
      await openNamespace({ namespace: 'a', now }).set('key', 7);
      expect(await openNamespace({ namespace: 'a', now }).get('key', z.number())).toBe(7);
    });
  });
}
