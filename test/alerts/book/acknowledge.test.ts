import { expect, it } from 'vitest';
import { changedCard } from '../../../src/alerts/cards/cards.ts';
import type { State } from '../../../src/alerts/rules/state.ts';
import { renderPlain } from '../../../src/chat/show/plain.ts';
import { testRule } from '../../contracts/ruleStore.ts';
import { openTestDesk } from '../../support/desk.ts';

it('alert ack of an alert that does not fire says so, and leaves no record', async () => {
  const desk = openTestDesk();
  await desk.ask('alert add hashprice < 20');
  const { text } = await desk.ask('alert ack 1');
  expect(text).toContain('Alert #1 does not fire: there is nothing to acknowledge');
  expect(text).not.toContain('acknowledged');
  expect((await desk.ask('audit')).text).not.toContain('acknowledged');
});

it('changedCard() says of each alert what was done, or why nothing was', () => {
  const stored = (number: number, state: State) => ({
    ...{ id: number, tenant: 't', number, rule: testRule(), state, messageNumber: 0, version: 1 },
  });
  const firing = stored(1, { is: 'firing', since: { at: 0, dataMs: 0 } });
  const left = { rules: [stored(2, { is: 'inactive' })], why: 'does not fire' };
  const reply = changedCard({ changed: [firing], words: 'acknowledged', left, now: 60_000 });
  const text = renderPlain({ reply, now: 60_000, width: 200 });
  expect(text).toContain('Alert #1: acknowledged');
  expect(text).toContain('#2 hashprice below $45.00/PH/day: waiting; it does not fire.');
});
