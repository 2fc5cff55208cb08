import type { CommandContext } from '../../src/command.ts';
import { simulator } from '../../src/compute/simulation.ts';
import { tasks } from '../../src/compute/tasks.ts';
import type { Threads } from '../../src/compute/threads.ts';

const compute = (async (name: keyof typeof tasks, asked: never) =>
  (tasks[name] as (asked: never) => unknown)(asked)) as Threads['compute'];

/** What threads compute, computed on the spot. */
export const coreThreads: CommandContext['threads'] = { compute, simulate: simulator({ count: 1, compute }) };
