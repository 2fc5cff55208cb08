import type { Lie } from './lies.ts';
import type { Seen } from './platforms.ts';

/** What the stand-ins wrote down: who saw what, when the desk was killed, and how many answers were lost. */
export interface Evidence {
  seen: Seen[];
  kills: number[];
  fates: Record<'discord' | 'slack', { lostAnswer: number }>;
  /** Every price the market truly had, in order; no two are the same. */
  levels: number[];
  /** In how many rounds the market was asked, and in how many somebody lied, and how. */
  lies: { rounds: number; told: Record<Lie, number> };
  channels: Record<'discord' | 'slack', string[]>;
}

export interface Verdict {
  crossings: number;
  /** Messages of what never was: a price that the market never had, the wrong side of the limit, a trap. */
  false: number;
  /** Crossings that a channel was never told of: missed by the desk, or lost on the way. */
  lost: number;
  /** Messages out of order: one told again under another name, or before its time. */
  torn: number;
  duplicates: { discord: number; slack: number };
  /** Duplicates that do not say that they may be. */
  unmarked: number;
  /** Duplicates beyond those that were under way at a kill and those that Slack left without an answer. */
  unexplained: number;
}

/** A message sent this long before a kill may have been under way in the desk still. */
const UNDER_WAY_MS = 1_000;

export function judge(evidence: Evidence): Verdict {
  const { seen, levels, channels, kills, fates } = evidence;
  const everywhere = [...channels.discord, ...channels.slack];
  const firsts = seen.filter((it, index) => seen.findIndex((other) => isSame(other, it)) === index);
  const repeated = seen.filter((it) => !firsts.includes(it));
  const told = everywhere.map((channel) =>
    firsts.filter((it) => it.channel === channel).map(({ text }) => crossingOf(text, levels)),
  );
  const expected = levels.length - 1;
  const countOn = (platform: Seen['platform']) => repeated.filter((it) => it.platform === platform).length;
  const underWay = repeated.filter((it) => {
    const first = firsts.find((other) => isSame(other, it))!;
    return kills.some((at) => at >= first.at && at - first.at < UNDER_WAY_MS);
  });
  return {
    crossings: expected * everywhere.length,
    false: sum(told.map((crossings) => crossings.filter((one) => one === 0).length)),
    lost: sum(told.map((crossings) => expected - new Set(crossings.filter((one) => one > 0)).size)),
    torn: sum(told.map((crossings) => outOfOrder(crossings.filter((one) => one > 0)))),
    duplicates: { discord: countOn('discord'), slack: countOn('slack') },
    unmarked: repeated.filter(({ text }) => !text.includes('Possibly repeated')).length,
    unexplained: Math.max(0, repeated.length - underWay.length - fates.slack.lostAnswer),
  };
}

const isSame = (one: Seen, other: Seen) =>
  one.platform === other.platform && one.channel === other.channel && one.delivery === other.delivery;

/** Which crossing a message truly tells of, the first being 1; 0 where it tells of none, or of more than that. */
function crossingOf(text: string, levels: readonly number[]): number {
  const [, word, price, sign] = TITLE.exec(text) ?? [];
  if (price === undefined) return 0;
  const at = levels.indexOf(Number(price.replaceAll(',', '')));
  const falls = at % 2 === 1;
  return at > 0 && word === (falls ? 'Firing' : 'Resolved') && sign === (falls ? '<' : '≥') ? at : 0;
}

const TITLE = /(Firing|Resolved): BTC price \$([\d,.]+) (<|≥)/;

const outOfOrder = (crossings: readonly number[]): number =>
  crossings.filter((one, at) => at > 0 && one <= crossings[at - 1]!).length;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
