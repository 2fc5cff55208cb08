import type { Figure, Part, Step } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { day, exact, fixed } from '../../chat/show/numerals.ts';
import { addMonths, type Hashprice, hashprice, type Site, siteEconomics } from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { MeteredMonth, StoredTariff } from '../../tariffs/index.ts';
import { knownMonths } from '../market/monthMeans.ts';
import { viewMarket } from '../market/view.ts';
import { meteredMwh } from './meteredMwh.ts';
import { billMetrics } from './metrics.ts';

/**
 * A month's revenue by the site's own model before the pool's fee, of which a host takes a share, and at which hashprice; of a
 * metered month on the energy that was used: machines that stand still earn nothing.
 */
export interface HostedRevenue {
  hashratePhPerS: number;
  /** 0…1: a PPS pool keeps the transaction fees. */
  paidShare: number;
  days: number;
  /** What the meter read of the month, of what the model would use (MWh); undefined where it is not metered. */
  used?: { meteredMwh: number; modelMwh: number } | undefined;
  usd: number;
  hashprice: MonthsHashprice;
}

interface MonthsHashprice {
  value: Hashprice;
  /** `the mean of September 2025` */
  words: string;
  from: Provenance;
}

/** Undefined where no host takes a share. */
export async function hostedRevenue(asked: {
  site: Site;
  month: string;
  tariffs: readonly StoredTariff[];
  metered: readonly MeteredMonth[];
  context: { market: { snapshot: () => Promise<MarketSnapshot> } };
}): Promise<HostedRevenue | undefined> {
  const { site, month, tariffs, metered, context } = asked;
  if (!isHosted(tariffs)) return undefined;
  const hashprice = hashpriceOf({ month, snapshot: await context.market.snapshot() });
  const model = siteEconomics({ site, hashprice: hashprice.value });
  const { hashratePhPerS, revenueUsdPerDay } = model;
  const days = (Date.parse(addMonths({ month, months: 1 })) - Date.parse(month)) / DAY_MS;
  const paidShare = site.poolScheme === 'PPS' ? hashprice.value.subsidyShare : 1;
  const meter = metered.find((one) => one.month === month);
  const used = meter && { meteredMwh: meteredMwh(meter), modelMwh: model.energyMwhPerDay * days };
  const usedShare = used === undefined ? 1 : used.meteredMwh / used.modelMwh;
  const usd = revenueUsdPerDay * days * usedShare;
  return { hashratePhPerS, paidShare, days, used, usd, hashprice };
}

const DAY_MS = 86_400_000;

/** The mean of the month where it is known, else what there is now. */
function hashpriceOf({ month, snapshot }: { month: string; snapshot: MarketSnapshot }): MonthsHashprice {
  const known = knownMonths(snapshot).find((one) => one.month === month);
  if (known === undefined) {
    const { hashprice: value, from } = viewMarket({ snapshot });
    const words = `as it is now, since no mean of ${monthWords(month)} is known`;
    return { value, words, from: from.hashprice };
  }
  const { means, partial, source, observedAt } = known;
  const value = { ...hashprice(means), usdPerPhDay: means.hashpriceUsdPerPhDay };
  const words = `the mean of ${monthWords(month)}${partial === undefined ? '' : ` (${partial})`}`;
  return { value, words, from: { source, observedAt } };
}

/** Whether a host takes a share of revenue or profit by any of these tariffs. */
export const isHosted = (tariffs: readonly StoredTariff[]): boolean =>
  tariffs.some(({ tariff }) => tariff.charges.some(({ kind }) => kind === 'hosting'));

/** `The host’s share is of what the model earns before the pool’s fee, at $52.16/PH/day, the mean of Sep 2025 (daily history, 1 Oct 2025).` */
export function hostedParts(of: HostedRevenue): Part[] {
  const { words, from } = of.hashprice;
  const used =
    of.used === undefined
      ? ''
      : ` on the energy that was metered, ${mwh(of.used.meteredMwh)} of its ${mwh(of.used.modelMwh)} MWh,`;
  return [
    `The host’s share is of what the model earns${used} before the pool’s fee, at `,
    hashpriceFigure(of),
    `, ${words} (${from.source}, ${day(from.observedAt)}).`,
  ];
}

const mwh = (value: number): string => fixed(value, 0);

const hashpriceFigure = ({ hashprice: { value, words, from } }: HostedRevenue): Figure =>
  figure({ metric: 'hashpriceUsdPerPhDay', value: value.usdPerPhDay, subject: words, from });

/** How that revenue comes about. */
export function hostedStep({
  of,
  from,
  subject,
}: {
  of: HostedRevenue;
  from: Provenance;
  subject: string;
}): Step {
  const { hashratePhPerS, paidShare, days, used, usd, hashprice } = of;
  const { usdPerPhDay } = hashprice.value;
  const [paid, paidNumber] =
    paidShare === 1 ? ['', ''] : [' × subsidy share (PPS pays no fees)', ` × ${exact(paidShare)}`];
  const usedNumber = used === undefined ? '' : ` × ${exact(used.meteredMwh)} ÷ ${exact(used.modelMwh)}`;
  const energy = (of: string, value: number) =>
    figure({ own: billMetrics, metric: 'powerUsedMwh', value, subject: of, from });
  return {
    result: figure({
      own: billMetrics,
      metric: 'hostedRevenueUsd',
      value: usd,
      subject,
      from: hashprice.from,
    }),
    formula: `revenue before the pool’s fee = hashrate × hashprice (${hashprice.words})${paid} × days of the month${used === undefined ? '' : ' × metered energy ÷ energy of the model'}`,
    inputs: [
      figure({ metric: 'hashratePhPerS', value: hashratePhPerS, subject, from }),
      hashpriceFigure(of),
      figure({ own: billMetrics, metric: 'billedDays', value: days, subject: 'the month', from }),
      ...(used === undefined
        ? []
        : [energy('metered', used.meteredMwh), energy('by the model', used.modelMwh)]),
    ],
    arithmetic: `${exact(hashratePhPerS)} × ${exact(usdPerPhDay)}${paidNumber} × ${days}${usedNumber} = ${exact(usd)}`,
  };
}
