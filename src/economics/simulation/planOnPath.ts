import { taxUsd } from '../finance/tax.ts';
import { gpuMonths } from '../uses/gpuCloud.ts';
import {
  type LeaseEvents,
  type LeaseMonths,
  leaseMonths,
  type MoneyMonths,
  moneyMonths,
} from '../uses/lease.ts';
import type { Market } from './market.ts';
import { type Mined, mineOnPath } from './mineOnPath.ts';
import type { SimulatedBlock, SimulatedPlan } from './simulation.ts';

/** A plan along one path, month by month; the lease goes on after the horizon where it is late. */
export interface PlanMonths {
  /** After tax, what is mined and what is let. */
  miningUsd: Float64Array;
  conversionUsd: Float64Array;
}

/** What a path brings: a market, and what happens to each block's lease. */
export interface PathEvents {
  market: Market;
  leases: readonly LeaseEvents[];
  /** The GPU price at signature, as a factor. */
  gpuPriceFactor: number;
}

/** Series that are filled anew for every path: new ones would be most of the work. Profit is kept where it is taxed. */
export interface Workspace {
  taxPercent: number;
  mined: Mined;
  conversion: Mined;
  halls: MoneyMonths;
}

export function workspace({ plan, taxPercent }: { plan: SimulatedPlan; taxPercent: number }): Workspace {
  const months = plan.miningDiscount.length;
  const mined = (): Mined => ({
    cashUsd: new Float64Array(months),
    profitUsd: taxPercent > 0 ? new Float64Array(months) : undefined,
  });
  return { taxPercent, mined: mined(), conversion: mined(), halls: moneyMonths(months) };
}

interface Following {
  plan: SimulatedPlan;
  events: PathEvents;
  space: Workspace;
  /** As if nothing could be closed or renewed. */
  never?: boolean;
}

/** The months of a plan on a path, written into its workspace; `mined` where its mining is known already, before tax. */
export function planOnPath(asked: Following & { mined?: Mined | undefined }): PlanMonths {
  const { plan, events, space } = asked;
  const { conversion, halls, taxPercent } = space;
  const mined = asked.mined ?? minedOnPath(asked);
  empty(conversion);
  for (let at = 0; at < plan.blocks.length; at++) {
    const block = plan.blocks[at]!;
    const months = blockMonths({ block, events, lease: events.leases[at]!, into: halls });
    convert({ block, months, into: conversion });
  }
  payTax({ legs: [mined, conversion], taxPercent });
  return { miningUsd: mined.cashUsd, conversionUsd: conversion.cashUsd };
}

function minedOnPath({ plan, events, space: { mined }, never }: Following): Mined {
  empty(mined);
  for (const { fleet, rule } of plan.fleets) {
    if (fleet.meterMw === 0 && fleet.landUsd === 0) continue;
    mineOnPath({ fleet, rule: never ? undefined : rule, market: events.market, into: mined });
  }
  return mined;
}

function empty({ cashUsd, profitUsd }: Mined): void {
  cashUsd.fill(0);
  profitUsd?.fill(0);
}

function blockMonths(asked: {
  block: SimulatedBlock;
  events: PathEvents;
  lease: LeaseEvents;
  into: MoneyMonths;
}): LeaseMonths {
  const { block, events, lease, into } = asked;
  if (block.gpu === undefined) return leaseMonths({ terms: block.lease, events: lease, into });
  const { market, gpuPriceFactor: priceFactor } = events;
  const factors = { priceFactor, gpuLog: market.gpuLog, powerFactor: market.power };
  return gpuMonths({ terms: block.gpu, events: { ...lease, ...factors }, into });
}

/** Cash of a block, and what of it is taxed. */
function convert({ into, ...asked }: { block: SimulatedBlock; months: LeaseMonths; into: Mined }): void {
  const { cashUsd, profitUsd } = into;
  const { noiUsd, capexUsd, proceedsUsd } = asked.months;
  for (let month = 0; month < noiUsd.length; month++)
    cashUsd[month]! += noiUsd[month]! + proceedsUsd[month]! - capexUsd[month]!;
  if (profitUsd) addProfit({ ...asked, into: profitUsd });
}

/** Capex is written off evenly from the first rent on. */
function addProfit(asked: { block: SimulatedBlock; months: LeaseMonths; into: Float64Array }): void {
  const { block, months, into } = asked;
  const { noiUsd, capexUsd, proceedsUsd, firstRent } = months;
  let builtUsd = 0;
  for (let month = 0; month < noiUsd.length; month++) {
    builtUsd += capexUsd[month]!;
    into[month]! += noiUsd[month]! + proceedsUsd[month]!;
  }
  const gpuUsd = block.gpu?.gpuCapexUsd ?? 0;
  writeOff({ into, usd: builtUsd - gpuUsd, from: firstRent, months: block.depreciationMonths });
  if (block.gpu !== undefined) writeOff({ into, usd: gpuUsd, from: firstRent, months: block.gpu.lifeMonths });
}

function writeOff(asked: { into: Float64Array; usd: number; from: number; months: number }): void {
  const { into, usd, from, months } = asked;
  const to = Math.min(into.length, from + months);
  for (let month = from; month < to; month++) into[month]! -= usd / months;
}

/** The tax of one owner on both, borne by what has a profit. */
function payTax({ legs, taxPercent }: { legs: readonly Mined[]; taxPercent: number }): void {
  const [first, second] = legs.map(({ profitUsd }) => profitUsd);
  if (first === undefined || second === undefined) return;
  const profitUsd = first.map((usd, month) => usd + second[month]!);
  const tax = taxUsd({ profitUsd, taxPercent });
  for (let month = 0; month < tax.length; month++) {
    const gained = Math.max(0, first[month]!) + Math.max(0, second[month]!);
    if (gained === 0) continue;
    legs[0]!.cashUsd[month]! -= (tax[month]! * Math.max(0, first[month]!)) / gained;
    legs[1]!.cashUsd[month]! -= (tax[month]! * Math.max(0, second[month]!)) / gained;
  }
}

/** What months are worth today. */
export function presentUsd(usd: Float64Array, discount: Float64Array): number {
  let sum = 0;
  for (let month = 0; month < usd.length; month++) sum += usd[month]! * discount[month]!;
  return sum;
}

/** NPV of the site. */
export const npvUsd = (plan: SimulatedPlan, { miningUsd, conversionUsd }: PlanMonths): number =>
  presentUsd(miningUsd, plan.miningDiscount) +
  presentUsd(conversionUsd, plan.conversionDiscount) +
  plan.contractedUsd;
