import type { Reply } from '../../src/chat/reply.ts';
import type { Command } from '../../src/command.ts';
import type { SheetQuestion } from '../../src/sheet/question.ts';
import type { SheetMeans } from '../answer.ts';
import { csvOf } from './csv.ts';
import { save } from './save.ts';
import { workbookFile } from './workbook.ts';

/** What is asked and answered as a file is made; fetched when somebody wants one. */
interface Asked {
  question: SheetQuestion;
  command: Command;
  reply: Reply;
  threads: SheetMeans['threads'];
}

export function saveCsv({ question, reply }: Asked): void {
  save({ name: `${question.topic}.csv`, type: 'text/csv', content: csvOf(reply) });
}

/** Rejects as `answerQuestion` does. */
export async function saveWorkbook({ question, command, threads }: Asked): Promise<void> {
  const content = await workbookFile({ question, command, threads });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  save({ name: `${question.topic}.xlsx`, type, content });
}
