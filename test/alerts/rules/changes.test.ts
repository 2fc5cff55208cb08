import { expect, it } from 'vitest';
import { edited } from '../../../src/alerts/rules/changes.ts';
import type { Rule } from '../../../src/alerts/rules/rule.ts';
import type { State } from '../../../src/alerts/rules/state.ts';
import type { StoredRule } from '../../../src/alerts/rules/storedRule.ts';
import { testRule } from '../../contracts/ruleStore.ts';
import { openTestDesk } from '../../support/desk.ts';

const NOW = 1_000_000;
const HOUR_MS = 3_600_000;
const since = { at: 0, dataMs: 0 };

const stored = (rule: Partial<Rule>, state: State): StoredRule => ({
  id: 1,
  tenant: 't',
  number: 1,
  rule: testRule(rule),
  state,
  messageNumber: 1,
  version: 1,
});

it('edited() counts a reminder from now when it changes while the rule fires, and takes it away', () => {
  const firing = stored({ remindMs: 6 * HOUR_MS }, { is: 'firing', since, remindAt: 5 });
  expect(edited(firing, { remindMs: HOUR_MS }, NOW).state).toEqual({
    is: 'firing',
    since,
    remindAt: NOW + HOUR_MS,
  });
  expect(edited(firing, { remindMs: undefined }, NOW).state).toEqual({ is: 'firing', since });
  expect(edited(firing, { once: true }, NOW).state).toBe(firing.state);
});

it('edited() wakes a rule that was for once when it no longer is', () => {
  const over = stored({ once: true }, { is: 'inactive', done: true });
  expect(edited(over, { once: false }, NOW).state).toEqual({ is: 'inactive' });
  expect(edited(over, { cooldownMs: HOUR_MS }, NOW).state).toBe(over.state);
});

it('alert edit says where the rule posts when that is another conversation', async () => {
  const desk = openTestDesk();
  await desk.ask('alert add hashprice < 20', { channel: 'C1' });
  const { text } = await desk.ask('alert edit 1 for=1h', { channel: 'C2' });
  expect(text).toContain('hashprice below $20.00/PH/day for 1 h. It posts to C1.');
});
