import type { Block, Figure } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { isSplit } from './priced.ts';
import { costsNotGiven, type SiteCase } from './question.ts';

/** The three levels of cost per BTC, each with what it holds, and how a headline says that. */
export const costLevels = [
  { key: 'direct', metric: 'costPerBtcDirectUsd', short: 'direct', holds: 'power', holding: 'in power' },
  { key: 'cash', metric: 'costPerBtcCashUsd', short: 'cash', holds: 'all cash costs', holding: 'in cash' },
  {
    key: 'allIn',
    metric: 'costPerBtcAllInUsd',
    short: 'all-in',
    holds: 'with depreciation and stock compensation',
    holding: 'all in',
  },
] as const;
type Level = (typeof costLevels)[number];

/** Cost per BTC at one level; undefined when the site lacks an input for it. */
export function costFigure({ of, level }: { of: SiteCase; level: Level }): Figure | undefined {
  const cost = of.economics.costPerBtc[level.key];
  if ('missing' in cost) return undefined;
  return figure({ metric: level.metric, value: cost.usd, subject: of.subject, from: of.from });
}

/** Cost per BTC at the levels that are known, and which inputs the others lack. */
export function costBlocks({ of }: { of: SiteCase }): Block[] {
  const figures = costLevels.map((level) => costFigure({ of, level })).filter((it) => it !== undefined);
  return [{ kind: 'figures', figures }, ...missingCosts({ of })];
}

/** Which inputs keep a level of cost per BTC unknown, and what margin and breakevens are without. */
export function missingCosts({ of }: { of: SiteCase }): Block[] {
  const without = costsNotGiven(of);
  const margin =
    without.length > 0 ? [`Margin and breakevens are without ${without.join(', ')}: not given.`] : [];
  const sentences = [`Cash costs hold ${costsHeld(of).join(', ')}.`, ...margin, ...unknownLevels(of)];
  return [{ kind: 'note', tone: 'info', parts: [sentences.join(' ')] }];
}

/** Which inputs keep a level of cost per BTC unknown; nothing where all are known. */
export function levelsNotKnown({ of }: { of: SiteCase }): Block[] {
  const sentences = unknownLevels(of);
  return sentences.length === 0 ? [] : [{ kind: 'note', tone: 'info', parts: [sentences.join(' ')] }];
}

const unknownLevels = ({ economics }: SiteCase): string[] =>
  costLevels.flatMap(({ key, short, holds }) => {
    const cost = economics.costPerBtc[key];
    return 'missing' in cost
      ? [`Cost per BTC, ${short} (${holds}): not known without ${cost.missing.join(', ')}.`]
      : [];
  });

/** What a day's cash costs are made of: the pool's fee too, so that revenue less them is the margin. */
function costsHeld({ question }: SiteCase): string[] {
  const { site } = question;
  const demand = isSplit(question) ? 'the rest of the power bill' : 'demand charge';
  return [
    'pool fee',
    'energy',
    ...(site.demandChargeUsdPerKwMonth === undefined ? [] : [demand]),
    ...((site.otherOperatingUsdPerMwh ?? site.otherOperatingUsdPerMonth) === undefined
      ? []
      : ['other operating cost']),
    ...(site.sgaUsdPerMonth === undefined ? [] : ['SG&A']),
    ...(site.interestUsdPerMonth === undefined ? [] : ['interest']),
  ];
}
