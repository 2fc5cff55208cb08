import type { BarsChart } from '../../src/charts/chart.ts';
import type { Measurement } from '../case.ts';
import { digestMorning } from '../digests.ts';
import { SIZES, teamsOf, tenants, tenantsOnPostgres } from './tenants.ts';

/** What `bench/results.json` keeps of a case. */
interface Result {
  machine: { cpu?: string; cores: number; memoryGb: number };
  node: string;
  at: string;
  measurements: Measurement[];
}
export type Results = Record<string, Result>;

const BEYOND = [100_000, 1_000_000];
const TEAMS = 10_000;
/** Discord's limit for all requests of a bot: https://docs.discord.com/developers/topics/rate-limits */
const DISCORD_PER_SECOND = 50;

const ROWS: { what: string; name: string; unit: string; grows: boolean }[] = [
  { what: 'Database', name: 'database', unit: 'MB', grows: true },
  { what: 'Memory of the process', name: 'memory of the process', unit: 'MB', grows: true },
  {
    what: 'Look at all alerts, nothing moves',
    name: 'tick in a market that stands still, median',
    unit: 'ms',
    grows: true,
  },
  {
    what: 'Alerts of a fall of hashprice by a tenth',
    name: 'alerts of a fall by a tenth',
    unit: '',
    grows: true,
  },
  { what: 'Look that finds them', name: 'tick of that fall', unit: 'ms', grows: true },
  { what: 'Longest stall in it', name: 'longest stall in it', unit: 'ms', grows: false },
  { what: 'A question, half of them within', name: 'a question, p50', unit: 'ms', grows: false },
  { what: 'A question, 99 of 100 within', name: 'a question, p99', unit: 'ms', grows: false },
];

