import { expect, it } from 'vitest';
import { lossRows, lossWords } from '../../src/answers/bill/losses.ts';
import { openTestDesk } from '../support/desk.ts';

const from = { source: 'a file', observedAt: 0 };

it('lossRows() and lossWords() name the losses that are added before power is billed', () => {
  const losses = { energyShare: 0.03, demandShare: 0 };
  expect(lossRows({ losses, from })).toMatchObject([['Losses added to energy', { text: '3%' }]]);
  expect(lossWords({ losses })).toBe('; billed with 3% losses on energy');
  expect(lossWords({ losses: { energyShare: 0.03, demandShare: 0.025 } })).toBe(
    '; billed with 3% losses on energy and 2.5% losses on demand',
  );
  expect([lossRows({ from }), lossWords({})]).toEqual([[], '']);
});

it('tariff shows at first the losses that are in its price all in', async () => {
  const { ask } = openTestDesk();
  await ask('site add lossy 100 MW s21xp at $45/MWh');
  const charges = [
    { kind: 'energy', name: 'Energy', periods: [{ name: 'all', tiers: [{ usdPerUnit: 0.04 }] }] },
    { kind: 'percent', name: 'Tax', share: 0.05 },
  ];
  const tariff = { name: 'Lossy', charges, losses: { energyShare: 0.03, demandShare: 0.02 } };
  await ask('tariff lossy lossy.json', { files: { 'lossy.json': JSON.stringify(tariff) } });
  const { shown } = await ask('tariff lossy');
  // 40 × 1.03 × 1.05
  expect(shown).toContain('$43.26/MWh all in');
  expect(shown).toMatch(/Losses added to energy +3%\nLosses added to demand +2%/u);
});
