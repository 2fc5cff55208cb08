export { lineOf, readFollowUp } from './followUp.ts';
export { type Reading, readQuestion } from './read.ts';
