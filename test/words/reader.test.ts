import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readQuestion } from '../../src/words/index.ts';
import {
  CORPUS_NOW,
  corpus,
  everyQuestion,
  meaning,
  OTHERS,
  type Outcome,
  outcomeOf,
  ownSites,
} from './corpus.ts';

const read = (text: string) =>
  readQuestion({ text, lookup: { sites: ownSites }, own: ownSites, now: CORPUS_NOW });

function rates(asked: Parameters<typeof outcomeOf>[0][]) {
  const outcomes = asked.map((it) => outcomeOf(it).outcome);
  const share = (wanted: Outcome) => outcomes.filter((it) => it === wanted).length / outcomes.length;
  return { right: share('right'), wrong: share('wrong') };
}

it('readQuestion() reads what was typed before, and takes at most 1% of it for something else', () => {
  const { held, seen } = corpus();
  const strangers = OTHERS.filter((file) => file !== 'spanish.txt').flatMap((file) => corpus(file).asked);
  const [forTesting, forTuning, ofStrangers] = [rates(held), rates(seen), rates(strangers)];
  const shown = JSON.stringify({ forTesting, forTuning, ofStrangers });
  expect(forTesting.right, shown).toBeGreaterThanOrEqual(0.92);
  expect(forTesting.wrong, shown).toBeLessThanOrEqual(0.01);
  expect(forTuning.right, shown).toBeGreaterThanOrEqual(0.97);
  expect(forTuning.wrong, shown).toBe(0);
  expect(ofStrangers.right, shown).toBeGreaterThanOrEqual(0.96);
  expect(ofStrangers.wrong, shown).toBe(0);
});

it('readQuestion() reads Spanish by its words, and takes no English question for it', () => {
  const { held, seen } = corpus('spanish.txt');
  const shown = JSON.stringify({ forTesting: rates(held), forTuning: rates(seen) });
  expect(rates(held).right, shown).toBeGreaterThanOrEqual(0.92);
  expect(rates(seen).right, shown).toBeGreaterThanOrEqual(0.97);
  expect([rates(held).wrong, rates(seen).wrong], shown).toEqual([0, 0]);
  expect(read('cuánto gana rockdale en marte')).toMatchObject({ unread: ['marte'] });
  expect(read('resumen los lunes a las 9am central').line).toBe('digest weekly mon 9am central');
  expect(read('sin avisos entre 22:00 y 06:00 central').line).toBe('quiet set 22:00 06:00 central');
});

it('readQuestion() makes lines that the commands read', () => {
  const lines = everyQuestion().flatMap((it) => {
    const { line, offered } = read(it.question);
    return [...offered, ...(line === undefined ? [] : [line])];
  });
  const refused = [...new Set(lines)].filter((line) => meaning(line) === undefined);
  // What is missing is asked for by the command: a time, a zone, whether 5 is cents or dollars, and 21.300 is 21,300.
  const missing =
    /^(?:digest \w+(?: mon| fri)?(?: \S+m| \d\d:\d\d)?(?: odessa)?|quiet set .+|(?:whatif|profit|power) \S+ (?:power=)?\d(?:\.\d+)?|alert mute \d+|credits .+ "21\.300 dollars" .+)$/;
  expect(refused.filter((line) => !missing.test(line))).toEqual([]);
});

it('readQuestion() names the words that it does not take, and reads nothing then', () => {
  expect(read('how much does rockdale make on mars')).toMatchObject({
    offered: ['profit rockdale'],
    unread: ['mars'],
  });
  expect(read('how much does rockdale make on mars').line).toBeUndefined();
});

it('readQuestion() drops no number and no name', () => {
  for (const text of [
    'profit of rockdale 17',
    'hashprice in 5 days',
    'difficulty odessa',
    'breakeven rockdale 3 MW',
  ])
    expect(read(text).line, text).toBeUndefined();
});

it('readQuestion() takes no question for an order to change something', () => {
  for (const text of [
    ...['should we remove alert 3', 'if we set the uptime of rockdale to 80%', 'would you delete rockdale'],
    ...['what would 4c power do for odessa', 'dont remove alert 3'],
    ...['no digest at 8am central', 'alert me if hashprice is not below 40', 'add 50 MW s21xp to rockdale'],
  ])
    expect(read(text).line, text).toBeUndefined();
  expect(read('if we get power for 38 at rockdale').line).toBe('whatif rockdale power=38');
});

