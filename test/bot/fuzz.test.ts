import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { replySchema } from '../../src/chat/replySchema.ts';
import { openTestDesk } from '../support/desk.ts';
import { lines } from '../support/lines.ts';

/** 100,000 lines in all, so many on each desk: what they leave behind makes every later one take longer. */
const COUNT = 5_000;
const FIRST = Array.from({ length: 20 }, (_, desk) => desk * COUNT);
const SEED = 20_260_131;
/** Asked together, as a busy channel asks. */
const AT_ONCE = 200;
const files = { 'fleet.csv': 'model,count\nS21 XP,20000\nS19j Pro,5000\n' };

describe('handle()', () => {
  it.each(FIRST)(
    'answers 5,000 generated lines from %i on without a crash or a number that is none',
    { timeout: 120_000 },
    async (first) => {
      const desk = openTestDesk();
      const bystander = { tenant: 'slack:T0BYSTANDER', person: { id: 'U1' } };
      await desk.ask('site add rockdale 100 MW s21xp at $45/MWh', bystander);
      const before = await desk.ask('site export rockdale json', bystander);
      let valid = 0;
      for (let at = first; at < first + COUNT; at += AT_ONCE) {
        const asked = fc.sample(lines, { seed: SEED + at, numRuns: AT_ONCE });
        const answers = await Promise.all(
          asked.map(async (line) => {
            const { reply, text } = await desk.ask(line, { files });
            return { line, reply, text };
          }),
        );
        for (const answer of answers) expectPresentable(answer);
        valid += answers.filter(({ reply }) => reply.tone !== 'error').length;
      }
      expect(valid).toBeGreaterThan(COUNT / 3);
      expect((await desk.ask('site export rockdale json', bystander)).text).toBe(before.text);
      expect((await desk.ask('site list', bystander)).text).toContain('1 site');
    },
  );
});

const NO_NUMBER = /\b(?:NaN|Infinity|undefined)\b|\[object /;
const STACK = /^\s+at .+:\d+:\d+\)?$/m;

/** What anyone may be shown; what was typed may be repeated in it. */
function expectPresentable({ line, reply, text }: { line: string; reply: Reply; text: string }): void {
  const wrong = [
    ...(replySchema.safeParse(reply).success ? [] : ['is no Reply']),
    ...(NO_NUMBER.test(text) && !NO_NUMBER.test(line) ? ['shows a number that is none'] : []),
    ...(STACK.test(text) ? ['shows a stack trace'] : []),
    ...(reply.title.trim() === '' ? ['has no title'] : []),
  ];
  if (wrong.length > 0) expect.fail(`${JSON.stringify(line)} ${wrong.join(', ')}:\n${text}`);
}
