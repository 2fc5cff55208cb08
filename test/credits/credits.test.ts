import { describe, expect, it } from 'vitest';
import { netOfCreditsUsdPerMwh } from '../../src/economics/index.ts';
import { openTestDesk } from '../support/desk.ts';
import { CREDIT, ROCKDALE } from '../support/examples.ts';

/** A site with a credit. */
async function desk() {
  const opened = openTestDesk();
  for (const line of [ROCKDALE, CREDIT]) await opened.ask(line);
  const title = async (line: string, asked = {}) => (await opened.ask(line, asked)).reply.title;
  return { ...opened, title };
}

const FEBRUARY = 'credits rockdale 2026-02';

describe('credits', () => {
  it('are the tenant’s own, read and changed by those who may, and on record', async () => {
    const { title, ask } = await desk();
    await title(ROCKDALE, { tenant: 'console:other' });
    expect(await title(FEBRUARY, { tenant: 'console:other' })).toContain('no credits');
    const [visitor, member] = (['visitor', 'member'] as const).map((standing) => ({
      person: { id: standing, standing },
    }));
    expect(await title(FEBRUARY, visitor)).toContain('You may not');
    expect(await title(FEBRUARY, member)).toContain('$9,000.00 in credits');
    expect(await title(`${FEBRUARY} reserve $5`, member)).toContain('You may not change the credits here');
    expect(await title('credits remove rockdale 1', member)).toContain('You may not change');
    expect((await ask('audit')).text).toContain('credit #1 of rockdale');
  });

  it('go on under a new name of their site, and go with it', async () => {
    const { title } = await desk();
    await title('site edit rockdale name=Corsicana');
    expect(await title('credits Corsicana 2026-02')).toContain('$9,000.00 in credits');
    await title('site remove Corsicana --yes');
    await title(ROCKDALE.replace('rockdale', 'Corsicana'));
    expect(await title('credits Corsicana 2026-02')).toContain('no credits');
  });

  it('are corrected beside what they were, removed, and put back by the button of their removal', async () => {
    const { title, ask } = await desk();
    expect(await title(`${FEBRUARY} reserve -$250.5 1.2 GWh corrects=1`)).toContain('−$250.50 in credits');
    expect(await title(`${FEBRUARY} reserve $5 corrects=7`)).toContain('has no credit #7');
    const { reply } = await ask('credits remove rockdale 1');
    expect(reply.title).toContain('no credits');
    const command = 'credits "rockdale" 2026-02 reserve -$250.5 1200 MWh corrects=1';
    const putBack = expect.objectContaining({ label: 'Put back', command });
    expect(reply.blocks).toContainEqual({ kind: 'actions', actions: expect.arrayContaining([putBack]) });
    const { text } = await ask(command);
    expect(text).toContain('−$250.50 in credits');
    expect(text.match(/before/gu)!.length).toBeGreaterThanOrEqual(3);
    expect(text).not.toContain('Refresh');
  });

  it('are of no month that has not begun at the site, though it has elsewhere', async () => {
    const { title, clock } = await desk();
    await title('site edit rockdale zone=America/Chicago');
    clock.advance(Date.parse('2026-05-01T03:00Z') - clock.now());
    expect(await title('credits rockdale 2026-05 reserve $5')).toContain('2026-05 has not begun');
    expect(await title('credits import rockdale month,kind,usd,mwh\n2026-05,reserve,5,')).toContain(
      'not begun',
    );
    clock.advance(2 * 3_600_000);
    expect(await title('credits rockdale 2026-05 reserve $5')).toContain('#2 was added');
  });

  it('move with a correction to another month, and are missed in the one before', async () => {
    const { title } = await desk();
    await title('credits rockdale 2026-01 curtailment $9,000 corrects=1');
    expect(await title(FEBRUARY)).toContain('no credits');
    expect(await title('credits rockdale 2026-01')).toContain('$9,000.00 in credits');
  });
});

it('profit stays before credits, and names them at the site’s own price whatever power costs today', async () => {
  const { ask } = await desk();
  const before = (await ask('profit rockdale')).reply.title;
  await ask('credits remove rockdale 1');
  const { reply, text } = await ask('profit rockdale');
  expect(reply.title).toBe(before);
  expect(text).not.toContain('in credits');
  await ask(CREDIT);
  await ask('power rockdale 400');
  // 9,000 ÷ 63,840 MWh of February at 95 % uptime.
  expect((await ask('profit rockdale')).text.replace(/\s+/gu, ' ')).toContain(
    'Net of $9,000.00 in credits: $44.86/MWh; before them $45.00/MWh.',
  );
});

describe('netOfCreditsUsdPerMwh()', () => {
  it('is what is left of power for each MWh used, below 0 too, and nothing without use', () => {
    const month = { powerUsd: 45_000, creditsUsd: 5_000, usedMwh: 1_000 };
    expect(netOfCreditsUsdPerMwh(month)).toBe(40);
    expect(netOfCreditsUsdPerMwh({ ...month, creditsUsd: 46_000 })).toBe(-1);
    expect(netOfCreditsUsdPerMwh({ ...month, usedMwh: 0 })).toBeUndefined();
    expect(() => netOfCreditsUsdPerMwh({ ...month, creditsUsd: Number.NaN })).toThrow(RangeError);
  });
});
