import { UserError } from '../src/common/errors.ts';
import { reference } from '../src/market/reference.ts';
import { fromFragment } from '../src/sheet/fragment.ts';
import type { SheetMarket } from '../src/sheet/market.ts';
import { readQuestion, type SheetQuestion } from '../src/sheet/question.ts';
import { demoSites } from '../src/sites/demo.ts';

/** The question that the page begins with, and why that is not the one it was opened for. */
export interface First {
  question: SheetQuestion;
  problem?: string;
}

/** The question of the link; else the one written into the page; else profit of the demo site. */
export async function firstQuestion(asked: {
  fragment: string;
  embedded: string;
  /** The market as the server of the page knows it, where one does. */
  market: () => Promise<unknown>;
}): Promise<First> {
  const { fragment, embedded } = asked;
  try {
    if (fragment.length > 1) return { question: await fromFragment(fragment) };
    if (embedded.trim() !== '') return { question: await fromFragment(embedded.trim()) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { question: exampleAt(builtInMarket), problem: error.message };
  }
  return { question: await exampleNow(asked.market) };
}

/** Whatever the server says is read as a link is: what cannot be used leaves the built-in market. */
async function exampleNow(market: () => Promise<unknown>): Promise<SheetQuestion> {
  try {
    return readQuestion({ ...exampleAt(builtInMarket), market: await market() });
  } catch {
    return exampleAt(builtInMarket);
  }
}

const exampleAt = (market: SheetMarket): SheetQuestion => ({
  topic: 'profit',
  options: { site: 'demo' },
  sites: [{ site: demoSites[0]!, demo: true }],
  market,
});

const { source, observedAt } = reference;
const from = { source, observedAt, state: 'reference' as const };
const builtInMarket: SheetMarket = {
  now: observedAt,
  basis: 'reference',
  notice: 'The market is the built-in reference data of January 2026.',
  priceUsd: { value: reference.priceUsd, ...from },
  chain: { value: reference.chain, ...from },
  fees: { value: reference.fees, ...from },
};
