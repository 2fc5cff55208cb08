import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { type Reply, reply } from '../src/chat/reply.ts';
import { renderPlain } from '../src/chat/show/plain.ts';
import { openTestDesk, type TestDesk } from './support/desk.ts';
import { examplesOf } from './support/examples.ts';
import { handClock } from './support/handClock.ts';
import { startMarketServer } from './support/marketServer.ts';

const folder = join(import.meta.dirname, 'transcripts');
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

const files = Object.fromEntries(
  readdirSync(join(folder, 'files')).map((name) => [name, readFileSync(join(folder, 'files', name), 'utf8')]),
);

/** The lines that were typed. A line that goes on is typed with `⏎` where it breaks. */
function typed(transcript: string): string[] {
  const lines = transcript.split('\n').filter((line) => line.startsWith('> '));
  return lines.map((line) => line.slice(2).replaceAll('⏎', '\n'));
}

/** What a change of the sources, or a question more, would change in every transcript: one shows it as it is. */
const WHOLE = 'troubled.txt';
const TOKENS: [RegExp, string][] = [
  [/^Sources: .+(?:\n.+)*/gmu, 'Sources: ‹sources›'],
  [/^Built-in reference data of [^:]+: no source answered\s\([^)]*\)\./gmu, '‹no source answered›'],
  [/(?<=(?:explain|more|sheet)\s)a\d+\b/gu, '‹answer›'],
];

/** What is shown, with tokens for what is not about the question. */
function inTokens({ name, text }: { name: string; text: string }): string {
  if (name === WHOLE) return text;
  return TOKENS.reduce((shown, [pattern, token]) => shown.replace(pattern, token), text);
}

/** What stands behind an answer, as `more` shows it. */
function behind({ details }: Reply): string[] {
  if (!details) return [];
  const text = renderPlain({ reply: reply({ title: '‹more›', blocks: details }), now: 0, width: 80 });
  return [text];
}

/** `live…` has every source; of those that `troubled…` has, one is down, one far off and one behind the chain. */
async function openDesk(name: string): Promise<{ desk: TestDesk; origin?: string }> {
  if (!/^(?:live|troubled)/.test(name)) return { desk: openTestDesk() };
  const clock = handClock();
  const server = await startMarketServer({ now: clock.now });
  if (name.startsWith('troubled')) {
    server.state.faults.kraken = { status: 500 };
    server.state.prices.bitstamp = 70_000;
    server.state.initialBlockDownload = true;
  }
  const desk = openTestDesk({ market: { urls: server.urls, clock }, onStop: server.close });
  await desk.market.refreshHistory();
  return { desk, origin: server.url };
}

it.each(names)('transcripts/%s is what is shown when it is typed', async (name) => {
  const file = join(folder, name);
  const { desk, origin } = await openDesk(name);
  const shown: string[] = [];
  for (const line of typed(readFileSync(file, 'utf8'))) {
    const { reply: said, shown: summary } = await desk.ask(line, { files });
    const text = [summary, ...behind(said)].join('\n\n');
    // The port is another one each time.
    const steady = text.replaceAll(origin?.split(':').at(-1) ?? /$^/g, '50000');
    shown.push(`> ${line.replaceAll('\n', '⏎')}\n\n${inTokens({ name, text: steady })}\n`);
    const wide = text.split('\n').filter((it) => [...it].length > 80);
    expect(wide, `${name}: wider than 80 columns`).toEqual([]);
  }
  await expect(shown.join('\n')).toMatchFileSnapshot(file);
});

it('transcripts hold every example that help shows', () => {
  const lines = names.flatMap((name) => typed(readFileSync(join(folder, name), 'utf8')));
  expect(examplesOf(commands).filter((example) => !lines.includes(example))).toEqual([]);
});
