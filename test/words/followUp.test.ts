import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { readInWords, readTyped } from '../../src/bot/understand.ts';
import { demoSites } from '../../src/sites/demo.ts';
import { CORPUS_NOW, meaning, ownSites, talks } from './corpus.ts';

const lookup = { sites: [...ownSites, ...demoSites.map(({ name }) => name)] };

/** Of new machines alone, as every site of the corpus but the demo. */
const site = { ...demoSites[0]!, fleet: demoSites[0]!.fleet.slice(0, 1) };

/** What a question becomes after another. */
const asked = (text: string, last: string | undefined, own: readonly string[] = ownSites) => {
  const typed = { text, commands, lookup };
  const siteOf = async (name: string) => ({ site: ownSites.includes(name) ? site : demoSites[0]! });
  return readTyped(typed, (refusal) =>
    readInWords({
      ...typed,
      refusal,
      own,
      now: CORPUS_NOW,
      last: async () => last,
      siteOf,
      model: undefined,
    }),
  );
};

/** The line that a question is read as after another; undefined where it is asked back. */
const readAfter = (...of: Parameters<typeof asked>): Promise<string | undefined> =>
  asked(...of).then(
    ({ line }) => line,
    () => undefined,
  );

/** What tells of an answer leaves in place what the next question refers to. */
const BEHIND = /^(?:more|explain|why|sheet|help)\b/;

const named = talks().map((talk) => ({ talk, name: talk.map(({ question }) => question).join(' / ') }));

describe('a conversation', () => {
  it.each(named)('$name', async ({ talk }) => {
    let last: string | undefined;
    for (const { question, lines } of talk) {
      const read = await readAfter(question, last);
      const shown = `${question}: ${read}`;
      if (lines.length === 0) expect(read, shown).toBeUndefined();
      else expect(lines.map(meaning), shown).toContain(read === undefined ? '' : meaning(read));
      if (read !== undefined && !BEHIND.test(read)) last = read;
    }
  });
});

it('a change is never made by a question that only refers to one', async () => {
  expect(await readAfter('same for odessa', 'site edit rockdale power=48')).toBeUndefined();
  expect(await readAfter('again', 'alert remove 1')).toBeUndefined();
});

it('what says nothing by itself asks nothing of the answer before it', async () => {
  for (const text of ['thanks, i am on it', 'okay thanks', 'hello', 'is it still going to be'])
    expect(await readAfter(text, 'profit demo'), text).toBeUndefined();
});

it('what refers to an answer and has two meanings, or none, is asked back in words that help', async () => {
  const back: [last: string, text: string, told: RegExp, choices: string[]][] = [
    [
      'split rockdale',
      'and at 140?',
      /140 can be a rent or a power price/,
      ['split rockdale rent=$140/kW-month', 'split rockdale power=$140/MWh'],
    ],
    [
      'profit demo fleet="16000 S21 XP" power=50',
      'same for odessa',
      /machines of one site say nothing of another/,
      ['profit odessa power=50'],
    ],
    ['profit rockdale', 's21 off', /nothing would be left running at rockdale/, []],
    ['profit rockdale', 's19 off', /There is no s19 at rockdale: it runs .*S21 XP/, []],
    ['pivot demo', 's19 off', /fewer megawatts/, ['profit demo']],
    ['profit rockdale', 'in sats', /not in sats/, ['explain currency=btc']],
    ['profit rockdale', 'show it to everyone', /everyone/, ['more --public', 'more']],
    ['profit rockdale', 'compare with odessa', /one by one/, ['profit odessa', 'profit all']],
    ['profit rockdale', 'dark?', /Did you mean this/, ['pictures dark']],
    ['profit rockdale', 'and both', /“and both” asks of the answer before/, []],
    ['digest daily 8am central', 'and 9am?', /Did you mean this/, ['digest daily time=9am zone=central']],
    ['alert add hashprice < 40', 'and 45?', /Did you mean this/, ['alert add rule="hashprice < 45"']],
    ['profit rockdale', 'how much does odessa make --foo', /There is no flag “--foo”/, []],
    ['profit rockdale', 'help me with my taxes', /I do not understand/, ['profit', 'hashprice', 'help']],
  ];
  for (const [last, text, message, choices] of back)
    await expect(asked(text, last), text).rejects.toMatchObject({
      message: expect.stringMatching(message),
      choices,
    });
});

it('what is typed with signs is read as it stands', async () => {
  const said = {
    'how much does\nrockdale make --full': 'profit rockdale --full',
    'HOW MUCH DOES ROCKDALE MAKE!!!!!!': 'profit rockdale',
    '...how much does rockdale make......': 'profit rockdale',
    'what does rockdale make with power="5.2 cents"': 'whatif rockdale power="5.2 cents"',
    'add "the old smelter" 40 MW s21xp at 4c': 'site add "the old smelter" 40 MW s21xp power=4c',
    'notify me when hashprice<=40': 'alert add hashprice < 40',
    'notify me when hashprice < 40 --private': 'alert add hashprice < 40 --private',
    'more please': 'more',
    'help how do I set an alert': 'help alert add',
    'help notify': 'help alert add',
    'help how much does rockdale make': 'help profit',
  };
  for (const [text, line] of Object.entries(said)) expect(await readAfter(text, undefined), text).toBe(line);
  await expect(asked('how much does rockdale make 🚀', undefined)).resolves.toMatchObject({
    inWords: 'I read: profit rockdale, without “🚀”',
  });
});

it('of two sites the other one is asked about', async () => {
  const two = ['rockdale', 'odessa'];
  expect(await readAfter('what about the other one?', 'whatif rockdale price=120k', two)).toBe(
    'whatif odessa price=120k',
  );
});

it('without an answer before it a fragment means nothing', async () => {
  for (const text of ['and at 50?', 'same for odessa and', 'as csv', 'show it', '-30%'])
    expect(await readAfter(text, undefined), text).toBeUndefined();
});
