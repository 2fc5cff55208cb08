import { simulator } from './simulation.ts';
import { tasks } from './tasks.ts';
import type { Threads } from './threads.ts';

const compute = (async (name: keyof typeof tasks, asked: never) =>
  (tasks[name] as (asked: never) => unknown)(asked)) as Threads['compute'];

/** What threads compute, computed on the spot, where nobody else waits meanwhile. */
export const here = { compute, simulate: simulator({ count: 1, compute }) };
