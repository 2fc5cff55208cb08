/** What commands of the sheet see under the name of the package: the part of its surface that needs no server. */

export * as answers from '../src/answers/index.ts';
export * as leaseParameters from '../src/chat/leaseParameters/index.ts';
export * as parameters from '../src/chat/parameters/index.ts';
export { chartBlock } from '../src/chat/show/chart.ts';
export { combined, figure, metrics } from '../src/chat/show/figures.ts';
export { tableOf } from '../src/chat/show/tables.ts';
export * from '../src/chat.ts';
export { command } from '../src/command.ts';
export { memoize } from '../src/common/memoize.ts';
export * as economics from '../src/economics/index.ts';
