import type { Figure, Part, Step } from '../../chat/reply.ts';
import { figure, type Metric, type Provenance } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { attributeHashpriceChange, type HashpriceParts } from '../../economics/index.ts';
import type { DailyRow } from '../../market/contract.ts';
import { rowBefore } from './changes.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

const DAY_MS = 86_400_000;

/** What changed over some days and why: a sentence, and the arithmetic behind it. */
export interface ChangeReason {
  parts: Part[];
  steps: Step[];
}

/** How hashprice moved over `days`, and how much of it came from price, difficulty, and fees and subsidy. */
export function hashpriceChange({ view, days }: { view: MarketView; days: number }): ChangeReason {
  const span = days === 1 ? '1 day' : `${days} days`;
  const row = rowBefore({ history: view.snapshot.history, now: view.snapshot.now, days });
  const before = row && partsOf(row);
  if (row === undefined || before === undefined)
    return {
      parts: [`Why hashprice moved over ${span} is not known: there is no history of that day.`],
      steps: [],
    };
  const { parts, figures } = hashpriceMove({
    before,
    after: view.hashprice,
    span,
    from: view.from.hashprice,
  });
  return { parts, steps: steps({ view, row, before, figures, span }) };
}

/**
 * A move of hashprice in a sentence, the same wherever it is told: what came from each part that moved adds up to the
 * whole, and beside it stands how the part itself moved.
 */
export function hashpriceMove(asked: {
  before: HashpriceParts;
  after: HashpriceParts;
  /** `24 h` */
  span: string;
  from: Provenance;
}): { parts: Part[]; figures: Figures } {
  const { before, after, span, from } = asked;
  const change = attributeHashpriceChange({ before, after });
  const of = (metric: Metric, value: number): Figure => figure({ metric, value, subject: span, from });
  const own = (metric: Metric, part: 'priceUsd' | 'difficulty') =>
    of(metric, (after[part] / before[part] - 1) * 100);
  const figures = {
    whole: of('hashpriceChangePercent', change.percent),
    price: of('hashpriceChangeFromPricePercent', change.fromPricePercent),
    ownPrice: own('btcPriceChangePercent', 'priceUsd'),
    difficulty: of('hashpriceChangeFromDifficultyPercent', change.fromDifficultyPercent),
    ownDifficulty: own('difficultyChangePercent', 'difficulty'),
    reward: of('hashpriceChangeFromRewardPercent', change.fromRewardPercent),
  };
  return { parts: sentence({ span, ...figures }), figures };
}

/** Undefined where a day of history lacks one of them. */
function partsOf({ hashpriceUsdPerPhDay, priceUsd, difficulty }: DailyRow): HashpriceParts | undefined {
  if (hashpriceUsdPerPhDay === undefined || priceUsd === undefined || difficulty === undefined)
    return undefined;
  return { usdPerPhDay: hashpriceUsdPerPhDay, priceUsd, difficulty };
}

type Figures = Record<'whole' | 'price' | 'ownPrice' | 'difficulty' | 'ownDifficulty' | 'reward', Figure>;

function sentence({ span, ...of }: Figures & { span: string }): Part[] {
  const reasons: Part[][] = [
    [of.price, ' from the BTC price (', of.ownPrice, ')'],
    [of.difficulty, ' from difficulty (', of.ownDifficulty, ')'],
    [of.reward, ' from fees and subsidy'],
  ];
  const told = reasons.filter((reason) => reason.some(isMove));
  const because = told.flatMap((reason, at) => [at === 0 ? ', of which ' : ', ', ...reason]);
  return [`Hashprice over ${span}: `, of.whole, ...because, '.'];
}

/** Whether something is left of a change once it is rounded. */
const isMove = (part: Part): boolean => typeof part !== 'string' && /[1-9]/.test(part.text);

function steps(asked: {
  view: MarketView;
  row: DailyRow;
  before: HashpriceParts;
  figures: Figures;
  span: string;
}): Step[] {
  const { view, row, before, figures, span } = asked;
  const { hashprice, price, difficulty } = marketInputs(view);
  const from: Provenance = { source: `history of ${row.day}`, observedAt: Date.parse(row.day) + DAY_MS };
  const subject = `${span} ago`;
  const was = {
    hashprice: figure({ metric: 'hashpriceUsdPerPhDay', value: before.usdPerPhDay, subject, from }),
    price: figure({ metric: 'btcPriceUsd', value: before.priceUsd, subject, from }),
    difficulty: figure({ metric: 'difficulty', value: before.difficulty, subject, from }),
  };
  const logOf = (now: Figure, then: Figure) => `ln(${exact(now.value)} ÷ ${exact(then.value)})`;
  const share = `${exact(figures.whole.value)} ÷ ${logOf(hashprice, was.hashprice)}`;
  return [
    {
      result: figures.whole,
      formula: 'change = (hashprice ÷ hashprice then − 1) × 100',
      inputs: [hashprice, was.hashprice],
      arithmetic: `(${exact(hashprice.value)} ÷ ${exact(was.hashprice.value)} − 1) × 100 = ${exact(figures.whole.value)}`,
    },
    {
      result: figures.price,
      formula: 'from price = change × ln(price ÷ price then) ÷ ln(hashprice ÷ hashprice then)',
      inputs: [figures.whole, price, was.price],
      arithmetic: `${share} × ${logOf(price, was.price)} = ${exact(figures.price.value)}`,
    },
    {
      result: figures.difficulty,
      formula: 'from difficulty = change × ln(difficulty then ÷ difficulty) ÷ ln(hashprice ÷ hashprice then)',
      inputs: [figures.whole, difficulty, was.difficulty],
      arithmetic: `${share} × ${logOf(was.difficulty, difficulty)} = ${exact(figures.difficulty.value)}`,
    },
    {
      result: figures.reward,
      formula: 'from fees and subsidy = the change less what came from price and difficulty',
      inputs: [figures.whole, figures.price, figures.difficulty],
      arithmetic: `${exact(figures.whole.value)} − ${exact(figures.price.value)} − ${exact(figures.difficulty.value)} = ${exact(figures.reward.value)}`,
    },
  ];
}
