import { expect, it } from 'vitest';
import { figuresOf } from '../../src/chat/reply.ts';
import { openTestDesk } from '../support/desk.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** $20 until 06:00 and $80 after it, on every day. */
const charges = (dear: number) => [
  {
    ...{ kind: 'energy', name: 'Energy' },
    schedule: Object.fromEntries(
      ['weekday', 'weekend'].map((day) => [day, Array(12).fill(HOURS.map((hour) => Number(hour >= 6)))]),
    ),
    periods: [0.02, dear].map((usdPerUnit, at) => ({ name: `p${at}`, tiers: [{ usdPerUnit }] })),
  },
  { kind: 'fixed', name: 'Meter', usd: 72_000, per: 'month' },
];

it('profit on a tariff counts energy by the hours of the day that have begun, and reports of the day before them', async () => {
  const { ask } = openTestDesk();
  const said = async (line: string) => (await ask(line)).text.replaceAll(/\s+/gu, ' ');
  const give = (dear: number) => {
    const files = { 'tou.json': JSON.stringify({ name: 'By time', charges: charges(dear) }) };
    return ask('tariff rockdale tou.json since=2020-01-01', { files });
  };
  await ask('site add rockdale 100 MW s21xp at $45/MWh uptime=100% zone=America/Chicago');
  await give(0.08);
  // It is 18:00 of January on the site's clock: six hours were cheap, and twelve dear.
  const { reply } = await ask('profit rockdale');
  const power = [...figuresOf(reply), ...figuresOf({ ...reply, blocks: reply.details ?? [] })]
    .filter(({ metric }) => metric === 'powerCostUsdPerDay')
    .map(({ value }) => value);
  const text = await said('profit rockdale');
  const sentence = 'all in by its tariff, energy of 00:00–18:00 at $60.00/MWh, the last hour $80.00/MWh.';
  expect(text).toContain(`power at $60.97/MWh ${sentence}`);
  expect(text).toContain('Today a MWh counts at $60.00/MWh, the mean of its hours of 00:00–18:00');
  expect(text).toContain('By machine class at the mean of the day’s hours so far');
  const [cost, rest, ofHours] = [...new Set(power)].toSorted((a, b) => b - a).slice(1);
  expect(cost).toBeCloseTo(2_400 * 65 + rest! + ofHours!, 6);
  expect(ofHours).toBeCloseTo(2_400 * -5, 6);
  // What is reported of the day counts before it.
  await ask('power rockdale 62');
  const reported = await said('profit rockdale');
  expect(reported).toContain('; the rest of the bill by its tariff');
  expect(reported).not.toContain('Today a MWh counts at');
  await ask('power rockdale off');
  await give(5);
  expect(await said('profit rockdale')).toContain(
    'Its tariff By time is not used: a MWh comes by it to what no site is counted with',
  );
});
