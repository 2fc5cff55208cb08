/** Run or stop: which machines of a site run in which hours of a day. */
export { dispatchAnswer, dispatchNotes } from './answer.ts';
export type { DispatchDay } from './decided.ts';
export { dispatchMetrics } from './metrics.ts';
export { peaksAnswer } from './peaks.ts';
export { peakWorth, USUAL_STOPS } from './peakWorth.ts';
