import { expect, it } from 'vitest';
import { openTestDesk } from '../support/desk.ts';

const energy = {
  ...{ kind: 'energy', name: 'Energy' },
  periods: [{ name: 'all', tiers: [{ usdPerUnit: 0.05 }] }],
};
const host = { kind: 'hosting', name: 'Host', share: 0.3, of: 'profit', passesPowerThrough: true };

it('bill takes a host’s share at the mean hashprice of the month, else at that of now, and says which', async () => {
  const { ask } = openTestDesk();
  const said = async (line: string) => (await ask(line)).text.replaceAll(/\s+/gu, ' ');
  await ask('site add hosted 10000 s21xp, power 50, pue=1 uptime=100%');
  const content = JSON.stringify({ name: 'Hosted', charges: [energy, host] });
  await ask('tariff hosted hosted.json', { files: { 'hosted.json': content } });
  // 2,700 PH/s at $52.16 in 30 days; 10,000 × 3,645 W in 720 hours at $50/MWh.
  const [revenueUsd, powerUsd] = [2700 * 52.16 * 30, 36.45 * 720 * 50];
  const shareUsd = 0.3 * (revenueUsd - powerUsd);
  const { text } = await ask('bill hosted 2025-09');
  expect(text).toContain(`$${(powerUsd + shareUsd).toLocaleString('en-US')}.00 for power and hosting,`);
  expect(text.replaceAll(/\s+/gu, ' ')).toContain(
    'The host’s share is of what the model earns before the pool’s fee, at $52.16/PH/day, the mean of Sep 2025 (built-in reference months, every block, 31 Jan 2026).',
  );
  expect(await said('explain --full')).toContain('2,700 × 52.16 × 30 = 4,224,960');
  const credits = await said('credits hosted 2025-09');
  expect(credits).toContain('at $52.16/PH/day, the mean of Sep 2025');
  expect(credits).toMatch(/no credits, power and hosting \$.+ Power and hosting are the bill,/u);
  expect(await said('bill hosted 2026-03')).toMatch(
    /at \$35\.05\/PH\/day, as it is now, since no mean of Mar 2026 is known \(/u,
  );
});

it('bill takes a host’s share of a metered month on the energy that was used, and calls power only what is power', async () => {
  const { ask } = openTestDesk();
  await ask('site add hosted 10000 s21xp, power 50, pue=1 uptime=100%');
  const tariffed = (name: string, hosting: object) =>
    ask('tariff hosted hosted.json', {
      files: { 'hosted.json': JSON.stringify({ name, charges: [energy, hosting] }) },
    });
  await tariffed('Hosted', host);
  // All machines for ten days, then next to none.
  const kwhOf = (hour: number) => (hour < 240 ? 36_450 : 100);
  const hours = Array.from({ length: 720 }, (_, hour) => {
    const time = new Date(Date.UTC(2025, 8, 1, hour)).toISOString();
    return `${time.slice(0, 10)} ${time.slice(11, 16)},${kwhOf(hour)}`;
  });
  await ask('bill meter hosted meter.csv', { files: { 'meter.csv': ['time,kWh', ...hours].join('\n') } });
  const [usedMwh, modelMwh] = [240 * 36.45 + 480 * 0.1, 720 * 36.45];
  const shareUsd = 0.3 * ((2700 * 52.16 * 30 * usedMwh) / modelMwh - usedMwh * 50);
  const { shown } = await ask('bill hosted 2025-09');
  expect(shown).toContain(shareUsd.toLocaleString('en-US', { maximumFractionDigits: 2 }));
  expect(shown.replaceAll(/\s+/gu, ' ')).toContain(
    'The host’s share is of what the model earns on the energy that was metered, 8,796 of its 26,244 MWh, before the pool’s fee, at $52.16',
  );
  expect((await ask('explain --full')).text).toContain('2,700 × 52.16 × 30 × 8,796 ÷ 26,244 =');
  await tariffed('Paid by the host', { ...host, of: 'revenue', passesPowerThrough: false });
  expect((await ask('bill hosted 2025-09')).reply.title).toMatch(
    /\$424,814\.22 for hosting, \$48\.30\/MWh all in$/u,
  );
});
