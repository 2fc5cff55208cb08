import { expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { toolResult } from '../../src/mcp/result.ts';
import { openTestDesk } from '../support/desk.ts';
import { neededBefore } from '../support/examples.ts';

/** Numbers as they are shown, without the dot or comma that ends a sentence. */
const numbersIn = (text: string): string[] => text.match(/\d(?:[\d.,]*\d)?/g) ?? [];

/** The first example of each command; of those that draw paths, which take long, one. */
const lines = commands
  .filter(({ name }) => name !== 'offer' && name !== 'split')
  .flatMap(({ examples, subcommands = [] }) => [examples[0]!, ...subcommands.map((one) => one.examples[0]!)])
  .flatMap((line) => [...neededBefore(line), line])
  .map((line) => (line.startsWith('pivot') ? 'pivot demo paths=100' : line));

it('toolResult() has every number of its text in the structured content, for an example of every command', async () => {
  const desk = openTestDesk();
  const missing: string[] = [];
  let seen = 0;
  for (const line of lines) {
    const { reply } = await desk.ask(line);
    const { content, structuredContent, isError } = toolResult({ reply, now: desk.clock.now() });
    if (isError) continue;
    const [shown] = content;
    const data = JSON.stringify(structuredContent);
    for (const number of numbersIn(shown?.type === 'text' ? shown.text : '')) {
      seen++;
      if (!data.includes(number)) missing.push(`${line}: ${number}`);
    }
  }
  expect(seen).toBeGreaterThan(500);
  expect(missing).toEqual([]);
});
