export { partyOf } from './deals.ts';
export { lineOf } from './last/changed.ts';
export { readFollowUp } from './last/followUp.ts';
export { type Reading, readQuestion } from './read.ts';
