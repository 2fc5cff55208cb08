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
  expect(text).toContain(`$${(powerUsd + shareUsd).toLocaleString('en-US')}.00 for power`);
  expect(text.replaceAll(/\s+/gu, ' ')).toContain(
    'The host’s share is of what the model earns before the pool’s fee, at $52.16/PH/day, the mean of Sep 2025 (built-in reference months, every block, 31 Jan 2026).',
  );
  expect(await said('explain --full')).toContain('2,700 × 52.16 × 30 = 4,224,960');
  expect(await said('credits hosted 2025-09')).toContain('at $52.16/PH/day, the mean of Sep 2025');
  expect(await said('bill hosted 2026-03')).toMatch(
    /at \$35\.05\/PH\/day, as it is now, since no mean of Mar 2026 is known \(/u,
  );
});
