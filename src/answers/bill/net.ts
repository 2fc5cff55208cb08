import type { Part, Step } from '../../chat/reply.ts';
import { combined, figure, type Provenance } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import type { Credit } from '../../credits/index.ts';
import { type Bill, netOfCreditsUsdPerMwh, type Site, soldBack } from '../../economics/index.ts';
import {
  type BillQuestion,
  type ComputedBill,
  computeBill,
  siteDrawKw,
  statedSoldBackUsd,
} from './computed.ts';
import { meteredMwh } from './meteredMwh.ts';
import { billMetrics } from './metrics.ts';
import { billQuestion, type MonthOfSite, monthBounds } from './question.ts';

/** What a month's power cost and what the site was paid for not using it. */
export interface NetPower {
  site: Site;
  month: string;
  /** The bill that it is computed from; without one, power is the site's own price on what it used, and its demand charge. */
  billed?: { question: BillQuestion; computed: ComputedBill } | undefined;
  /** As they were typed, those that were removed among them. */
  credits: readonly Credit[];
  /** What a block was sold back for by the bill; undefined where none was. `counts`: nobody typed one. */
  sold?: { usd: number; mwh: number; counts: boolean } | undefined;
  creditsUsd: number;
  /** Before credits, as if nothing had been sold back; undefined where something of the bill is not known. */
  powerUsd: number | undefined;
  /** What the other lines of the bill are less for what was sold back, as typed where it was; negative where they are more. */
  savedUsd?: number | undefined;
  usedMwh: number;
  /** Undefined where that is not known, or nothing was used. */
  usdPerMwh: number | undefined;
}

/** A month of a site with its bill, where it has a tariff, and its credits. @throws UserError */
export async function netPower(asked: MonthOfSite): Promise<NetPower> {
  const { site, month, context } = asked;
  const question = await billQuestion(asked);
  const computed = question && (await computeBill({ question, compute: context.threads.compute }));
  if (question && computed) return netOfBill({ question, computed });
  const credits = await context.credits.ofMonth({ site: site.name, month });
  const [metered] = await context.tariffs.metered({ site: site.name, from: month, to: month });
  const usedMwh = metered ? meteredMwh(metered) : modelMwh(asked);
  const demandUsd = (site.demandChargeUsdPerKwMonth ?? 0) * siteDrawKw(site);
  return net({ site, month, credits, usedMwh, powerUsd: site.powerPriceUsdPerMwh * usedMwh + demandUsd });
}

/** The same of a bill that is computed. A typed credit for a block stands for what the bill computes. */
export function netOfBill(asked: { question: BillQuestion; computed: ComputedBill }): NetPower {
  const { question, computed } = asked;
  const { site, month, credits } = question;
  const { bill } = computed;
  const sold = soldBack(bill);
  return net({
    ...{ site, month, credits, billed: { question, computed } },
    ...(sold.mwh > 0 && { sold: { ...sold, counts: statedSoldBackUsd(question) === undefined } }),
    powerUsd: unknownOf(bill).length > 0 ? undefined : bill.beforeSoldBackUsd,
    savedUsd: bill.soldBackSavesUsd,
    usedMwh: bill.energyKwh / 1000,
  });
}

/** What of a month's bill is not known: charges, and hours that the meter did not read. */
export function unknownOf({ missing, hours, monthHours }: Bill): string[] {
  const unread = monthHours - hours;
  return unread < 0.01
    ? [...missing]
    : [
        ...missing,
        `what the meter would read in ${exact(Math.round(unread * 4) / 4)} of ${monthHours} hours`,
      ];
}

function net(of: Omit<NetPower, 'creditsUsd' | 'usdPerMwh'>): NetPower {
  const typed = of.credits.filter(({ removed }) => !removed).map(({ usd }) => usd);
  const all = [...typed, ...(of.sold?.counts ? [of.sold.usd] : [])];
  const creditsUsd = cents(all.reduce((sum, usd) => sum + usd, 0));
  const { powerUsd, savedUsd = 0, usedMwh } = of;
  const usdPerMwh =
    powerUsd === undefined
      ? undefined
      : netOfCreditsUsdPerMwh({ powerUsd: powerUsd - savedUsd, creditsUsd, usedMwh });
  return { ...of, creditsUsd, usdPerMwh };
}

