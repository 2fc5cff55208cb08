import type { Block } from '../../chat/reply.ts';
import { addMonths, monthOfTime, type Site } from '../../economics/index.ts';
import type { BillBooks } from './question.ts';

/**
 * What power costs net of credits, for an answer whose own price is before them: of the last month of the past year that has
 * credits; nothing where none has. @throws UserError
 */
export async function netNote(asked: { site: Site; context: BillBooks }): Promise<Block[]> {
  const { site, context } = asked;
  const running = monthOfTime({ time: context.now() });
  const month = await context.credits.lastMonth({ site: site.name, until: running });
  if (month === undefined || month < addMonths({ month: running, months: -12 })) return [];
  // The sheet, which holds no ledger, never fetches it.
  const { netLine } = await import('./credits.ts');
  return [await netLine({ ...asked, month })];
}