it('readQuestion() reads numbers as they are spoken', () => {
  const said = {
    'what if power at rockdale goes to five point two cents': 'whatif rockdale power="5.2 cents"',
    'what if btc goes to a hundred and ten thousand at odessa': 'whatif odessa price=110000',
    'digest every day at six thirty am central': 'digest daily 6:30am central',
    'fargo at 6 and a half cents': 'whatif fargo power="6.5 cents"',
    'alert when bitcoin goes above one oh five k': 'alert add price > 105 k',
    'what if power at odessa is one thirty dollars a megawatt hour':
      'whatif odessa power="130 dollars a MWh"',
    'what if power at odessa goes to point five cents': 'whatif odessa power="0.5 cents"',
    'what if difficulty rises one percent at fargo': 'whatif fargo difficulty=+1%',
    'what would one megawatt of s twenty one pros at four cents make':
      'profit 1 megawatt of s21 pro power="4 cents"',
    'remove alert one': 'alert remove 1',
    'oh and which one is the breakeven of odessa': 'breakeven odessa',
    'what if power at odessa goes from 4,2 c to 5,1 c': 'whatif odessa power="5.1 c"',
  };
  for (const [text, line] of Object.entries(said)) expect(read(text).line, text).toBe(line);
});

it('readQuestion() asks back where spoken numbers are not one for certain, and drops none', () => {
  for (const text of [
    ...['alert me if hashprice drops below one oh five', 'alert if price above one 20k'],
    ...['what if power at odessa is five twenty', 'fargo at forty two fifty a MWh'],
    ...['what do a few hundred s21 make at 5c', 'what would a couple hundred s21 at 5c make'],
  ])
    expect(read(text).line, text).toBeUndefined();
});

it('readQuestion() reads past common words where it is sure what is asked, and takes no verb for nothing', () => {
  expect(read('our investors keep asking about the breakeven of odessa').line).toBe('breakeven odessa');
  for (const text of ['print rockdale', 'fargo is dangerous', 'remove the awful alert 3', 'is alert 2 muted'])
    expect(read(text).line, text).toBeUndefined();
});

it('readQuestion() offers both of two questions in one, in the order in which they were typed', () => {
  const asked = {
    'what does odessa make and when does it lose money': ['profit odessa', 'breakeven odessa'],
    'when does odessa lose money and what does it make': ['breakeven odessa', 'profit odessa'],
    'margin of fargo and the plan for tomorrow': ['profit fargo', 'dispatch fargo tomorrow'],
  };
  for (const [text, offered] of Object.entries(asked))
    expect(read(text), text).toMatchObject({ offered, unread: [] });
  for (const text of Object.keys(asked)) expect(read(text).line, text).toBeUndefined();
  expect(read('power at rockdale is 5c and the uptime 90%').line).toBe('whatif rockdale power=5c uptime=90%');
});

it('readQuestion() reads an efficiency as a machine, and a word without its vowels as the only one it can be', () => {
  const said = {
    '1.2 EH at 17.5 J/TH and $52/MWh, profit': 'profit 1.2 EH custom 100TH 1750W power=$52/MWh',
    'brkvn odessa': 'breakeven odessa',
    'rckdl margin': 'profit rockdale',
  };
  for (const [text, line] of Object.entries(said)) expect(read(text).line, text).toBe(line);
  expect(read('add villarrica: 40 MW, 2.1 EH, 18.5 J/TH, 4.4 cents').line).toBeUndefined();
});

it('readQuestion() takes no order for what asks for a figure', () => {
  expect(read('what does odessa clear').line).toBe('profit odessa');
  expect(read('should we clear odessa').line).toBeUndefined();
  expect(read('profit rockdale at 5c instead of 6c').line).toBe('whatif rockdale power=5c');
});

it('readQuestion() knows a site by a name of many words, and by one with a number in it', () => {
  const site = 'the old smelter by the river at the big bend in the road';
  const asked = { text: `what does ${site} make`, lookup: { sites: [site] }, own: [site], now: CORPUS_NOW };
  expect(readQuestion(asked).line).toBe(`profit "${site}"`);
  const sites = ['Three Rivers', 'Plant 2'];
  const named = (text: string) => readQuestion({ text, lookup: { sites }, own: sites, now: CORPUS_NOW }).line;
  expect(named('how is three rivers doing')).toBe('profit "Three Rivers"');
  expect(named('plant two at five cents')).toBe('whatif "Plant 2" power="5 cents"');
});

