/** What one exchange says. */
export interface Quote {
  source: string;
  priceUsd: number;
}

/** The price that follows from several quotes. */
export interface AgreedPrice {
  priceUsd: number;
  /** At least two sources within 1 % of each other, and no equally large group that says otherwise. */
  confirmed: boolean;
  /** Names of the sources whose median it is, in the order given. */
  sources: string[];
  /** Quotes that are far from it; the reason continues “Kraken dropped:”. */
  dropped: { source: string; reason: string }[];
  /** Why it is unconfirmed, and what was said; absent where it is confirmed. */
  doubt?: { why: string; said: string };
}

/** Prices that differ by no more than this fraction agree. */
export const AGREEMENT = 0.01;

/**
 * The median of the largest group of quotes that lie within 1 % of each other; the median of all, unconfirmed,
 * where there is no such group or two that share no quote. Undefined without quotes.
 */
export function agreePrice(quotes: readonly Quote[]): AgreedPrice | undefined {
  if (quotes.length === 0) return undefined;
  const [best, ...rivals] = largestGroups(quotes);
  const divided = rivals.some((rival) => !rival.some((quote) => best!.includes(quote)));
  if (best!.length < 2 || divided) return unconfirmed(quotes);
  const priceUsd = median(best!);
  const dropped = quotes.filter((quote) => !best!.includes(quote));
  return {
    priceUsd,
    confirmed: true,
    sources: names(quotes, best!),
    dropped: dropped.map(dropReason(priceUsd)),
  };
}

/** Groups within 1 % of their lowest quote that are as large as any, the tightest first. */
function largestGroups(quotes: readonly Quote[]): Quote[][] {
  const sorted = quotes.toSorted((a, b) => a.priceUsd - b.priceUsd || (a.source < b.source ? -1 : 1));
  const groups = sorted.map((lowest, at) =>
    sorted.slice(at).filter(({ priceUsd }) => priceUsd <= lowest.priceUsd * (1 + AGREEMENT)),
  );
  const size = Math.max(...groups.map((group) => group.length));
  const spread = (group: Quote[]) => group.at(-1)!.priceUsd / group[0]!.priceUsd;
  return groups.filter((group) => group.length === size).sort((a, b) => spread(a) - spread(b));
}

function unconfirmed(quotes: readonly Quote[]): AgreedPrice {
  const said = quotes.map(({ source, priceUsd }) => `${source} ${showUsd(priceUsd)}`).join(', ');
  const why = quotes.length === 1 ? `${quotes[0]!.source} alone answered` : `sources disagree (${said})`;
  return {
    priceUsd: median(quotes),
    confirmed: false,
    sources: names(quotes, quotes),
    dropped: [],
    doubt: { why, said },
  };
}

const names = (quotes: readonly Quote[], chosen: readonly Quote[]) =>
  quotes.filter((quote) => chosen.includes(quote)).map(({ source }) => source);

function median(quotes: readonly Quote[]): number {
  const prices = quotes.map(({ priceUsd }) => priceUsd).sort((a, b) => a - b);
  const middle = prices.length >> 1;
  return prices.length % 2 === 1 ? prices[middle]! : (prices[middle - 1]! + prices[middle]!) / 2;
}

const dropReason =
  (agreedUsd: number) =>
  ({ source, priceUsd }: Quote) => {
    const percent = (Math.abs(priceUsd / agreedUsd - 1) * 100).toFixed(1);
    const side = priceUsd > agreedUsd ? 'above' : 'below';
    return {
      source,
      reason: `${showUsd(priceUsd)} is ${percent}% ${side} the price that the others agree on`,
    };
  };

const showUsd = (usd: number) => `$${usd.toLocaleString('en-US', { maximumFractionDigits: 2 })}`;
