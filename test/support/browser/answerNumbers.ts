import breakeven from '../../../commands/breakeven.ts';
import cost from '../../../commands/cost.ts';
import halving from '../../../commands/halving.ts';
import machines from '../../../commands/machines.ts';
import offer from '../../../commands/offer.ts';
import pivot from '../../../commands/pivot.ts';
import profit from '../../../commands/profit.ts';
import whatif from '../../../commands/whatif.ts';
import { answerQuestion } from '../../../sheet/answer.ts';
import { replyJson } from '../../../src/chat/show/json.ts';
import type { Command, CommandContext } from '../../../src/command.ts';
import { here } from '../../../src/compute/here.ts';
import { fromFragment } from '../../../src/sheet/fragment.ts';

const commands: Record<string, Command> = {
  profit,
  breakeven,
  cost,
  whatif,
  halving,
  machines,
  pivot,
  offer,
};

/** What is asked of both sides: questions, and whether paths are simulated for each of them. */
export interface NumbersAsked {
  fragments: readonly string[];
  isSimulated: boolean;
}

/** Every number of the answers to the questions of some fragments, as JSON; what was refused, in words. */
export async function answerNumbers({ fragments, isSimulated }: NumbersAsked): Promise<string[]> {
  const threads = isSimulated ? here : onceSimulated((await fromFragment(fragments[0]!)).topic);
  const answers: string[] = [];
  for (const fragment of fragments) answers.push(await numbersOf({ fragment, threads }));
  return answers;
}

type Threads = CommandContext['threads'];

/**
 * What decides of every case, the comparison of a pivot and the value of an offer, with all else of the first: paths and
 * sensitivities take most of the time.
 */
function onceSimulated(topic: string): Threads {
  const decisive = topic === 'offer' ? 'judgeOffer' : 'comparePivot';
  const first = new Map<string, Promise<unknown>>();
  const compute = ((task: string, asked: never) => {
    const known = first.get(task);
    if (known) return known;
    const computed = here.compute(task as never, asked) as Promise<unknown>;
    if (task !== decisive) first.set(task, computed);
    return computed;
  }) as Threads['compute'];
  let outcomes: ReturnType<Threads['simulate']> | undefined;
  return {
    compute,
    simulate(run) {
      outcomes ??= here.simulate(run);
      return outcomes;
    },
  };
}

async function numbersOf({ fragment, threads }: { fragment: string; threads: Threads }): Promise<string> {
  try {
    const question = await fromFragment(fragment);
    const reply = await answerQuestion({ question, command: commands[question.topic]!, threads });
    return JSON.stringify(
      replyJson(reply).figures.map(({ metric, subject, value }) => [metric, subject, value]),
    );
  } catch (error) {
    return String(error);
  }
}

Object.assign(globalThis, { answerNumbers });
