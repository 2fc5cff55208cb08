import breakeven from '../../../commands/breakeven.ts';
import halving from '../../../commands/halving.ts';
import machines from '../../../commands/machines.ts';
import pivot from '../../../commands/pivot.ts';
import profit from '../../../commands/profit.ts';
import whatif from '../../../commands/whatif.ts';
import { answerQuestion } from '../../../sheet/answer.ts';
import { replyJson } from '../../../src/chat/show/json.ts';
import type { Command } from '../../../src/command.ts';
import { here } from '../../../src/compute/here.ts';
import { fromFragment } from '../../../src/sheet/fragment.ts';

const commands: Record<string, Command> = { profit, breakeven, whatif, halving, machines, pivot };

/** Every number of the answers to the questions of some fragments, as JSON; what was refused, in words. */
export async function answerNumbers(fragments: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const fragment of fragments) answers.push(await numbersOf(fragment));
  return answers;
}

async function numbersOf(fragment: string): Promise<string> {
  try {
    const question = fromFragment(fragment);
    const reply = await answerQuestion({
      question,
      command: commands[question.topic]!,
      threads: here,
    });
    return JSON.stringify(
      replyJson(reply).figures.map(({ metric, subject, value }) => [metric, subject, value]),
    );
  } catch (error) {
    return String(error);
  }
}

Object.assign(globalThis, { answerNumbers });