/** `docs/scale.md`: what teams cost, and the first limits, from what was measured last. Throws where nothing was. */
export function scaleDocument(results: Results): string {
  const { machine, node, at, measurements } = caseOf(results, tenants.name);
  const onServer = results[tenantsOnPostgres.name];
  const seconds = waits(results);
  const perTeamKb = (slopeOf(measurements, 'database') * 2 ** 20) / 1000;
  return `${[
    '# What a desk takes as it grows',
    '',
    `One process on one SQLite file, ${machine.cores} shared cores${machine.cpu === undefined ? '' : ` (${machine.cpu})`}, ${machine.memoryGb} GB, Node ${node.slice(1)}, ${at.slice(0, 10)}: \`npm run bench -- Tenants\` and \`npm run bench -- Digests\`. A team has five sites and five alerts whose limits are invented, spread evenly over half of hashprice to either side; in the digests’ case it has two sites. A question is \`profit\` of one site, one asked after the other. What is marked ~ was not measured: it is the straight line through the last two sizes that were. This page and its picture are made by \`npm run scale\`.`,
    '',
    ...tableOf(measurements),
    '',
    ...(onServer === undefined
      ? []
      : [
          `The same on PostgreSQL, on the same machine and waiting for its disk as well, ${onServer.at.slice(0, 10)}: \`npm run bench -- "Tenants on PostgreSQL"\`.`,
          '',
          ...tableOf(onServer.measurements),
          '',
        ]),
    `A team more takes ${shown(perTeamKb)} kB of the database.`,
    '',
    '![What ten thousand teams wait for](scale.png)',
    '',
    '## The first limits, and what removes each',
    '',
    `1. **What a platform takes.** Discord takes ${DISCORD_PER_SECOND} requests a second of a bot, all teams together. ${TEAMS.toLocaleString('en-US')} digests of one minute take at least ${duration(seconds.digestsSent)} by that, a hundred thousand ${duration(seconds.digestsSent * 10)}; alerts go before them, and those of a fall by a tenth take ${duration(seconds.alertsSent)}. Other minutes than the full hour help (\`digest daily 08:07\`), and a higher limit, which a large bot asks Discord for. More processes do not: the limit is the bot's.`,
    `2. **One writer.** The digests of a minute are written in turns: who asked meanwhile waited ${shown(seconds.questionMeanwhile * 1000)} ms at most. ${TEAMS.toLocaleString('en-US')} take ${duration(seconds.digestsWritten)}, a hundred thousand ${duration(seconds.digestsWritten * 10)} by the straight line. On PostgreSQL (\`DATABASE_URL\`) others write meanwhile; the digests are one process’s there too.`,
    '3. **One host.** Several processes on one file take each other’s place within ten seconds, but a file is on one host: a dead one is a restore from a backup on another. PostgreSQL removes it: processes on several machines are one desk (`docs/operations.md`).',
    '',
    `Memory and the look at the alerts are none of them before: ${teamsOf(BEYOND[0]!)} would take ~${shown(beyond(measurements, { name: 'memory of the process', teams: BEYOND[0]! }))} MB, and ~${duration(beyond(measurements, { name: 'tick of that fall', teams: BEYOND[0]! }) / 1000)} in the minute of such a fall, in turns.`,
    '',
  ].join('\n')}`;
}

/** What the slowest of ten thousand teams waits for, in seconds. */
export function scaleChart(results: Results): BarsChart {
  const { digestsSent, digestsWritten, alertsSent, alertsFound } = waits(results);
  const bar = (label: string, value: number) => ({ label, value, text: duration(value) });
  const bars = [
    bar('Digests sent on Discord', digestsSent),
    bar('Digests written', digestsWritten),
    bar('Alerts sent on Discord', alertsSent),
    bar('Alerts found', alertsFound),
  ].toSorted((a, b) => b.value - a.value);
  return {
    form: 'bars',
    title: 'What ten thousand teams wait for',
    unit: 'seconds',
    note: 'sent: by the limit; written, found: measured',
    alt: `What the last of ten thousand teams waits for when all digests are due in one minute, or hashprice falls by a tenth; sent by Discord’s limit, the rest measured: ${bars.map(({ label, text }) => `${label} ${text}`).join(', ')}`,
    bars,
  };
}

function waits(results: Results) {
  const morning = caseOf(results, digestMorning.name).measurements;
  const grown = caseOf(results, tenants.name).measurements;
  const alerts = measuredAt(grown, { teams: TEAMS, name: 'alerts of a fall by a tenth' });
  return {
    digestsSent: TEAMS / DISCORD_PER_SECOND,
    digestsWritten: found(morning, 'All written after'),
    questionMeanwhile: found(morning, 'A question meanwhile, slowest') / 1000,
    alertsSent: alerts / DISCORD_PER_SECOND,
    alertsFound: measuredAt(grown, { teams: TEAMS, name: 'tick of that fall' }) / 1000,
  };
}

function tableOf(measurements: readonly Measurement[]): string[] {
  return [
    `| | ${[...SIZES, ...BEYOND].map(teamsOf).join(' | ')} |`,
    `|---|${'---:|'.repeat(SIZES.length + BEYOND.length)}`,
    ...ROWS.map((row) => rowOf(measurements, row)),
  ];
}

function rowOf(
  measurements: readonly Measurement[],
  { what, name, unit, grows }: (typeof ROWS)[number],
): string {
  const measured = SIZES.map((teams) => measuredAt(measurements, { teams, name }));
  const further = BEYOND.map((teams) => (grows ? `~${shown(beyond(measurements, { name, teams }))}` : ''));
  const cells = [...measured.map(shown), ...further];
  return `| ${what}${unit && `, ${unit}`} | ${cells.join(' | ')} |`;
}

/** On the straight line through the last two sizes. */
const beyond = (
  measurements: readonly Measurement[],
  { name, teams }: { name: string; teams: number },
): number => measuredAt(measurements, { teams: TEAMS, name }) + slopeOf(measurements, name) * (teams - TEAMS);

/** What a team more adds, by the last two sizes. */
function slopeOf(measurements: readonly Measurement[], name: string): number {
  const [before, last] = SIZES.slice(-2) as [number, number];
  const at = (teams: number) => measuredAt(measurements, { teams, name });
  return (at(last) - at(before)) / (last - before);
}

const measuredAt = (
  measurements: readonly Measurement[],
  { teams, name }: { teams: number; name: string },
): number => found(measurements, `${teamsOf(teams)}: ${name}`);

function found(measurements: readonly Measurement[], name: string): number {
  const one = measurements.find((it) => it.name === name);
  if (one === undefined) throw new RangeError(`bench/results.json has no “${name}”`);
  return one.value;
}

function caseOf(results: Results, name: string): Result {
  const result = results[name];
  if (result === undefined) throw new RangeError(`bench/results.json has no case “${name}”: npm run bench`);
  return result;
}

const shown = (value: number): string =>
  value.toLocaleString('en-US', { maximumSignificantDigits: value < 1000 ? 2 : 3 });

function duration(seconds: number): string {
  if (seconds < 10) return `${shown(seconds)} s`;
  return seconds < 600 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} minutes`;
}
