import type { Figure, Part } from '../../chat/reply.ts';
import { BUILT_IN_DEFAULT, combined, figure, type Metric, type Provenance } from '../../chat/show/figures.ts';
import { type Hashprice, type Site, type SiteEconomics, siteEconomics } from '../../economics/index.ts';
import type { PowerOfDay } from '../../power/index.ts';
import type { StoredSite } from '../../sites/book.ts';
import type { MarketView } from '../market/view.ts';
import { isSplit, type Priced, pricedFrom } from './priced.ts';

/** What an answer says of a reported price of power. */
export interface ReportedWords {
  /** After the price. */
  short(asked: { question: SiteQuestion }): Part[];
  whole(asked: { question: SiteQuestion }): Part[];
  /** The mean of the day that it counts with, `today’s mean of 12 min known`; undefined where it is the price in force. */
  mean(asked: { question: SiteQuestion }): string | undefined;
}

/** A site that someone asks about: stored, built in, or described in the question itself. */
export interface SiteQuestion {
  site: Site;
  /** Where its inputs come from: `site Rockdale`, `demo site`, `the question`. */
  source: string;
  /** Unix milliseconds of the last change; undefined when the site was described just now. */
  updatedAt?: number;
  demo: boolean;
  /** The site's own inputs that the question replaces. */
  changed: readonly (keyof Site)[];
  /** Inputs that nobody gave: they hold the built-in default. */
  defaults: readonly (keyof Site)[];
  /** What was reported of today's power where the question is about today; the site then has the day's price. */
  power?: PowerOfDay & { ownUsdPerMwh: number; words: ReportedWords };
  /** Which price of power the site was given in place of its own, or that it is its own. */
  priced?: Priced;
}

/** A question answered: the site's economics at one hashprice, with what its figures are called. */
export interface SiteCase {
  question: SiteQuestion;
  economics: SiteEconomics;
  hashprice: Hashprice;
  /** `Rockdale`, or `Rockdale after the halving`. */
  subject: string;
  from: Provenance;
}

export function questionAbout({ site, updatedAt, demo }: StoredSite): SiteQuestion {
  const source = demo ? `${site.name} (demo site, illustrative)` : `site ${site.name}`;
  return { site, source, demo, changed: [], defaults: [], ...(updatedAt === undefined ? {} : { updatedAt }) };
}

/** What an answer about a site is called: `Rockdale: profit (demo site, with the changes you asked for)`. */
export function titleOf({ question, topic }: { question: SiteQuestion; topic: string }): string {
  const remarks = [
    ...(question.demo ? ['demo site'] : []),
    ...(question.changed.length > 0 ? ['with the changes you asked for'] : []),
  ];
  return `${question.site.name}: ${topic}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`;
}

/** Computes a site at the view's hashprice, or at another one under another name. */
export function siteCase(asked: {
  question: SiteQuestion;
  view: MarketView;
  hashprice?: Hashprice;
  subject?: string;
}): SiteCase {
  const { question, view, hashprice = view.hashprice, subject = question.site.name } = asked;
  const { source, observedAt } = view.from.hashprice;
  const priceFrom = pricedFrom({ ...question, field: 'powerPriceUsdPerMwh' });
  const sources = [
    source,
    question.source,
    ...(question.power?.usdPerMwh === undefined ? [] : [question.power.source]),
    ...(priceFrom === undefined ? [] : [priceFrom.source]),
    ...(question.changed.length > 0 ? [THE_QUESTION] : []),
  ];
  return {
    question,
    hashprice,
    subject,
    economics: siteEconomics({ site: question.site, hashprice }),
    from: combined(sources.map((source) => ({ source, observedAt }))),
  };
}

/** The same question with a site of which some inputs are replaced; `typed` were said, whether they change anything or not. */
export function changedTo(asked: {
  question: SiteQuestion;
  site: Site;
  typed?: readonly (keyof Site)[];
}): SiteQuestion {
  const { question, site, typed = [] } = asked;
  const fields = Object.keys({ ...question.site, ...site }) as (keyof Site)[];
  const changed = fields.filter((field) => question.site[field] !== site[field]);
  return { ...question, site, changed: [...new Set([...question.changed, ...changed, ...typed])] };
}

/** Where one of the site's inputs comes from. */
export function inputSource({ question, field }: { question: SiteQuestion; field: keyof Site }): string {
  if (question.changed.includes(field)) return THE_QUESTION;
  if (reportedPower({ question, field })) return question.power!.source;
  const priced = pricedFrom({ ...question, field });
  if (priced !== undefined) return priced.source;
  return question.defaults.includes(field) ? BUILT_IN_DEFAULT : question.source;
}

/** Whether the input is a price that was reported, not the site's own. */
export const reportedPower = ({ question, field }: { question: SiteQuestion; field: keyof Site }): boolean =>
  field === 'powerPriceUsdPerMwh' && question.power?.usdPerMwh !== undefined;

/** Metrics that are read straight from the economics under the same name. */
export type SiteMetric = Metric & keyof SiteEconomics;

