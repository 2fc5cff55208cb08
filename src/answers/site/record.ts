import { type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { machineLabel, type Site } from '../../economics/index.ts';
import { defaultsNote } from './notes.ts';
import { inputFigure, type SiteQuestion, siteInputs } from './question.ts';

/** What is read at one look. */
const MOST_INPUTS = 6;

/** A site's inputs as they are kept, and its fleet. */
export function recordBlocks({ question, now }: { question: SiteQuestion; now: number }): Block[] {
  const { site, source, updatedAt } = question;
  const inputs = siteInputs
    .map((input) => inputFigure({ question, input, now }))
    .filter((it) => it !== undefined);
  const from = { source, observedAt: updatedAt ?? now };
  return [
    { kind: 'text', parts: [recordWords(site)] },
    { kind: 'figures', figures: inputs.slice(0, MOST_INPUTS) },
    ...(inputs.length > MOST_INPUTS
      ? [{ kind: 'figures' as const, figures: inputs.slice(MOST_INPUTS) }]
      : []),
    {
      kind: 'table',
      title: 'Fleet',
      columns: [
        { label: 'Machine', align: 'left' },
        { label: 'Machines', align: 'right' },
        { label: 'TH/s each', align: 'right' },
        { label: 'J/TH', align: 'right' },
      ],
      rows: site.fleet.map(({ machine, count, efficiencyJPerTh }): Part[] => {
        const subject = machineLabel({ machine });
        const spec = { source: machine.source, observedAt: from.observedAt };
        return [
          subject,
          figure({ metric: 'machineCount', value: count, subject, from }),
          figure({ metric: 'machineHashrateThPerS', value: machine.hashrateThPerS, subject, from: spec }),
          figure({
            metric: 'efficiencyJPerTh',
            value: efficiencyJPerTh ?? machine.efficiencyJPerTh,
            subject,
            from: efficiencyJPerTh === undefined ? spec : from,
          }),
        ];
      }),
    },
  ];
}

/** What of a site is said in words, not numbers. */
function recordWords({ poolScheme, timeZone, retrofit, earliestEnergisation }: Site): string {
  const more = [
    ...(retrofit ? ['buildings that a conversion can use'] : []),
    ...(earliestEnergisation === undefined ? [] : [`all energised in ${monthWords(earliestEnergisation)}`]),
  ];
  return `${[`Pool scheme ${poolScheme}`, `time zone ${timeZone}`, ...more].join(', ')}.`;
}

/** What a site is, after its name: `26,636 machines at $45.00/MWh`. */
export function recordTitle({ question, now }: { question: SiteQuestion; now: number }): string {
  const { site, source, updatedAt } = question;
  const value = site.fleet.reduce((sum, { count }) => sum + count, 0);
  const from = { source, observedAt: updatedAt ?? now };
  const machines = figure({ metric: 'machineCount', value, subject: site.name, from });
  const price = figure({
    metric: 'powerPriceUsdPerMwh',
    value: site.powerPriceUsdPerMwh,
    subject: site.name,
    from,
  });
  return `${machines.text} ${value === 1 ? 'machine' : 'machines'} at ${price.text}`;
}

/** The confirmation of a site that was added or changed: what is kept now, and which of it nobody gave. */
export function savedSite(asked: { title: string; question: SiteQuestion; now: number }): Reply {
  const { title, question, now } = asked;
  return reply({
    title: `${title}: ${recordTitle({ question, now })}`,
    tone: 'good',
    blocks: [
      { kind: 'text', parts: ['See what it earns: ', `profit ${question.site.name}`] },
      ...recordBlocks({ question, now }),
      ...defaultsNote({ question, now }),
    ],
  });
}
