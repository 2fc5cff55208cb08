export { type Question, type Reading, readQuestion } from './read.ts';
