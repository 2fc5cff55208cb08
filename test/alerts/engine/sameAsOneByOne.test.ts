import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { measure } from '../../../src/alerts/reading/measure.ts';
import { sampleOf } from '../../../src/alerts/reading/sample.ts';
import { siteLine } from '../../../src/alerts/reading/siteLine.ts';
import type { LevelCondition } from '../../../src/alerts/rules/rule.ts';
import { INITIAL, step } from '../../../src/alerts/rules/state.ts';
import type { StoredRule } from '../../../src/alerts/rules/storedRule.ts';
import { alertDesk, MINUTE_MS, snapshotOf } from '../../support/alertDesk.ts';
import { testSite } from '../../support/testSite.ts';

const texts = [
  'hashprice < 45',
  'hashprice < 45 for 3m',
  'hashprice > 47 for 2m cooldown 5m',
  'hashprice > 46 once',
  'hashprice < 44 remind every 4m',
  'price < 80k',
  'hashprice drops 3% in 5m',
  'price moves 4% in 6m for 2m',
  'rockdale margin < $530 for 2m',
  'rockdale margin% < 51',
  'any site headroom < 49%',
  'rockdale power > breakeven',
  'rockdale 200 TH/s at 3,500 W unprofitable',
];

/** Every rule at every minute, with nothing but `measure` and `step`: what the engine saves itself. */
function watchOneByOne(rules: readonly StoredRule[]) {
  const line = siteLine(testSite());
  const samples: ReturnType<typeof sampleOf>[] = [];
  const states = rules.map(({ rule, number }) => ({ rule, number, state: INITIAL, dataMs: 0 }));
  return (sample: ReturnType<typeof sampleOf>, now: number): string[] => {
    samples.push(sample);
    const circumstances = {
      sample,
      past: (ageMs: number) => samples[samples.length - 1 - ageMs / MINUTE_MS],
      troubledSources: [],
      site: () => ({ line }),
      sites: () => [{ line }],
    };
    return states.flatMap((one) => {
      const reading = measure({
        condition: one.rule.condition as LevelCondition,
        tenant: 't',
        now: circumstances,
      });
      if (reading) one.dataMs += MINUTE_MS;
      const comparison = reading && { ...reading, dataMs: one.dataMs };
      const next = step({ rule: one.rule, state: one.state, comparison, now });
      one.state = next.state;
      return next.event ? [`${now} #${one.number} ${next.event.kind}`] : [];
    });
  };
}

const hashprices = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: 42, max: 49, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  { minLength: 20, maxLength: 60 },
);

it('tick() says what a look at every rule at every minute says, crashes included', async () => {
  let events = 0;
  await fc.assert(
    fc.asyncProperty(hashprices, fc.integer({ min: 2, max: 9 }), async (values, crashEvery) => {
      const desk = alertDesk();
      await desk.addSite(testSite());
      for (const text of texts) await desk.add(text);
      const look = watchOneByOne((await desk.rules.list('t')).rules);
      const expected: string[] = [];
      for (const [minute, value] of values.entries()) {
        if (minute % crashEvery === 0) desk.restart();
        await desk.run([value]);
        expected.push(...look(sampleOf(snapshotOf(desk.market, desk.clock.now())), desk.clock.now()));
      }
      events += expected.length;
      const rows = await desk.database.all('SELECT at, number, kind FROM alert_events ORDER BY at, number');
      expect(rows.map(({ at, number, kind }) => `${at} #${number} ${kind}`)).toEqual(expected);
    }),
    { numRuns: 24 },
  );
  expect(events).toBeGreaterThan(500);
}, 60_000);
