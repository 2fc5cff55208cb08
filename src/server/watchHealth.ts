import type { Log } from '../common/log.ts';
import type { Illness } from './health.ts';

const EVERY_MS = 5_000;

/** Says in the log what falls ill and what is well again, each once, until `stop`; `look` gives what is ill now. */
export function watchHealth(asked: { look: () => Promise<Illness[]>; log: Log }): {
  look(): Promise<void>;
  stop(): Promise<void>;
} {
  const { log } = asked;
  let known = new Map<string, Illness>();
  const compare = async () => {
    const ill = new Map((await asked.look()).map((it) => [named(it), it]));
    for (const [name, { words }] of ill) if (!known.has(name)) log.error({}, `Not well: ${words}`);
    // What is ill for another reason than before is not well.
    const left = new Set([...ill.values()].map(({ part }) => part));
    const before = new Set([...known.values()].map(({ part }) => part));
    for (const part of before) if (!left.has(part)) log.info({}, `Well again: ${part}`);
    known = ill;
  };
  let running: Promise<void> | undefined;
  const look = () => {
    running ??= compare()
      .catch((err) => log.error({ err }, 'How well the desk is could not be told'))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Counts and ages move on while the illness is the same. */
const named = ({ words }: Illness) => words.replace(/\d+/g, '');
