/** Run or stop: which machines of a site run in which hours of a day. */
export { dispatchAnswer, planNote } from './answer.ts';
export { type DispatchDay, isWhole } from './decided.ts';
export { planToKeep } from './keep.ts';
export { knownDay } from './knownDay.ts';
export { type MeterDay, meterDay, onMarket, slotsOf } from './meterDay.ts';
export { dispatchMetrics } from './metrics.ts';
export { peaksAnswer } from './peaks.ts';
export { peakWorth, USUAL_STOPS } from './peakWorth.ts';
export { scoreNote, scoresAnswer } from './scores.ts';
