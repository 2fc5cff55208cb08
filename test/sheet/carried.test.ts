import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { aboutWhat, carrier } from '../../sheet/carried.ts';

const called = (name: string) => commands.find((command) => command.name === name)!;

/** What each question in turn is asked with, where nothing else is typed than the first options. */
function along({ names, options }: { names: string[]; options: Record<string, string> }) {
  const typed = carrier();
  let [from, now] = [called(names[0]!), options];
  for (const to of names.slice(1).map(called)) {
    now = typed.carry({ options: now, started: {}, from, to });
    from = to;
  }
  return now;
}

describe('carry()', () => {
  it.each([
    [['profit', 'breakeven'], { site: 'demo', power: '6c', pue: '1.2' }, { power: '6c', pue: '1.2' }],
    [['profit', 'machines', 'halving', 'cost'], { power: '6c', fee: '2%' }, { power: '6c', fee: '2%' }],
    [['pivot', 'offer'], { rent: '$160', term: '10y', gross: '100' }, { rent: '$160', term: '10y' }],
    // The same name for something else, and what the other question cannot read.
    [['profit', 'pivot'], { capex: '$80M', hashrate: '1 EH' }, {}],
    [['whatif', 'profit'], { power: '+10%', uptime: '90%' }, { uptime: '90%' }],
  ])('takes over along %j what means the same', (names, options, expected) => {
    expect(along({ names, options })).toEqual(expected);
  });

  it('forgets what was emptied, and what only started a question', () => {
    const typed = carrier();
    const [profit, whatif] = [called('profit'), called('whatif')];
    const shared = { started: { price: '+10%' } };
    typed.carry({ ...shared, options: { power: '6c' }, from: profit, to: whatif });
    typed.carry({ ...shared, options: { price: '+10%' }, from: whatif, to: profit });
    expect(typed.carry({ ...shared, options: {}, from: profit, to: whatif })).toEqual({});
  });
});

describe('aboutWhat()', () => {
  it('leaves machines described on the spot without a site, where a question needs none', () => {
    const asked = { site: 'Demo Prairie', hadSite: false, carried: { machine: 's21xp', power: '6c' } };
    expect(aboutWhat({ ...asked, to: called('breakeven') })).toEqual(asked.carried);
    expect(aboutWhat({ ...asked, to: called('whatif') })).toEqual({ site: 'Demo Prairie', power: '6c' });
  });
});
