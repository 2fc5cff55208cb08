import { onTestFinished } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { commands } from '../../commands/index.ts';
import type { Incoming } from '../../src/chat/adapter.ts';
import type { Person } from '../../src/chat/people.ts';
import { inFull, type Reply } from '../../src/chat/reply.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import type { CommandContext } from '../../src/command.ts';
import { UserError } from '../../src/common/errors.ts';
import type { Log } from '../../src/common/log.ts';
import { simulator } from '../../src/compute/simulation.ts';
import { openThreads } from '../../src/compute/threads.ts';
import { readConfig } from '../../src/config.ts';
import { type Desk, openDesk } from '../../src/desk.ts';
import { createPainter, setLater } from '../../src/pictures/painter.ts';
import type { Database } from '../../src/storage/database.ts';
import { computedOnce, paintedOnce } from './computedOnce.ts';
import { newDirectory } from './database/newDirectory.ts';
import { elsewhere } from './database/testDatabase.ts';
import { handClock } from './handClock.ts';
import { silentLog } from './testMarket.ts';

/** One question to a test desk; who asks is the admin of the tenant unless said otherwise. */
interface Asked {
  tenant?: string;
  person?: Partial<Person>;
  channel?: string;
  /** Text files, by the name under which the question may ask for them. */
  files?: Record<string, string>;
  inReply?: true;
}

/** A desk with the real commands, and what is shown to whoever asks. */
export interface TestDesk extends Desk {
  clock: ReturnType<typeof handClock>;
  /** Where it computes: what it has computed is not computed again for whoever asks the same. */
  threads: CommandContext['threads'];
  /** `text`: all of the answer; `shown`: what is posted of it at first. */
  ask(text: string, asked?: Asked): Promise<{ reply: Reply; text: string; shown: string }>;
}

/** `reference`: every request is refused at once. `live`: all sources at these addresses. */
type TestMarketOptions = 'reference' | { urls: Record<string, string>; clock: ReturnType<typeof handClock> };

/** Of all the desks of a test file: a thread takes longer to start than most questions to answer. */
const threads = computedOnce(openThreads());

const SLOWER = 20;
/** Of all of them too: starting to paint takes longer than a picture, and here a slow machine misses none. */
const painter = paintedOnce(createPainter({ later: (action, ms) => setLater(action, ms * SLOWER) }));

/** Opens a desk on a clock held by hand, with ids that count up. What the desk logs as an error fails the question. */
export function openTestDesk({
  market = 'reference',
  dataDirectory = newDirectory(),
  database = elsewhere(dataDirectory),
  log,
  onStop,
  sheetAt = () => undefined,
  model = {},
}: {
  market?: TestMarketOptions;
  dataDirectory?: string;
  /** Opened by the test, which may do to it what a disk would. */
  database?: Database;
  /** For a test in which an error is expected. */
  log?: Log;
  /** Runs after the desk has stopped, as the market that it asks may. */
  onStop?: () => Promise<void>;
  /** Where the desk says that its sheet is. */
  sheetAt?: () => string | undefined;
  /** The variables of a language model, which alone is reached then. */
  model?: Record<string, string>;
} = {}): TestDesk {
  const offline = market === 'reference';
  const clock = offline ? handClock() : market.clock;
  const faults: unknown[] = [];
  let answers = 0;
  let questions = 0;
  let secrets = 0;
  const desk = openDesk({
    config: readConfig({ DATA_DIR: dataDirectory, ...(offline ? {} : market.urls), ...model }, adapters),
    commands,
    version: '0.0.0',
    now: clock.now,
    fetch: (at, init) =>
      offline && !(model.LLM_URL && String(at).startsWith(model.LLM_URL))
        ? refuseConnection(at)
        : fetch(at, init),
    random: () => 0.5,
    newId: () => `a${++answers}`,
    newSecret: () => String(++secrets).padStart(43, 'x'),
    log: log ?? collecting(faults),
    sheet: { at: sheetAt, file: async (fragment) => `<!doctype html><p>${fragment}</p>` },
    threads,
    painter,
    ...(database && { database }),
  });
  onTestFinished(async () => {
    await desk.stop();
    await onStop?.();
  });
  return {
    ...desk,
    clock,
    threads: { compute: threads.compute, simulate: simulator(threads) },
    async ask(text, asked = {}) {
      const reply = await desk.bot.handle(incoming({ id: `q${++questions}`, text, ...asked }));
      if (faults.length > 0) throw faults[0];
      if (reply === undefined) throw new Error(`“${text}” was taken for a question asked before`);
      const now = clock.now();
      const plain = (said: Reply) => renderPlain({ reply: said, now, width: 80 });
      // Made when it is looked at: of thousands of answers nobody looks at both.
      return {
        reply,
        get text() {
          return plain(inFull(reply));
        },
        get shown() {
          return plain(reply);
        },
      };
    },
  };
}

/** A log that keeps the errors alone: what a person is told of them says nothing. */
function collecting(faults: unknown[]): Log {
  const log: Log = {
    ...silentLog,
    error: (fields) => void faults.push('err' in fields ? fields.err : fields),
    child: () => log,
  };
  return log;
}

const refuseConnection: typeof fetch = () =>
  Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }));

function incoming({
  id,
  text,
  tenant = 'console:local',
  channel = 'terminal',
  person = {},
  files = {},
  inReply,
}: { id: string; text: string } & Asked): Incoming {
  return {
    id,
    address: { adapter: tenant.split(':')[0]!, tenant, channel },
    person: { id: 'operator', name: 'operator', standing: 'admin', roles: [], ...person },
    ask: { text },
    ...(inReply && { inReply }),
    attachment: async (name) => {
      if (name === undefined) return undefined;
      if (!Object.hasOwn(files, name)) throw new UserError(`There is no file “${name}”.`);
      return { name, text: files[name]! };
    },
  };
}
