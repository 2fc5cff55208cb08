import fc from 'fast-check';
import type { Command, Parameter } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { inFull } from '../src/chat/reply.ts';
import { openTestDesk } from './support/desk.ts';
import { CREDIT, FILES, neededBefore, OWN_DEAL, ROCKDALE, TARIFF } from './support/examples.ts';

const called: { path: string; command: Command }[] = commands
  .flatMap((command) => [
    { path: command.name, command },
    ...(command.subcommands ?? []).map((sub) => ({ path: `${command.name} ${sub.name}`, command: sub })),
  ])
  .filter(({ command }) => Object.keys(command.parameters).length > 0);

/** What is there before each question. */
const PREPARED = [
  ROCKDALE,
  OWN_DEAL,
  'alert add hashprice < 30',
  'digest daily 08:00 UTC',
  'access allow U0123ABCD read',
  'token add read memos',
  CREDIT,
  CREDIT,
];

const PART = { energised: '20 MW', gross: '50 MW' };
/** What a command, or one of its inputs, needs beside it to mean anything. */
const BESIDE: Record<string, Record<string, string>> = {
  'profit hashrate': { machine: 's21xp' },
  'breakeven hashrate': { machine: 's21xp' },
  'cost hashrate': { machine: 's21xp' },
  'pivot online': PART,
  'split online': PART,
  'sensitivity online': PART,
  delay: { site: 'Demo Prairie', months: '6 months' },
  'delay connection': { site: '', months: '36 months' },
  'delay fleet': { site: '' },
  'delay megawatts': { site: '' },
  'delay online': PART,
  'pivot forwards': { path: 'forward' },
  'offer forwards': { path: 'forward', megawatts: '10 MW critical', term: '15y' },
  offer: { megawatts: '10 MW critical', term: '15y' },
  'alert add': { rule: 'hashprice < 45' },
  'alert mute': { time: '2 hours' },
  power: { site: 'rockdale' },
  'power until': { price: '62' },
  'tariff since': { energy: '45' },
  'tariff json': { energy: '45' },
  'tariff ratchet': { demand: '$4' },
  'tariff ratchetMonths': { demand: '$4', ratchet: '80%' },
  'tariff minimum': { demand: '$4' },
  'tariff coincident': { coincidentMw: '92 MW' },
  'tariff coincidentMw': { coincident: '65' },
  'tariff peaks': { coincident: '65', coincidentMw: '92 MW' },
  'tariff tax': { energy: '45' },
  'bill meter': { file: 'september.csv' },
  'credits import': { file: 'credits.csv' },
  credits: { month: '2026-02', kind: 'demand-response', usd: '$12,000' },
  'peaks day': { came: '81,900 MW' },
  'peaks forecast': { high: '78,000 MW' },
  'peaks high': { forecast: '82,400 MW' },
  'quiet set': { from: '20:00', to: '06:00' },
  'quiet set days': { days: 'fri' },
  'token add scope': { name: 'reports' },
  dispatch: { site: 'rockdale' },
  'dispatch prices': { start: 'start', file: 'prices.csv' },
  'dispatch post site': { time: '18:00' },
};

/**
 * With every question of a command: a hundred paths of a short lease, with the site sold at its end, tell two values
 * apart as well as many of a long one that is let anew for decades, in less than half the time.
 */
const ALWAYS: Record<string, Record<string, string>> = Object.fromEntries([
  ...['pivot', 'offer', 'split'].map((name) => [name, { paths: '100', term: '5y', exit: 'cap' }]),
  ...['sensitivity', 'delay'].map((name) => [name, { term: '5y', exit: 'cap' }]),
]);

/** Two values that one input reads as different ones, where its example does not tell both. */
const VALUES: Record<string, [string, string]> = {
  zone: ['America/Chicago', 'Asia/Tokyo'],
  machine: ['s21xp', 's19jpro'],
  fleet: ['100 MW s21xp', '90 MW s21xp'],
  month: ['2025-09', '2025-10'],
  since: ['2025-09', '2025-06'],
  landlord: ['West Texas', 'East Texas'],
  tenant: ['Acme', 'Nobody'],
  number: ['1', '2'],
  'peaks day': ['yesterday', '2026-04-10'],
  'credits month': ['2026-02', '2026-01'],
  'credits corrects': ['1', '2'],
  from: ['20:00', '21:00'],
  to: ['06:00', '07:00'],
  forwards: ['2026-09=36, 2027-03=34', '2026-09=36, 2027-03=35'],
  who: ['U0123ABCD', 'U0999ZZZZ'],
  assume: ['rentUsdPerKwMonth=120', 'rentUsdPerKwMonth=130'],
  'tariff since': ['2026-07-15', '2026-08-15'],
  'bill whatif': ['12cp', 'stop 4 peaks'],
  'quiet set days': ['fri', 'sat'],
  'delay tenant': ['waits', 'leaves'],
  'bill powerFactor': ['0.92', '0.9'],
  'power day': ['yesterday', 'today'],
  'power until': ['08:00', '09:00'],
  'dispatch day': ['today', 'tomorrow'],
  'offer assume': ['colocationDiscountPercent=10', 'colocationDiscountPercent=11'],
};

