import { quote } from '../../chat/read/quote.ts';
import { type Action, type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { showMoment } from '../../common/localTime.ts';
import type { Credit, CreditKind } from '../../credits/index.ts';
import { provenanceOf } from './answer.ts';
import { billedWords, loadWords } from './basis.ts';
import { hostedParts } from './hosting.ts';
import { billMetrics } from './metrics.ts';
import { hasCredits, type NetPower, netFigures, netPower, netStep, netWords, unknownOf } from './net.ts';
import type { MonthOfSite } from './question.ts';

const CREDIT_NAMES: Record<CreditKind, string> = {
  'demand-response': 'Demand response',
  curtailment: 'Curtailment',
  block: 'Block sold back',
  reserve: 'Reserve',
};

/** What a site was paid in a month for power that it did not use, and what power costs net of it. */
export function creditsAnswer(asked: { of: NetPower; now: number; done?: CreditDone }): Reply {
  const { of, now, done } = asked;
  const { site, month } = of;
  const from = powerFrom({ of, now });
  const { credits, net, power, used, before, saved } = netFigures(of, from);
  const where = `${done === undefined ? '' : `${done.title}; `}${site.name}, ${monthWords(month)}`;
  const actions: Block[] = done?.undo ? [{ kind: 'actions', actions: [done.undo] }] : [];
  const basis: Block = { kind: 'note', tone: isKnown(of) ? 'info' : 'warning', parts: basisWords(of) };
  if (!hasCredits(of))
    return reply({
      title: `${where}: no credits${before ? `, ${paidFor(of)} ${before.text}` : ''}`,
      readsSites: true,
      blocks: [
        { kind: 'text', parts: [`Add one: credits ${quote(site.name)} ${month} demand-response $12,000`] },
        ...actions,
      ],
      details: [...changesTable(of), basis],
    });
  return reply({
    title: `${where}: ${credits.text} in credits${net ? `, ${paidFor(of)} ${net.text} net of them` : ''}`,
    readsSites: true,
    blocks: [creditTable({ of, from }), ...twiceNotes({ of, from }), basis, ...actions],
    details: [
      { kind: 'text', parts: netWords(of, from) },
      ...changesTable(of),
      { kind: 'figures', figures: [credits, ...(saved ? [saved] : []), ...(power ? [power] : []), used] },
      definition(of),
    ],
    // What was changed is not asked again: to refresh it would add it twice.
    explanation: done === undefined ? netStep(of, from) : [],
  });
}

/** A change that was made, in words, and the command that undoes it where one does. */
interface CreditDone {
  title: string;
  undo?: Action;
}

/** The line that keeps a credit as it is. */
export function creditLine({ site, credit }: { site: string; credit: Credit }): string {
  const { number, month, kind, usd, mwh } = credit;
  const energy = mwh === undefined ? '' : ` ${mwh} MWh`;
  return `credits ${quote(site)} ${month} ${kind} ${usd < 0 ? '-' : ''}$${Math.abs(usd)}${energy} corrects=${number}`;
}

const definition = ({ savedUsd = 0, sold }: NetPower): Block => ({
  kind: 'note',
  tone: 'info',
  parts: [
    'Net of credits is (cost before credits − credits) ÷ energy used, as Riot Platforms reports its cost of power. The price in force and margins stay before credits.',
    savedUsd === 0
      ? ''
      : ` Taxes, shares and a minimum are on what is left after what was sold back${sold?.counts === false ? ', as typed' : ''}.`,
  ],
});

const powerFrom = ({ of, now }: { of: NetPower; now: number }): Provenance =>
  of.billed ? provenanceOf({ ...of.billed, now }) : { source: `site ${of.site.name}`, observedAt: now };

/** What is paid for: power alone, unless a host takes a share. */
const paidFor = ({ billed }: NetPower): string => (billed ? billedWords(billed.question) : 'power');

/** Whether all of the bill is known. */
const isKnown = ({ billed }: NetPower): boolean =>
  billed === undefined || unknownOf(billed.computed.bill).length === 0;

/** What power cost is taken from: its bill, or the site's own price where it has no tariff. */
function basisWords(of: NetPower): Part[] {
  const { billed } = of;
  if (billed === undefined)
    return [
      'Power is at the site’s own price on what it used, with its demand charge where it has one: it has no tariff, so that there is no bill.',
    ];
  const known = isKnown(of)
    ? ''
    : ` Not known, and not in it: ${unknownOf(billed.computed.bill).join('; ')}.`;
  const { hosted } = billed.question;
  const host = hosted === undefined ? [] : [' ', ...hostedParts(hosted)];
  const paid = paidFor(of);
  const is = paid.includes(' and ') ? 'are' : 'is';
  return [`${paid[0]!.toUpperCase()}${paid.slice(1)} ${is} the bill, ${loadWords(billed)}.${known}`, ...host];
}

/** Each credit that holds, and what a block was sold back for. */
function creditTable({ of, from }: { of: NetPower; from: Provenance }): Block {
  const row = (one: {
    label: string;
    usd: number;
    mwh: number | undefined;
    subject: string;
    by?: Provenance;
  }) => {
    const own = { own: billMetrics, subject: one.subject, from: one.by ?? from };
    return [
      one.label,
      figure({ ...own, metric: 'creditUsd', value: one.usd }),
      one.mwh === undefined ? '' : figure({ ...own, metric: 'creditMwh', value: one.mwh }),
    ];
  };
  const typed = of.credits.filter(({ removed }) => !removed);
  return tableOf({
    title: 'Paid for power that was not used',
    columns: ['Credit', 'USD', ''],
    rows: [
      ...typed.map(({ number, kind, usd, mwh, enteredBy, enteredAt }) => {
        const label = `#${number} ${CREDIT_NAMES[kind]}`;
        return row({ label, usd, mwh, subject: label, by: { source: enteredBy, observedAt: enteredAt } });
      }),
      ...(of.sold?.counts
        ? [row({ label: 'Sold back, computed', subject: 'sold back, computed', ...of.sold })]
        : []),
    ],
  });
}

/** A block that is typed and computed as well counts once; two typed alike may be one. */
function twiceNotes({ of, from }: { of: NetPower; from: Provenance }): Block[] {
  const { sold, site } = of;
  const typed = of.credits.filter(({ removed }) => !removed);
  const alike = typed.find((one, at) =>
    typed.some(({ kind, usd }, before) => before < at && kind === one.kind && usd === one.usd),
  );
  return [
    ...(sold && !sold.counts ? [computedNote({ sold, from })] : []),
    ...(alike === undefined
      ? []
      : [
          warning(
            `#${alike.number} is as another before it. If it is the same one: credits remove ${quote(site.name)} ${alike.number}`,
          ),
        ]),
  ];
}

const warning = (words: string): Block => ({ kind: 'note', tone: 'warning', parts: [words] });

function computedNote({ sold, from }: { sold: { usd: number }; from: Provenance }): Block {
  const usd = figure({
    own: billMetrics,
    metric: 'creditUsd',
    value: sold.usd,
    subject: 'sold back by the bill',
    from,
  });
  return {
    kind: 'note',
    tone: 'info',
    parts: ['By the bill the block was sold back for ', usd, ': what was typed counts in its place.'],
  };
}

/** Who entered what, corrections beside what they correct. */
function changesTable({ credits, site }: NetPower): Block[] {
  if (credits.length === 0) return [];
  const versions = credits.flatMap((credit) =>
    [credit, ...credit.corrected].map((version, at) => ({
      ...version,
      number: credit.number,
      holds: at === 0,
    })),
  );
  return [
    tableOf({
      title: `Who entered them, on the clock of ${site.name}`,
      columns: ['Credit', 'USD', 'By', 'At', ''],
      rows: versions.map((version): Part[] => [
        `#${version.number} ${version.month}`,
        figure({
          own: billMetrics,
          metric: 'creditUsd',
          value: version.usd,
          subject: `#${version.number}${version.holds ? '' : ', before'}`,
          from: { source: version.enteredBy, observedAt: version.enteredAt },
        }),
        version.enteredBy,
        showMoment({ time: version.enteredAt, timeZone: site.timeZone }),
        stateOf(version),
      ]),
    }),
  ];
}

const stateOf = ({ removed, holds }: Pick<Credit, 'removed'> & { holds: boolean }): string =>
  removed ? 'removed' : holds ? '' : 'before';

/**
 * The month's line net of credits, for an answer whose price is before them; `ownUsdPerMwh` stands behind a price of today
 * that the site was given. @throws UserError
 */
export async function netLine(asked: MonthOfSite & { ownUsdPerMwh: number | undefined }): Promise<Block> {
  const { site, ownUsdPerMwh: powerPriceUsdPerMwh = site.powerPriceUsdPerMwh } = asked;
  const of = await netPower({ ...asked, site: { ...site, powerPriceUsdPerMwh } });
  const words = netWords(of, powerFrom({ of, now: asked.context.now() }));
  const which = ` That is ${monthWords(asked.month)}, the last month with credits; the power price above is before them.`;
  return { kind: 'note', tone: 'info', parts: [...words, which] };
}
