import type { Labelled, LinesChart, Point } from '../src/charts/index.ts';

/** Invented courses and names, the same at every run. */

const DAY_MS = 86_400_000;
const END = Date.UTC(2026, 1, 12);

/** A generator of numbers from 0 to 1, by its seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Daily values of a market that wanders around a wave and ends at `last`. */
export function dailyCourse({ days, last, seed }: { days: number; last: number; seed: number }): Point[] {
  const random = randomFrom(seed);
  let walk = 0;
  const raw = Array.from({ length: days }, (_, at) => {
    walk += (random() - 0.5) * 0.09;
    return Math.exp(walk + 0.12 * Math.sin(at / 21));
  });
  const scale = last / raw.at(-1)!;
  return raw.map((value, at) => [END - (days - 1 - at) * DAY_MS, value * scale]);
}

/** Retargets every two weeks, up and down. */
export function retargets(days: number): LinesChart['marks'] {
  const random = randomFrom(9);
  return Array.from({ length: Math.floor(days / 14) }, (_, at) => ({
    at: END - (at * 14 + 5) * DAY_MS,
    kind: random() < 0.6 ? ('up' as const) : ('down' as const),
  }));
}

export const daysBefore = (days: number): number => END - days * DAY_MS;

export const money = (value: number, decimals = 2): string =>
  `${value < 0 ? '−' : ''}$${Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`;

export const priced = (label: string, value: number, decimals = 2): Labelled => ({
  label,
  value,
  text: money(value, decimals),
});

/** Twelve names as people give them. */
export const NAMES = [
  'West Texas Wind Corridor Substation 4 (behind the meter), phase two, north field',
  'Ål Kraft nr. 2',
  'Demo Fjord',
  'Paraguay Itaipú Secundaria',
  'Georgia Co-op ⛏️🔥',
  'Addis Industrial Park',
  'Demo Prairie',
  'Upper Peninsula Paper Mill Conversion hall B',
  '北京矿场 7',
  '<Kraft> & "nr"',
  'Demo Basin',
  'Old Barn',
] as const;