export function siteFigure({ of, metric }: { of: SiteCase; metric: SiteMetric }): Figure {
  const value = metric === 'cashCostUsdPerDay' ? cashCostsUsd(of) : (of.economics[metric] as number);
  const label = labelOf({ of, metric });
  return figure({ metric, value, subject: of.subject, from: of.from, ...(label !== undefined && { label }) });
}

/**
 * What a metric is called where its own label would say too much: by a tariff a price of power is that of one more MWh,
 * beside which the rest of the bill stays as it is, and `given` tells that costs were not given.
 */
export function labelOf(asked: { of: SiteCase; metric: Metric; given?: boolean }): string | undefined {
  const { of, metric, given = costsNotGiven(of).length > 0 } = asked;
  const onTariff = isSplit(of.question) ? ON_TARIFF[metric] : undefined;
  if (onTariff !== undefined)
    return given && metric in ON_COSTS_GIVEN ? `${onTariff}, costs given` : onTariff;
  return given ? ON_COSTS_GIVEN[metric] : undefined;
}

const ON_TARIFF: Partial<Record<Metric, string>> = {
  demandChargeUsdPerDay: 'Rest of the power bill',
  breakevenPowerPriceUsdPerMwh: 'Breakeven volumetric price',
};

/** What is called otherwise where the site has costs that nobody gave. */
const ON_COSTS_GIVEN: Partial<Record<Metric, string>> = {
  cashCostUsdPerDay: 'Cash costs given',
  marginUsdPerDay: 'Margin on costs given',
  breakevenPowerPriceUsdPerMwh: 'Breakeven power price, costs given',
  breakevenHashpriceUsdPerPhDay: 'Breakeven hashprice, costs given',
  breakevenBtcPriceUsd: 'Breakeven BTC price, costs given',
};

/** What a day costs in cash. The pool's fee is among it, so that revenue less this is the margin. */
export const cashCostsUsd = ({ economics }: SiteCase): number =>
  economics.cashCostUsdPerDay + economics.poolFeeUsdPerDay;

/** Which cash costs of the site nobody gave: its costs, margin and breakevens are without them. */
export function costsNotGiven({ economics }: SiteCase): readonly string[] {
  const { cash } = economics.costPerBtc;
  return 'missing' in cash ? cash.missing : [];
}

/** The source of what the question itself says. */
export const THE_QUESTION = 'the question';

const INPUTS = {
  powerPriceUsdPerMwh: (site) => site.powerPriceUsdPerMwh,
  pue: (site) => site.pue,
  uptimePercent: (site) => site.uptime * 100,
  poolFeePercent: (site) => site.poolFee * 100,
  otherOperatingUsdPerMwh: (site) => site.otherOperatingUsdPerMwh,
  otherOperatingUsdPerMonth: (site) => site.otherOperatingUsdPerMonth,
  demandChargeUsdPerKwMonth: (site) => site.demandChargeUsdPerKwMonth,
  sgaUsdPerMonth: (site) => site.sgaUsdPerMonth,
  interestUsdPerMonth: (site) => site.interestUsdPerMonth,
  stockCompensationUsdPerMonth: (site) => site.stockCompensationUsdPerMonth,
  capexUsd: (site) => site.capexUsd,
  depreciationYears: (site) => site.depreciationYears,
  interconnectMw: (site) => site.interconnectMw,
  grossMw: (site) => site.grossMw,
  energisedMw: (site) => site.energisedMw,
  firmMw: (site) => site.firmMw,
  grossToCritical: (site) => site.grossToCritical,
} satisfies Partial<Record<Metric, (site: Site) => number | undefined>>;

const FIELDS: Partial<Record<SiteInput, keyof Site>> = { uptimePercent: 'uptime', poolFeePercent: 'poolFee' };

export type SiteInput = keyof typeof INPUTS;
export const siteInputs = Object.keys(INPUTS) as SiteInput[];

/** One of the site's own inputs in the unit of its metric; undefined when the site does not have it. */
export function inputValue(asked: { question: SiteQuestion; input: SiteInput }): number | undefined {
  return INPUTS[asked.input](asked.question.site);
}

/** What a tariff's bill comes to beside its volumetric price, in the place of the site's demand charge. */
export const REST_PER_KW = 'Rest of the power bill, per kW';

/** One of the site's own inputs with its source and age; undefined when the site does not have it. */
export function inputFigure(asked: {
  question: SiteQuestion;
  input: SiteInput;
  now: number;
  subject?: string;
}): Figure | undefined {
  const { question, input, now, subject = question.site.name } = asked;
  const value = inputValue({ question, input });
  if (value === undefined) return undefined;
  const field = FIELDS[input] ?? (input as keyof Site);
  const source = inputSource({ question, field });
  const priced = reportedPower({ question, field }) ? question.power : pricedFrom({ ...question, field });
  const from = { source, observedAt: priced?.observedAt ?? question.updatedAt ?? now };
  const label = input === 'demandChargeUsdPerKwMonth' && priced ? REST_PER_KW : undefined;
  return figure({ metric: input, value, subject, from, ...(label !== undefined && { label }) });
}
