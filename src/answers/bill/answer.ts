import { type Block, type Figure, type Part, type Reply, reply, type Step } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { UserError } from '../../common/errors.ts';
import type { Bill, BillChange, Tariff } from '../../economics/index.ts';
import { basisWords, billedWords, headOf } from './basis.ts';
import type { BillQuestion, ComputedBill } from './computed.ts';
import { hostedParts, hostedStep } from './hosting.ts';
import { billMetrics } from './metrics.ts';
import { hasCredits, netOfBill, netStep, netWords, unknownOf } from './net.ts';
import { billSteps, lineNames } from './steps.ts';
import { coincidentKw, linesTable, wholeTable } from './tables.ts';

interface Asked {
  question: BillQuestion;
  computed: ComputedBill;
  now: number;
}

/** What a month of power costs: a line for each component, which add up to the cent; net of credits beside it. */
export function billAnswer(asked: Asked): Reply {
  const { question, computed } = asked;
  const { bill } = computed;
  const from = provenanceOf(asked);
  const pen = penOf(question, from);
  const total = pen('billUsd', bill.totalUsd);
  const unknown = unknownOf(bill);
  const isWhole = unknown.length === 0;
  const allIn =
    bill.usdPerMwh === undefined || !isWhole ? undefined : pen('powerAllInUsdPerMwh', bill.usdPerMwh);
  const isNothingKnown = !isWhole && bill.lines.length === 0;
  const cost = isNothingKnown
    ? 'what its power costs is not known'
    : `${total.text} for ${billedWords(question)}${isSoldBack(bill) ? ' net of sell-back' : ''}${isWhole ? '' : ' as far as known'}${allIn ? `, ${allIn.text} all in` : ''}`;
  const net = netOfBill(asked);
  return reply({
    title: `${headOf(asked)}: ${cost}`,
    tone: isWhole ? 'neutral' : 'warning',
    readsSites: true,
    blocks: [
      { kind: 'text', parts: [...peakWords({ bill, pen }), ` ${basisWords(asked)}`] },
      ...hostedText(question),
      ...linesTable({ bill, from }),
      ...(hasCredits(net) ? [{ kind: 'text' as const, parts: netWords(net, from) }] : []),
      ...missingNotes(bill),
    ],
    details: [
      ...wholeTable({ bill, from }),
      ...(isNothingKnown ? [] : [{ kind: 'figures' as const, figures: [total, ...(allIn ? [allIn] : [])] }]),
      { kind: 'note', tone: 'info', parts: [`Tariff: ${tariffWords(question)}.`] },
    ],
    explanation: [
      ...hostedSteps({ question, from }),
      ...billSteps({ bill, from, subject: subjectOf(question) }),
      ...(hasCredits(net) ? netStep(net, from) : []),
    ],
  });
}

/** The bill as it would be, and what that changes. */
export function changedBillAnswer(asked: Asked & { change: BillChange; changed: ComputedBill }): Reply {
  const { question, computed, change, changed } = asked;
  const from = provenanceOf(asked);
  const pen = penOf(question, from);
  const [was, is] = [computed.bill, changed.bill];
  const differs = pen('billChangeUsd', Math.round((is.totalUsd - was.totalUsd) * 100) / 100);
  const words = change.kind === 'stop' ? `stopped in ${change.peaks} peaks` : 'with 12 coincident peaks';
  const before = figure({
    own: billMetrics,
    metric: 'billUsd',
    value: was.totalUsd,
    subject: 'as it is',
    from,
  });
  const after = figure({ own: billMetrics, metric: 'billUsd', value: is.totalUsd, subject: words, from });
  const names = lineNames(was).filter((_, at) => was.lines[at]!.kind === 'coincident');
  return reply({
    title: `${headOf(asked)}, ${words}: ${after.text}, ${differs.text} against the bill as it is`,
    readsSites: true,
    blocks: [
      tableOf({
        title: 'Coincident demand and the whole bill',
        columns: ['', 'As it is', 'What if'],
        rows: [
          ...names.map((name): Part[] => [
            name,
            ...[was, is].map((bill, at) =>
              coincidentKw({ bill, name, from, subject: at === 0 ? 'as it is' : words }),
            ),
          ]),
          ['Bill', before, after],
        ],
      }),
      { kind: 'note', tone: 'info', parts: [CHANGE_WORDS[change.kind]] },
      ...missingNotes(is),
      { kind: 'note', tone: 'info', parts: [basisWords(asked)] },
      ...hostedText(question),
    ],
    details: [{ kind: 'figures', figures: [differs] }, ...wholeTable({ bill: is, from })],
    explanation: [...hostedSteps({ question, from }), ...billSteps({ bill: is, from, subject: words })],
  });
}