const cents = (usd: number): number => Math.round(usd * 100) / 100;

function modelMwh({ site, month }: Pick<MonthOfSite, 'site' | 'month'>): number {
  const { from, to } = monthBounds({ site, month });
  return ((siteDrawKw(site) * site.uptime) / 1000) * ((to - from) / 3_600_000);
}

/** Whether there is anything to be net of. */
export const hasCredits = ({ credits, sold }: NetPower): boolean =>
  sold !== undefined || credits.some(({ removed }) => !removed);

/** Where the figures of a month's credits come from, beside those of its power. */
function creditsFrom({ site, credits }: NetPower, power: Provenance): Provenance {
  if (credits.length === 0) return power;
  const observedAt = Math.max(...credits.map(({ enteredAt }) => enteredAt));
  return combined([power, { source: `credits of ${site.name}`, observedAt }]);
}

/** What each of its figures is, with its source. */
export function netFigures(of: NetPower, power: Provenance) {
  const from = creditsFrom(of, power);
  const own = { own: billMetrics, subject: `${of.site.name}, ${of.month}`, from };
  const { creditsUsd, powerUsd, savedUsd = 0, usedMwh, usdPerMwh } = of;
  return {
    credits: figure({ ...own, metric: 'creditsUsd', value: creditsUsd }),
    used: figure({ ...own, metric: 'powerUsedMwh', value: usedMwh }),
    ...(savedUsd !== 0 && {
      saved: figure({ ...own, metric: 'creditsSavedUsd', value: Math.abs(savedUsd) }),
    }),
    ...(powerUsd !== undefined && {
      power: figure({ ...own, metric: 'powerBeforeCreditsUsd', value: powerUsd }),
    }),
    ...(powerUsd !== undefined &&
      usdPerMwh !== undefined && {
        net: figure({ ...own, metric: 'powerNetOfCreditsUsdPerMwh', value: usdPerMwh }),
        before: figure({ ...own, metric: 'powerBeforeCreditsUsdPerMwh', value: powerUsd / usedMwh }),
      }),
  };
}

/** `Net of $12,000.00 in credits, with $750.00 that selling back saves in other lines of the bill: $51.60/MWh; before them $51.79/MWh.` */
export function netWords(of: NetPower, power: Provenance): Part[] {
  const { credits, net: after, before, saved } = netFigures(of, power);
  if (after === undefined || before === undefined)
    return [
      credits,
      ` in credits; ${of.powerUsd === undefined ? 'the bill is not known in full' : 'no energy was used'}.`,
    ];
  const other: Part[] =
    saved === undefined
      ? []
      : [
          ', with ',
          saved,
          ` that selling back ${of.savedUsd! > 0 ? 'saves in' : 'adds to'} other lines of the bill`,
        ];
  return ['Net of ', credits, ' in credits', ...other, ': ', after, '; before them ', before, '.'];
}

export function netStep(of: NetPower, from: Provenance): Step[] {
  const { credits, power, used, net: result, saved } = netFigures(of, from);
  if (result === undefined || power === undefined) return [];
  const [sign, verb] = (of.savedUsd ?? 0) < 0 ? ['+', 'adds to'] : ['−', 'saves in'];
  const [other, otherNumber] =
    saved === undefined
      ? ['', '']
      : [` ${sign} what selling back ${verb} other lines`, ` ${sign} ${exact(saved.value)}`];
  return [
    {
      result,
      formula: `net of credits = (cost before credits − credits${other}) ÷ energy used`,
      inputs: [power, credits, ...(saved === undefined ? [] : [saved]), used],
      arithmetic: `(${exact(power.value)} − ${exact(of.creditsUsd)}${otherNumber}) ÷ ${exact(of.usedMwh)} = ${exact(result.value)}`,
    },
  ];
}
