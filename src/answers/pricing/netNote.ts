import type { Block } from '../../chat/reply.ts';
import type { BillBooks } from '../bill/question.ts';
import { isKept } from '../site/priced.ts';
import type { SiteQuestion } from '../site/question.ts';

/**
 * What power costs net of credits, for an answer of a site as it is kept, whose own price, that of today too, is before them:
 * of the last month of the past year that has credits; nothing where none has. @throws UserError
 */
export async function netNote(asked: { question: SiteQuestion; context: BillBooks }): Promise<Block[]> {
  const { question, context } = asked;
  if (!isKept(question) || question.changed.length > 0) return [];
  const { site, power } = question;
  const month = await context.credits.lastMonth({ site: site.name });
  if (month === undefined) return [];
  // The sheet, which holds no ledger, never fetches it.
  const { netLine } = await import('../bill/credits.ts');
  return [await netLine({ site, ownUsdPerMwh: power?.ownUsdPerMwh, context, month })];
}
