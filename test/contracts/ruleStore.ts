import { describe, expect, it } from 'vitest';
import type { RuleStore } from '../../src/alerts/engine/store.ts';
import type { Rule } from '../../src/alerts/rules/rule.ts';
import { UserError } from '../../src/common/errors.ts';

const by = { id: 'U1', name: 'ana' };

export function testRule(parts: Partial<Rule> = {}): Rule {
  return {
    condition: { kind: 'market', metric: 'hashprice', side: 'below', limit: 45 },
    forMs: 0,
    cooldownMs: 0,
    once: false,
    pings: [],
    address: { adapter: 'slack', tenant: 't', channel: 'C1' },
    owner: by,
    ...parts,
  };
}

const below = (limit: number) =>
  testRule({ condition: { kind: 'market', metric: 'hashprice', side: 'below', limit } });

/** What every RuleStore does. `open` gives an empty store. */
export function ruleStoreContract(name: string, open: () => RuleStore): void {
  describe(`${name} as a RuleStore`, () => {
    it('get() returns the rule as add() was given it, at rest, under a number of its own', async () => {
      const store = open();
      const added = await store.add('t', testRule({ remindMs: 3_600_000, pings: ['U0123456789'] }), by);
      expect(added).toMatchObject({ number: 1, state: { is: 'inactive' } });
      expect(added.rule).toEqual(testRule({ remindMs: 3_600_000, pings: ['U0123456789'] }));
      expect(await store.get('t', 1)).toEqual(added);
      expect(await store.get('t', 2)).toBeUndefined();
    });

    it('add() never gives a number again', async () => {
      const store = open();
      await store.add('t', below(45), by);
      await store.add('t', below(46), by);
      await store.remove('t', 2, by);
      expect((await store.add('t', below(47), by)).number).toBe(3);
    });

    it('add() refuses what is said in the same place already', async () => {
      const store = open();
      await store.add('t', testRule(), by);
      await expect(store.add('t', testRule(), by)).rejects.toThrow(
        'Alert #1 says the same here already: hashprice below $45.00/PH/day.',
      );
    });

    it('change() refuses to make of a rule what another says in the same place, and nothing else', async () => {
      const store = open();
      await store.add('t', testRule(), by);
      await store.add('t', below(46), by);
      const to = () => ({ rule: testRule(), state: { is: 'inactive' as const } });
      await expect(store.change({ tenant: 't', number: 2, by, verb: 'edited', to })).rejects.toThrow(
        'Alert #1 says the same here already',
      );
      expect((await store.get('t', 2))?.rule).toEqual(below(46));
      await store.change({ tenant: 't', number: 1, by, verb: 'edited', to });
    });

    it('add() of the same rule by twenty at once is done by one', async () => {
      const store = open();
      const ends = await Promise.allSettled(Array.from({ length: 20 }, () => store.add('t', below(45), by)));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.list('t')).rules).toHaveLength(1);
    });

    it('add() refuses the 501st rule of a tenant, and of twenty that come at once those that are too many', async () => {
      const store = open();
      for (let n = 0; n < 490; n++) await store.add('t', below(10 + n), by);
      const ends = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => store.add('t', below(500 + n), by)),
      );
      const added = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.number] : []));
      expect([added.length, new Set(added).size]).toEqual([10, 10]);
      await expect(store.add('t', below(9), by)).rejects.toThrow(
        'There are 500 alerts, the most there may be. Remove one to add another.',
      );
      await store.add('other', below(9), by);
    });

    it('keeps tenants apart', async () => {
      const store = open();
      await store.add('t', below(45), by);
      await store.add('other', below(46), by);
      expect((await store.list('t')).rules.map(({ rule }) => rule.condition)).toEqual([below(45).condition]);
      expect(await store.remove('other', 2, by)).toBe(false);
      const to = () => ({ rule: below(1), state: { is: 'inactive' as const } });
      await expect(store.change({ tenant: 'none', number: 1, by, verb: 'edited', to })).rejects.toThrow(
        UserError,
      );
      expect(await store.list('none')).toEqual({ rules: [], damaged: [] });
    });

    it('change() keeps what it is given, and starts over where the condition is another', async () => {
      const store = open();
      await store.add('t', below(45), by);
      const firing = { is: 'firing' as const, since: { at: 1, dataMs: 1 } };
      const change = { tenant: 't', number: 1, by, verb: 'edited' };
      const muted = await store.change({
        ...change,
        to: ({ rule }) => ({ rule: { ...rule, mutedUntil: 'recovered' }, state: firing }),
      });
      expect(muted).toMatchObject({ version: 2, state: firing, rule: { mutedUntil: 'recovered' } });
      const edited = await store.change({ ...change, to: ({ state }) => ({ rule: below(44), state }) });
      expect(edited).toMatchObject({ version: 3, state: { is: 'inactive' }, rule: below(44) });
      expect(edited.messageNumber).toBeGreaterThan(muted.messageNumber);
    });
  });
}