it('readQuestion() offers both where two readings are nearly as near', () => {
  expect(read('is 40 MW at $130/kW-month for 12 years a good offer')).toMatchObject({
    offered: ['offer 40 MW critical 12y $130/kW-month', 'offer 40 MW gross 12y $130/kW-month'],
  });
});

it('readQuestion() neither throws nor takes long, whatever is typed', () => {
  const words = everyQuestion().flatMap(({ question }) => question.split(' '));
  const typed = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((some) => some.join(' ')),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const { line, offered } = read(text);
      expect([line ?? '', ...offered].every((it) => !/[\n\r]/u.test(it))).toBe(true);
    }),
    { numRuns: 200 },
  );
  for (const unit of ['a', '1', ' ', 'rockdale ', '$1,', "'s", '(((', '1.1.', 'btc price '])
    expect(read(unit.repeat(20_000 / unit.length)).line, unit).toBeUndefined();
});

it('readQuestion() reads past what is told beside a question, and names the unknown words that it leaves out', () => {
  const said = {
    'the landlord called again, what does odessa clear a day': ['profit odessa', []],
    'the landlord called again, what does odessa make': ['profit odessa', []],
    'the lease offer came in, what does odessa make': ['profit odessa', ['lease offer']],
    "btc tanked overnight, how's rockdale holding up": ['profit rockdale', ['btc', 'tank', 'overnight']],
    'the bill please, rockdale': ['bill rockdale', []],
    'mute alert 2 for 4h, we are on the phone with a contractor': ['alert mute 2 4h', []],
    'what does odessa make at 5c with the new firmware': ['whatif odessa power=5c', ['firmware']],
    'odessa is at 91% uptime since the wombat, what do we make': [
      'whatif odessa uptime=91%',
      ['since', 'wombat'],
    ],
    'dark charts please, this is blinding': ['pictures dark', []],
  };
  for (const [text, [line, unread]] of Object.entries(said))
    expect(read(text), text).toMatchObject({ line, unread });
});

it('readQuestion() leaves out nothing that a question may hang on', () => {
  for (const text of [
    ...['profit rockdale at 5c in pesos', 'rockdale at 5c without the s19s', 'odessa at 6c only at night'],
    ...[
      'best rigs at 3c excluding hydro',
      'rockdale margin at 5c per share',
      'how many guards at rockdale at 5c',
    ],
    ...['mute alert 3 for 4h unless it trips again', 'digest every day at 8am central except weekends'],
    ...[
      'rockdale profit at 5c if it rains',
      'what does rockdale make at 90k and 5% tax',
      'call the landlord of odessa',
      'what did the transformer at rockdale cost',
      'hashprice instead of price',
      'kill the odessa power alert',
      "don't stop rockdale tomorrow",
      'turn on west texas',
      'how much did we lose on the odessa outage',
      'sign the deal with coreweave',
      'which hyperscaler should we call first',
    ],
  ])
    expect(read(text).line, text).toBeUndefined();
});

it('readQuestion() reads inputs beside their names', () => {
  const said = {
    'restart is 55 bucks and 3h off, run rockdale tomorrow like that':
      'dispatch rockdale tomorrow restart="55 dollars" off=3h',
    'new odessa contract: energy 41/MWh, demand 5.20 per kW month, ratchet 75%':
      'tariff odessa energy=41/MWh demand=5.20/kW-month ratchet=75%',
    'forecast says 84,100 MW, high so far is 81,950 MW, do we drop rockdale for the peak':
      'peaks rockdale forecast="84,100 MW" high="81,950 MW"',
    'how would you split rockdale if 70 of them are firm and rent is 118': 'split rockdale firm=70 rent=118',
    'fargo slips 12 months and the tenant walks': 'delay fargo 12 months tenant=leaves',
    'rockdale 6 months late at $140/kW-month and capex 9M per MW':
      'delay rockdale 6 months rent=$140/kW-month capex=9M/MW',
    'sensitivity for odessa at $150/kW-month': 'sensitivity odessa rent=$150/kW-month',
    'mine or lease fargo: 140/kW-mo, 3% escalator, 15 years, nnn':
      'pivot fargo rent=140/kW-month escalator=3% term=15y lease=triple-net',
    'pivot odessa if it takes 24 months to build': 'pivot odessa build="24 months"',
  };
  for (const [text, line] of Object.entries(said)) expect(read(text).line, text).toBe(line);
});