const CHANGE_WORDS: Record<BillChange['kind'], string> = {
  'twelve peaks':
    'At the same rate; in the months whose peak is not known the site is taken to run as on average.',
  stop: 'As if the site had not drawn in so many of the peaks that this bill is charged for; the energy of those hours is not taken off.',
};

const isSoldBack = ({ lines }: Bill): boolean => lines.some(({ soldBack }) => soldBack);

const hostedText = ({ hosted }: BillQuestion): Block[] =>
  hosted === undefined ? [] : [{ kind: 'text', parts: hostedParts(hosted) }];

const hostedSteps = ({ question, from }: { question: BillQuestion; from: Provenance }): Step[] =>
  question.hosted === undefined
    ? []
    : [hostedStep({ of: question.hosted, from, subject: subjectOf(question) })];

const subjectOf = ({ site, month }: BillQuestion): string => `${site.name}, ${month}`;

type OwnMetric = keyof typeof billMetrics;
type Pen = (metric: OwnMetric, value: number) => Figure;

const penOf =
  (question: BillQuestion, from: Provenance): Pen =>
  (metric, value) =>
    figure({ own: billMetrics, metric, value, subject: subjectOf(question), from });

/** The tariff that was set last, and the meter's file or the site. */
export function provenanceOf({ question, computed, now }: Asked): Provenance {
  const { meteredFrom } = computed;
  const tariffs = question.tariffs.map(({ source }) => source);
  const load = meteredFrom?.source ?? `model of ${question.site.name}`;
  return {
    source: [...new Set([...tariffs, load])].join('; '),
    observedAt: Math.min(now, ...question.tariffs.map(({ setAt }) => setAt), meteredFrom?.readAt ?? now),
  };
}

const tariffWords = ({ tariffs }: BillQuestion): string =>
  tariffs.map(({ tariff, since, source }) => `${tariff.name} since ${since} (${source})`).join('; ');

/** Load factor, the peak and what it cost: its demand charges, unless a ratchet or a minimum set them. */
function peakWords({ bill, pen }: { bill: Bill; pen: Pen }): Part[] {
  if (bill.loadFactor === undefined) return ['Nothing was drawn.'];
  const parts = [
    'Load factor ',
    pen('loadFactorPercent', bill.loadFactor * 100),
    ', peak ',
    pen('peakLoadKw', bill.peakKw),
  ];
  const demand = bill.lines.filter(({ kind }) => kind === 'demand');
  if (demand.length === 0) return [...parts, ', no demand charge.'];
  const setBy = [...new Set(demand.flatMap((line) => line.setBy ?? []))];
  const cost = [pen('billDemandUsd', bill.demandUsd), ' in demand charges'];
  return setBy.length === 0
    ? [...parts, ', which cost ', ...cost, '.']
    : [...parts, '; ', ...cost, `, set by the ${setBy.join(' and the ')} and not by that peak.`];
}

const missingNotes = (bill: Bill): Block[] => {
  const unknown = unknownOf(bill);
  return unknown.length === 0
    ? []
    : [
        {
          kind: 'note',
          tone: 'warning',
          parts: [
            `Not known, and not in the bill, which may come to more or to less: ${unknown.join('; ')}.`,
          ],
        },
      ];
};

/** Refuses what a tariff has no use for. @throws UserError */
export function refuseUnused(asked: Pick<BillQuestion, 'tariffs' | 'indexUsdPerMwh' | 'powerFactor'>): void {
  const { tariffs, indexUsdPerMwh, powerFactor } = asked;
  const has = (of: (tariff: Tariff) => boolean) => tariffs.some(({ tariff }) => of(tariff));
  if (indexUsdPerMwh !== undefined && !has(({ charges }) => charges.some(({ kind }) => kind === 'block')))
    throw new UserError(
      `index=${indexUsdPerMwh} was typed, and the tariff has no block and no index that it could be the price of.`,
      { parameter: 'index' },
    );
  if (powerFactor !== undefined && !has((tariff) => tariff.powerFactor !== undefined))
    throw new UserError(
      `powerFactor=${powerFactor} was typed, and the tariff charges none: its JSON says one with powerFactor.`,
      { parameter: 'powerFactor' },
    );
}
