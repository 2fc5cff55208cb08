import type { Measurement } from '../../../bench/case.ts';
import type { Seen } from '../platforms.ts';
import { type Evidence, judge } from '../verdict.ts';

/** What was seen of a cluster, and how long each of its troubles lasted. */
export interface ClusterEvidence {
  /** Without digests, and without what was said while the markets were apart. */
  alerts: Evidence;
  digests: { channels: string[]; seen: Seen[] };
  /** What each channel was told while the markets of the replicas were 5 % apart. */
  apart: { seen: Seen[]; seconds: number };
  /** When Discord was sent something, in milliseconds. */
  postedAt: number[];
  seconds: Record<'killed' | 'paused' | 'stopped' | 'restarted' | 'held', number>;
}

const SECOND_MS = 1_000;
const none = { atMost: 0 };

/** What is promised of a cluster, each as a number beside its limit. */
export function judgeCluster(evidence: ClusterEvidence): Measurement[] {
  const { alerts, digests, apart, postedAt, seconds } = evidence;
  const verdict = judge(alerts);
  const count = (name: string, value: number, reach: Measurement['reach'] = none): Measurement => ({
    ...{ name, value, unit: 'messages' },
    ...(reach && { reach }),
  });
  const lasting = (name: string, value: number, atMost: number): Measurement => ({
    ...{ name, value, unit: 's', reach: { atMost } },
  });
  const ofDigests = tally(digests.seen);
  const ofApart = tally(apart.seen);
  const channels = [...alerts.channels.discord, ...alerts.channels.slack];
  return [
    count('Crossings, each told in every channel', verdict.crossings, { atLeast: 1_000 }),
    count('Crossings: false', verdict.false),
    count('Crossings: lost', verdict.lost),
    count('Crossings: out of order', verdict.torn),
    count('Crossings: doubled on Discord', verdict.duplicates.discord),
    count('Crossings: doubled on Slack where history may be read', verdict.duplicates.slack),
    count('Digests of one minute', digests.channels.length, { atLeast: 300 }),
    count('Digests: lost', digests.channels.filter((id) => !ofDigests.has(id)).length),
    count('Digests: doubled', digests.seen.length - ofDigests.size),
    count(
      'An alert with sources 5 % apart between replicas: told, at most, in a channel',
      Math.max(0, ...channels.map((id) => ofApart.get(id) ?? 0)),
      { atMost: 1 },
    ),
    count('An alert with sources 5 % apart: lost', channels.filter((id) => !ofApart.has(id)).length),
    {
      ...{ name: 'An alert with sources 5 % apart: told in every channel within', unit: 's' },
      value: apart.seconds,
    },
    count('Sent to Discord in one second, at most', mostWithin({ times: postedAt, ms: SECOND_MS }), {
      atMost: 50,
    }),
    lasting('Duty taken over from a replica that was killed', seconds.killed, 10),
    lasting('Duty taken over from a replica that is paused for 30 s', seconds.paused, 10),
    lasting('Duty taken over from a replica that stopped within a transaction', seconds.stopped, 10),
    lasting('Duty held again after the database was restarted, which took 3 s', seconds.restarted, 10),
    lasting('A replica stopped within a transaction holds up the others', seconds.held, 6),
  ];
}

const tally = (seen: readonly Seen[]): Map<string, number> =>
  new Map([...Map.groupBy(seen, ({ channel }) => channel)].map(([channel, all]) => [channel, all.length]));

/** The most of `times` that lie within `ms` of each other. */
function mostWithin({ times, ms }: { times: readonly number[]; ms: number }): number {
  const sorted = times.toSorted((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, at, to) => {
    while (at - sorted[from]! >= ms) from += 1;
    return Math.max(most, to - from + 1);
  }, 0);
}
