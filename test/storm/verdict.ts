import type { Seen } from './platforms.ts';

/** What the stand-ins wrote down: who saw what, when the desk was killed, and how many answers were lost. */
export interface Evidence {
  seen: Seen[];
  kills: number[];
  fates: Record<'discord' | 'slack', { lostAnswer: number }>;
  /** Every price the market had, in order. */
  levels: number[];
  channels: Record<'discord' | 'slack', string[]>;
}

export interface Verdict {
  crossings: number;
  /** Crossings that a channel was never told of. */
  lost: number;
  /** Messages out of order: one fired or resolved twice in a row, or before its time. */
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
  const told = everywhere.map((channel) => firsts.filter((it) => it.channel === channel));
  const expected = levels.length - 1;
  const countOn = (platform: Seen['platform']) => repeated.filter((it) => it.platform === platform).length;
  const underWay = repeated.filter((it) => {
    const first = firsts.find((other) => isSame(other, it))!;
    return kills.some((at) => at >= first.at && at - first.at < UNDER_WAY_MS);
  });
  return {
    crossings: expected * everywhere.length,
    lost: sum(told.map((messages) => Math.max(0, expected - messages.length))),
    torn: sum(told.map((messages) => messages.filter(({ text }, n) => !isAbout(text, n)).length)),
    duplicates: { discord: countOn('discord'), slack: countOn('slack') },
    unmarked: repeated.filter(({ text }) => !text.includes('Possibly repeated')).length,
    unexplained: Math.max(0, repeated.length - underWay.length - fates.slack.lostAnswer),
  };
}

const isSame = (one: Seen, other: Seen) =>
  one.platform === other.platform && one.channel === other.channel && one.delivery === other.delivery;

/** The first message of a channel is of the first fall, the second of the first rise, and so on. */
const isAbout = (text: string, n: number) => text.includes(n % 2 === 0 ? 'Firing:' : 'Resolved:');

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
