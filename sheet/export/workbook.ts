import type { Workings } from '../../src/answers/workings.ts';
import type { Command } from '../../src/command.ts';
import { UserError } from '../../src/common/errors.ts';
import { here } from '../../src/compute/here.ts';
import { fromFragment } from '../../src/sheet/fragment.ts';
import type { SheetQuestion } from '../../src/sheet/question.ts';
import { workbookOf } from '../../src/workbook/workbook.ts';
import { answerQuestion, type SheetMeans } from '../answer.ts';

/** Neither a band nor a verdict is part of a workbook: as few paths as there may be. */
const FEWEST_PATHS = '100';

/** The XLSX file of a question, in whose cells its answer is computed anew. Rejects as `answerQuestion` does. */
export async function workbookFile(asked: {
  question: SheetQuestion;
  command: Command;
  threads: SheetMeans['threads'];
}): Promise<Uint8Array<ArrayBuffer>> {
  const { question, ...means } = asked;
  const options = { ...question.options, ...(asked.command.parameters.paths && { paths: FEWEST_PATHS }) };
  let workings: Workings | undefined;
  const take = (handed: Workings) => {
    workings = handed;
  };
  const reply = await answerQuestion({ ...means, question: { ...question, options }, workings: take });
  if (!workings)
    throw new UserError(
      `Of ${question.topic} there is no workbook. All of its figures are in the CSV of its sheet.`,
    );
  return workbookOf({ reply, workings });
}

/** The XLSX file of the question of a link, computed on the spot. Rejects with UserError. */
export async function workbookBehind(asked: {
  fragment: string;
  commands: readonly Command[];
}): Promise<Uint8Array<ArrayBuffer>> {
  const question = await fromFragment(asked.fragment);
  const command = asked.commands.find(({ name }) => name === question.topic);
  if (!command) throw new Error(`There is no command ${question.topic}.`);
  return workbookFile({ question, command, threads: here });
}
