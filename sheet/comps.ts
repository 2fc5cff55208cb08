/** What only signed deals need, the team's own among them. */

export { default as comps } from '../commands/comps.ts';
export { checkLease } from '../src/sheet/lease.ts';
