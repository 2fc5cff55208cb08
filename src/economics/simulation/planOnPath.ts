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

/** Series that are filled anew for every path: new ones would be most of the work. */
export interface Workspace {
  mined: Mined;
  conversion: Mined;
  halls: MoneyMonths;
}

export function workspace(plan: SimulatedPlan): Workspace {
  const months = plan.miningDiscount.length;
  const mined = () => ({ cashUsd: new Float64Array(months), profitUsd: new Float64Array(months) });
  return { mined: mined(), conversion: mined(), halls: moneyMonths(months) };
}

interface Following {
  plan: SimulatedPlan;
  events: PathEvents;
  space: Workspace;
  /** As if nothing could be closed or renewed. */
  never?: boolean;
}

/** The months of a plan on a path, written into its workspace; `mined` where its mining is known already, before tax. */
export function planOnPath(asked: Following & { taxPercent: number; mined?: Mined | undefined }): PlanMonths {
  const { plan, events, taxPercent, space } = asked;
  const { conversion, halls } = space;
  const mined = asked.mined ?? minedOnPath(asked);
  empty(conversion);
  for (let at = 0; at < plan.blocks.length; at++) {
    const block = plan.blocks[at]!;
    const months = blockMonths({ block, events, lease: events.leases[at]!, into: halls });
    convert({ block, months, into: conversion });
  }
  if (taxPercent > 0) payTax({ legs: [mined, conversion], taxPercent });
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
  profitUsd.fill(0);
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

/** Capex is written off evenly from the first rent on. */
function convert(asked: { block: SimulatedBlock; months: LeaseMonths; into: Mined }): void {
  const { block, months, into } = asked;
  const { noiUsd, capexUsd, proceedsUsd, firstRent } = months;
  let builtUsd = 0;
  for (let month = 0; month < noiUsd.length; month++) {
    const incomeUsd = noiUsd[month]! + proceedsUsd[month]!;
    builtUsd += capexUsd[month]!;
    into.cashUsd[month]! += incomeUsd - capexUsd[month]!;
    into.profitUsd[month]! += incomeUsd;
  }
  const gpuUsd = block.gpu?.gpuCapexUsd ?? 0;
  writeOff({ into, usd: builtUsd - gpuUsd, from: firstRent, months: block.depreciationMonths });
  if (block.gpu !== undefined) writeOff({ into, usd: gpuUsd, from: firstRent, months: block.gpu.lifeMonths });
}

function writeOff(asked: { into: Mined; usd: number; from: number; months: number }): void {
  const { into, usd, from, months } = asked;
  const to = Math.min(into.profitUsd.length, from + months);
  for (let month = from; month < to; month++) into.profitUsd[month]! -= usd / months;
}

/** The tax of one owner on both, borne by what has a profit. */
function payTax({ legs, taxPercent }: { legs: readonly Mined[]; taxPercent: number }): void {
  const [first, second] = legs as [Mined, Mined];
  const profitUsd = first.profitUsd.map((usd, month) => usd + second.profitUsd[month]!);
  const tax = taxUsd({ profitUsd, taxPercent });
  for (let month = 0; month < tax.length; month++) {
    const gained = legs.reduce((sum, leg) => sum + Math.max(0, leg.profitUsd[month]!), 0);
    if (gained === 0) continue;
    for (const leg of legs)
      leg.cashUsd[month]! -= (tax[month]! * Math.max(0, leg.profitUsd[month]!)) / gained;
  }
}

/** What months are worth today. */
export function presentUsd(usd: Float64Array, discount: Float64Array): number {
  let sum = 0;
  for (let month = 0; month < usd.length; month++) sum += usd[month]! * discount[month]!;
  return sum;
}
