import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';
import { FILES, ROCKDALE, TARIFF } from '../support/examples.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const files = FILES;

/** A site with a tariff and a metered month. */
async function desk() {
  const opened = openTestDesk();
  for (const line of [ROCKDALE, TARIFF, 'bill meter rockdale september.csv'])
    await opened.ask(line, { files });
  const title = async (line: string, asked = {}) => (await opened.ask(line, { files, ...asked })).reply.title;
  return { ...opened, title };
}

describe('what is kept of tariffs and meters', () => {
  it('goes on under a new name of its site, and goes with it', async () => {
    const { title } = await desk();
    await title('site edit rockdale name=Corsicana');
    expect(await title('bill Corsicana 2025-09')).toMatch(/^Corsicana, Sep 2025: \$3,250,187\.50 for power/);
    await title(ROCKDALE);
    expect(await title('tariff rockdale')).toContain('rockdale has no tariff');
    await title('site remove Corsicana --yes');
    await title('site edit rockdale name=Corsicana');
    expect(await title('tariff Corsicana')).toContain('Corsicana has no tariff');
    await title(TARIFF.replace('rockdale', 'Corsicana'));
    expect(await title('bill Corsicana 2025-09')).not.toContain('3,250,187');
  });

  it('is the tenant’s own, read and changed by those who may, and on record', async () => {
    const { title, ask } = await desk();
    await title(ROCKDALE, { tenant: 'console:other' });
    expect(await title('tariff rockdale', { tenant: 'console:other' })).toContain('has no tariff');
    const [visitor, member] = (['visitor', 'member'] as const).map((standing) => ({
      person: { id: standing, standing },
    }));
    expect(await title('bill rockdale', visitor)).toContain('You may not');
    expect(await title('bill rockdale', member)).toContain('$51.79/MWh all in');
    expect(await title('tariff rockdale off', member)).toContain('You may not change the tariffs here');
    expect(await title('tariff rockdale energy=$9/MWh', member)).toContain(
      'You may not change the tariffs here',
    );
    expect(await title('bill meter rockdale off', member)).toContain('You may not change');
    const { text } = await ask('audit');
    expect(text).toContain('tariff of rockdale');
    expect(text).toContain('meter of rockdale');
  });

  it('is replaced whole or not at all', async () => {
    const { title } = await desk();
    const before = await title('bill rockdale 2025-09');
    const broken = {
      files: { 'bad.csv': 'time,kWh\n2025-09-01 00:00,5\n2025-09-01 02:00,5\n2025-09-01 03:00,5\n' },
    };
    expect(await title('bill meter rockdale bad.csv', broken)).toContain(
      'was refused whole, nothing was changed',
    );
    expect(await title('tariff rockdale bad.csv', broken)).toContain(
      'was refused whole, nothing was changed',
    );
    expect(await title('bill rockdale 2025-09')).toBe(before);
  });

  it('is asked what if by as many peaks as there are', async () => {
    const { title } = await desk();
    expect(await title('bill rockdale whatif stop 5 peaks')).toContain(
      'peaks must be a whole number between 1 and 4',
    );
    expect(await title('bill rockdale whatif stop all peaks')).toMatch(/12cp, or stop 4 peaks/);
    await title('tariff rockdale energy=$40/MWh');
    expect(await title('bill rockdale whatif 12cp')).toContain('cannot be asked about so');
  });

  it('that is damaged is named, with what to do, and can be taken away', async () => {
    const dataDirectory = tempDirectory();
    const opened = openTestDesk({ dataDirectory });
    for (const line of [ROCKDALE, TARIFF]) await opened.ask(line);
    await testDatabase(dataDirectory).run(`UPDATE tariffs SET tariff = '{}'`);
    const { reply } = await opened.ask('bill rockdale');
    expect(reply.title).toContain(
      'The tariff of rockdale cannot be read any more. Take it away: tariff rockdale off',
    );
    expect((await opened.ask('tariff rockdale off')).reply.title).toBe('rockdale has no tariff any more');
  });

  it('has bills from the first day of the tariff on, and none of a demo site', async () => {
    const { title } = await desk();
    await title('tariff rockdale off');
    await title('tariff rockdale energy=$40/MWh since=2026-02-15');
    expect(await title('bill rockdale 2026-02')).toContain(
      'holds since 2026-02-15: there is none for all of 2026-02',
    );
    expect(await title('bill rockdale 2026-03')).toContain('$40.00/MWh all in');
    expect(await title('tariff rockdale energy=$40/MWh since=2026-02-30')).toContain(
      'A day is written 2026-07-15',
    );
    expect(await title('bill demo')).toContain('has no tariff');
    expect(await title('tariff demo energy=45')).toContain('stays as it is');
  });
});
