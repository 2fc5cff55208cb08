/** The kinds of input that a command declares. */

export { billChange } from './billChange.ts';
export { calendarDay, calendarYear, month } from './calendar.ts';
export { type Change, change } from './change.ts';
export { choice, flag } from './choice.ts';
export { powerBlock, powerModes, reserveSale, type TunedMachine } from './contracts.ts';
export { count } from './count.ts';
export { duration } from './duration.ts';
export { file } from './file.ts';
export { type FleetRequest, fleet } from './fleet.ts';
export { fleetWords } from './fleetWords.ts';
export { grantee } from './grantee.ts';
export { binOf, machine, readMachine } from './machine.ts';
export { btcPrice, hashprice } from './marketMeasures.ts';
export * from './measures.ts';
export { newName } from './newName.ts';
export { numberList } from './numberList.ts';
export { siteName, siteNames } from './siteNames.ts';
export { rest, word } from './text.ts';
export { dayOfWeek, daysOfWeek, timeOfDay } from './timeOfDay.ts';
export { timeZone } from './timeZone.ts';
