import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { readInWords, readTyped } from '../../src/bot/understand.ts';
import { demoSites } from '../../src/sites/demo.ts';
import { CORPUS_NOW, meaning, ownSites, talks } from './corpus.ts';

const lookup = { sites: [...ownSites, ...demoSites.map(({ name }) => name)] };

/** The line that a question is read as after another; undefined where it is asked back. */
const readAfter = async (text: string, last: string | undefined): Promise<string | undefined> => {
  const typed = { text, commands, lookup };
  const siteOf = async () => ({ site: demoSites[0]! });
  const read = readTyped(typed, (refusal) =>
    readInWords({
      ...typed,
      refusal,
      own: ownSites,
      now: CORPUS_NOW,
      last: async () => last,
      siteOf,
      model: undefined,
    }),
  );
  return read.then(
    ({ line }) => line,
    () => undefined,
  );
};

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

it('without an answer before it a fragment means nothing', async () => {
  for (const text of ['and at 50?', 'same for odessa and', 'as csv', 'show it', '-30%'])
    expect(await readAfter(text, undefined), text).toBeUndefined();
});
