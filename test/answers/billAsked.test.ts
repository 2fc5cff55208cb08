import { expect, it } from 'vitest';
import { figuresOf } from '../../src/chat/reply.ts';
import { openTestDesk } from '../support/desk.ts';

it('bill counts with the index price and the power factor that are typed, and refuses those that its tariff has no use for', async () => {
  const { ask } = openTestDesk();
  await ask('site add rockdale 100 MW s21xp at $45/MWh uptime=100%');
  const charges = [
    {
      ...{ kind: 'block', name: 'Supply', sellsBack: true },
      ...{ blockMw: 60, blockUsdPerMwh: 40, adderUsdPerMwh: 2 },
    },
    { kind: 'demand', name: 'Demand', periods: [{ name: 'all', tiers: [{ usdPerUnit: 4 }] }] },
  ];
  const tariff = { name: 'Block', charges, powerFactor: { least: 0.95, raise: 'ratio' } };
  await ask('tariff rockdale block.json', { files: { 'block.json': JSON.stringify(tariff) } });
  const unknown = await ask('bill rockdale 2026-04');
  // The clock stands at 20 Apr 2026. Block and adder are known: 720 h × (60 MW × $40 + 100 MW × $2); the index is not.
  expect(figuresOf(unknown.reply).find(({ metric }) => metric === 'billUsd')!.value).toBeCloseTo(
    720 * (60 * 40 + 100 * 2) + 100_000 * 4,
    1,
  );
  expect(unknown.reply.title).toMatch(/^rockdale, Apr 2026, not over yet: .+ for power as far as known$/u);
  expect(unknown.text).toMatch(
    /Not known, and not in the bill, which may come to\s+more or to less: the\s+index/u,
  );
  const { reply, text } = await ask('bill rockdale 2026-04 index=$30/MWh powerFactor=0.9');
  const total = figuresOf(reply).find(({ metric }) => metric === 'billUsd')!.value;
  const hours = 30 * 24;
  expect(total).toBeCloseTo(hours * (60 * 40 + 40 * 30 + 100 * 2) + (100_000 * 4 * 0.95) / 0.9, 1);
  expect(text).not.toMatch(/Not known/u);
  expect(text.replaceAll(/\s+/gu, ' ')).toContain(
    'the index at $30.00/MWh in every hour, a power factor of 0.9',
  );
  await ask('tariff rockdale energy=$40/MWh');
  expect((await ask('bill rockdale index=$30/MWh')).text).toMatch(/index=30 was typed/u);
  expect((await ask('bill rockdale powerFactor=0.9')).text).toMatch(/powerFactor=0\.9 was typed/u);
});

it('bill of which nothing is known names no amount, and says of a month that has not begun that it has not', async () => {
  const { ask } = openTestDesk();
  await ask('site add rockdale 100 MW s21xp at $45/MWh uptime=100%');
  const supply = { kind: 'block', name: 'Supply', sellsBack: true, blockMw: 0, blockUsdPerMwh: 0 };
  const tariff = { name: 'Index', charges: [{ ...supply, adderUsdPerMwh: 0 }] };
  await ask('tariff rockdale index.json', { files: { 'index.json': JSON.stringify(tariff) } });
  const { reply, text } = await ask('bill rockdale 2027-06');
  expect(reply.title).toBe('rockdale, Jun 2027, not begun yet: what its power costs is not known');
  expect(text).not.toContain('$');
});

it('bill of a block that sells back is net of it in so many words, and before it as if nothing had been sold', async () => {
  const { ask } = openTestDesk();
  await ask('site add blk 100 MW s21xp at $45/MWh uptime=95%');
  const charges = [
    {
      ...{ kind: 'block', name: 'Supply', sellsBack: true },
      ...{ blockMw: 120, blockUsdPerMwh: 40, adderUsdPerMwh: 3 },
    },
    { kind: 'demand', name: 'Demand', periods: [{ name: 'all', tiers: [{ usdPerUnit: 2 }] }] },
    { kind: 'percent', name: 'Tax', share: 0.0625 },
  ];
  await ask('tariff blk b.json', { files: { 'b.json': JSON.stringify({ name: 'Block', charges }) } });
  const { reply, text } = await ask('bill blk 2026-06 index=$38/MWh');
  // (720 h × (120 MW × $40 + 95 MW × $3 − 25 MW × $38) + 100,000 kW × $2) × 1.0625, over 68,400 MWh
  expect(reply.title).toContain(': $3,375,775.00 for power net of sell-back, $49.35/MWh all in');
  // 18,000 MWh × $38, and 6.25% of it; without it $4,102,525.00.
  expect(text.replaceAll(/\s+/gu, ' ')).toContain(
    'Net of $684,000.00 in credits, with $42,750.00 that selling back saves in other lines of the bill: $49.35/MWh; before them $59.98/MWh.',
  );
  expect((await ask('explain --full')).text).toContain('(4,102,525 − 684,000 − 42,750) ÷ 68,400 = 49.35');
  // Below zero the index takes money for what is left.
  expect((await ask('bill blk 2026-06 index=-$5/MWh')).text).toMatch(
    /Supply, sold back, a cost +\$90,000\.00/u,
  );
  // What was typed in the place of $706,800 has its own tax, and its own way to the minimum: 3,983,240 − 100,000 is below it.
  const least = { kind: 'minimum', name: 'Least', usd: 3_950_000, per: 'month' };
  const withLeast = JSON.stringify({ name: 'Block', charges: charges.toSpliced(2, 0, least as never) });
  await ask('tariff blk l.json', { files: { 'l.json': withLeast } });
  await ask('credits blk 2026-03 block $100,000');
  const typed = await ask('bill blk 2026-03 index=$38/MWh --full');
  expect(typed.text.replaceAll(/\s+/gu, ' ')).toContain(
    'Net of $100,000.00 in credits, with $64,682.50 that selling back adds to other lines of the bill: $59.38/MWh; before them $59.88/MWh.',
  );
});

it('bill whose index is not known says which lines are of what is known, and leaves open what a minimum adds', async () => {
  const { ask } = openTestDesk();
  await ask('site add blk 100 MW s21xp at $45/MWh uptime=95%');
  const block = { kind: 'block', name: 'Supply', sellsBack: true };
  const charges = [
    { ...block, blockMw: 60, blockUsdPerMwh: 40, adderUsdPerMwh: 3 },
    { kind: 'percent', name: 'Tax', share: 0.0625 },
    { kind: 'minimum', name: 'Minimum', usd: 5_000_000, per: 'month' },
  ];
  await ask('tariff blk b.json', { files: { 'b.json': JSON.stringify({ name: 'Block', charges }) } });
  const unknown = (await ask('bill blk 2026-06')).text.replaceAll(/\s+/gu, ' ');
  // 720 h × (60 MW × $40 + 95 MW × $3) × 1.0625
  expect(unknown).toContain(': $2,054,025.00 for power as far as known');
  expect(unknown).toContain('Tax, on what is known $120,825.00');
  expect(unknown).toMatch(/Supply charges in part; what Minimum adds\./u);
  const known = (await ask('bill blk 2026-06 index=$38/MWh')).text.replaceAll(/\s+/gu, ' ');
  expect(known).toMatch(/: \$5,000,000\.00 for power, .+ Tax \$180,675\.00 Minimum \$/u);
});