/** What a desk without sources and without a feed has no answer to: its refusals are tested where they are made. */
const UNANSWERABLE = [
  'alert backtest days',
  'power url',
  'power field',
  'explain answer',
  'more answer',
  'more page',
  'sheet answer',
  ...[
    'site',
    'url',
    'format',
    'price',
    'start',
    'end',
    'rows',
    'unit',
    'unitConfirmed',
    'zone',
    'decimal',
    'point',
    'rate',
  ].map((name) => `dispatch feed ${name}`),
  ...['end', 'rows', 'point'].map((name) => `dispatch prices ${name}`),
];

function valuesOf(path: string, name: string, parameter: Parameter<unknown, boolean>): [string, string] {
  const known = VALUES[`${path} ${name}`] ?? VALUES[name];
  if (known) return known;
  const { example, choices, completes } = parameter;
  if (completes === 'site') return ['rockdale', 'Demo Fjord'];
  if (choices) return [choices[0]!, choices.length > 1 ? choices.at(-1)! : ''];
  const higher = example.replace(/\d[\d,]*(?=\D*$)/u, (digits) =>
    String(Number(digits.replaceAll(',', '')) + 1),
  );
  return [example, higher === example ? `${example}x` : higher];
}

/** A tariff that asks for an index price and for a power factor. */
const BLOCK = `tariff rockdale ${JSON.stringify({
  name: 'Block',
  charges: [
    {
      ...{ kind: 'block', name: 'Supply', sellsBack: true },
      ...{ blockMw: 60, blockUsdPerMwh: 40, adderUsdPerMwh: 2 },
    },
    { kind: 'demand', name: 'Demand', periods: [{ name: 'all', tiers: [{ usdPerUnit: 4 }] }] },
  ],
  powerFactor: { least: 0.95, raise: 'ratio' },
})}`;

/** Asks each line in a tenant of its own, where nothing was asked before but what it needs; a refusal is undefined. */
function freshlyAnswered() {
  const desk = openTestDesk();
  let tenants = 0;
  return async (line: string): Promise<string | undefined> => {
    const tenant = `console:${++tenants}`;
    const prices = line.startsWith('dispatch ') ? neededBefore('dispatch rockdale') : [];
    const billed = / (?:index|powerFactor)=/u.test(line) ? BLOCK : TARIFF;
    const tariff = /^(?:bill|peaks)/u.test(line) ? [billed] : [];
    const told = line.startsWith('explain') ? neededBefore('explain') : [];
    for (const before of [...PREPARED, ...prices, ...tariff, ...told]) await desk.ask(before, { tenant });
    const { reply } = await desk.ask(line, { tenant, files: FILES });
    // What only repeats the question says nothing.
    const blocks = inFull(reply).blocks.filter(({ kind }) => kind !== 'actions');
    return reply.tone === 'error' ? undefined : JSON.stringify([reply.title, blocks, reply.explanation]);
  };
}

const assigned = ([name, value]: [string, string]): string =>
  value === '' ? '' : `${name}="${value.replace(/["\\]/gu, '\\$&')}"`;

describe.each(called)('$path', ({ path, command }) => {
  const inputs = Object.entries(command.parameters);
  const names = inputs.map(([name]) => name).filter((name) => !UNANSWERABLE.includes(`${path} ${name}`));

  /** The line that gives an input beside others, once with each of its two values. */
  function linesWith({ asked, beside }: { asked: string; beside: readonly string[] }): string[] {
    const others = inputs.filter(([name, { required }]) => required || beside.includes(name));
    const given = others.map(([name, it]): [string, string] => [name, valuesOf(path, name, it)[0]]);
    const needed = beside.length > 0 ? {} : { ...BESIDE[path], ...BESIDE[`${path} ${asked}`] };
    const all = { ...ALWAYS[path], ...Object.fromEntries(given), ...needed };
    const rest = Object.entries(all).filter(([it]) => it !== asked);
    const values = valuesOf(path, asked, command.parameters[asked]!);
    return values.map((value) =>
      [path, ...[...rest, [asked, value] as [string, string]].map(assigned)].join(' '),
    );
  }

  // A question of mine or lease takes two seconds of a core, and other files share the cores.
  const timeout = 60_000 + 10_000 * names.length;

  it('answers two values of each input with two answers', { timeout }, async () => {
    const answered = freshlyAnswered();
    for (const asked of names) {
      const lines = linesWith({ asked, beside: [] });
      const one = await answered(lines[0]!);
      expect.soft(await answered(lines[1]!), lines.join(' | ')).not.toBe(one);
    }
  });

  it('never answers two values of an input alike, whatever is beside it', { timeout: 120_000 }, async () => {
    if (names.length === 0) return;
    const answered = freshlyAnswered();
    const among = fc.record({ asked: fc.constantFrom(...names), beside: fc.subarray(names) });
    await fc.assert(
      fc.asyncProperty(among, async (given) => {
        const lines = linesWith(given);
        const one = await answered(lines[0]!);
        if (one !== undefined) expect(await answered(lines[1]!), lines.join(' | ')).not.toBe(one);
      }),
      { numRuns: 8 },
    );
  });
});
