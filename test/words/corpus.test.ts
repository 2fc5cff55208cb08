import { expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { findCommand, readArguments } from '../../src/chat/read/parse.ts';
import { demoSites } from '../../src/sites/demo.ts';
import { corpus, everyQuestion, OTHERS, ownSites, talks } from './corpus.ts';

const sites = [...ownSites, ...demoSites.map(({ name }) => name)];

it('every command of the corpus is one that the desk reads', () => {
  const lines = [...everyQuestion(), ...talks().flat()].flatMap(({ lines, offered }) => [
    ...lines,
    ...offered,
  ]);
  const refused = lines.flatMap((line) => {
    try {
      const { command, rest } = findCommand(line, commands);
      readArguments({ command, text: rest, lookup: { sites } });
      return [];
    } catch (error) {
      return [`${line}: ${String(error)}`];
    }
  });
  expect(refused).toEqual([]);
});

it('a corpus holds each question once, a third of it for testing alone', () => {
  const { asked, held } = corpus();
  // Two who do not know of each other may ask the same.
  for (const of of [asked, ...OTHERS.map((file) => corpus(file).asked)]) {
    const questions = of.map(({ question }) => question);
    expect(questions.filter((question, at) => questions.indexOf(question) < at)).toEqual([]);
  }
  expect(asked.length).toBeGreaterThan(600);
  expect(held.length / asked.length).toBeGreaterThan(0.3);
  expect(talks().length).toBeGreaterThanOrEqual(20);
});
