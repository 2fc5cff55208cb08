import { describe, expect, it } from 'vitest';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE, TARIFF } from '../support/examples.ts';

/** A site that is charged by coincident peaks. */
async function desk() {
  const opened = openTestDesk();
  for (const line of [ROCKDALE, TARIFF]) await opened.ask(line);
  const title = async (line: string, asked = {}) => (await opened.ask(line, asked)).reply.title;
  return { ...opened, title };
}

describe('peaks', () => {
  it('says what a missed peak costs and under which margin avoiding pays, by the tariff', async () => {
    const { ask } = await desk();
    const { text } = await ask('peaks rockdale');
    // 65 $/kW-year and 6.25 % tax, four peaks, 100 MW at 95 % uptime; four stops of two and a half hours for each.
    expect(text).toContain('$1,640,234');
    expect(text).toContain('$1,726.56/MWh');
    expect(text.replace(/\s+/gu, ' ')).toContain('so it pays in months whose peaks count.');
    expect(text).toContain('bill is cash');
  });

  it('is the tenant’s own, read and changed by those who may, goes on under a new name, and goes with its site', async () => {
    const { title } = await desk();
    const typed = 'peaks rockdale forecast="82,400 MW" high="78,000 MW"';
    const member = { person: { id: 'member', standing: 'member' as const } };
    expect(await title(typed, member)).toContain('You may not change the grid’s loads here');
    expect(await title(typed)).toContain('105.6% of the month’s high');
    await title(ROCKDALE, { tenant: 'console:other' });
    expect(await title('peaks rockdale', { tenant: 'console:other' })).toContain('no load of the grid');
    await title('site edit rockdale name=Corsicana');
    expect(await title('peaks Corsicana', member)).toContain('105.6% of the month’s high');
    await title('site remove Corsicana --yes');
    await title(ROCKDALE);
    await title('site edit rockdale name=Corsicana');
    expect(await title('peaks Corsicana')).toContain('no load of the grid is forecast');
  });
});
