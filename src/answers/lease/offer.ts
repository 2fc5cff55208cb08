import { type Block, type Part, type Reply, reply, type Step } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { exact } from '../../chat/show/numerals.ts';
import { nextTurn } from '../../common/turn.ts';
import type { Deal, Offer, OfferValue, rentPercentile } from '../../economics/index.ts';
import { usesChart } from '../leaseCharts/uses.ts';
import { marketFrame, marketRemarks } from '../market/frame.ts';
import { details, remarks } from './answer.ts';
import { taxWords } from './basis.ts';
import { alikeTable } from './dealTables.ts';
import type { Judgement } from './judgement.ts';
import { firstFullYearNoiUsdPerMw, rampOf } from './operating.ts';
import { steps } from './steps.ts';
import { verdictBlocks, verdictLine, verdictSummary } from './verdict.ts';
import { yearsFile } from './years.ts';

/** An offer with what was computed of it. */
export interface Offered {
  of: Judgement;
  offer: Offer;
  value: OfferValue;
  percentile: ReturnType<typeof rentPercentile>;
  /** At most two signed deals that are most like it. */
  alike: readonly Deal[];
}

/** A lease offer judged by the same rule as any lease, beside signed deals; written in several turns. */
export async function offerAnswer({ byYear, ...offered }: Offered & { byYear: boolean }): Promise<Reply> {
  const { of, offer, value, alike } = offered;
  const { tooCloseToCall } = of.verdict;
  await nextTurn();
  const explanation = [...offerSteps({ ...of, value }), ...steps(of)];
  await nextTurn();
  const said = reply({
    title: `Offer of ${offeredMw(offer)} MW critical, ${offer.leaseForm}: ${verdictLine(of)}`,
    tone: tooCloseToCall ? 'neutral' : value.gainUsd > 0 ? 'good' : 'bad',
    ...marketFrame({ view: of.pivot.view }),
    blocks: [
      ...verdictSummary(of),
      ...chartBlock(
        usesChart({
          ...of,
          site: of.pivot.question.site.name,
          write: of.pen.of,
          tax: taxWords(of.pivot),
        }),
      ),
      ...marketRemarks({ view: of.pivot.view }),
      ...(byYear ? [yearsFile(of)] : []),
    ],
    details: [
      ...verdictBlocks(of),
      figures(offered),
      ...percentileBlock(offered),
      ...alikeTable(alike),
      { kind: 'text', parts: terms(offered) },
      ...details(of),
      ...remarks(of),
    ],
    explanation,
  });
  await nextTurn();
  return said;
}

/** Whole megawatts without decimals; a part of one never reads 0. */
const offeredMw = ({ criticalMw }: Offer): string =>
  criticalMw.toLocaleString('en-US', { maximumFractionDigits: criticalMw < 1 ? 4 : 1 });

function percentileBlock({ of: { pen }, percentile, offer }: Offered): Block[] {
  if (percentile === undefined) return [];
  const parts: Part[] = [
    'With its rent of year 1 it is at percentile ',
    pen.of({ metric: 'rentPercentilePercent', value: percentile.percent }),
    ' of ',
    pen.of({ metric: 'dealCount', value: percentile.among, subject: 'signed leases' }),
    ` signed ${offer.leaseForm} leases of about this term.`,
  ];
  return [{ kind: 'text', parts }];
}

function figures({ of, value }: Offered): Block {
  const { pen, pivot, judged, subject: use } = of;
  const alone = value.lease.conversionValue;
  const legs = judged.converted;
  const noi = firstFullYearNoiUsdPerMw({ legs, rampMonths: rampOf({ given: pivot.given, use: judged.use }) });
  const rate = alone && pen.rate({ metric: 'irrPercent', irr: alone.irr, subject: use });
  const known = [
    ['rentUsdPerMwYear', value.rentUsdPerMwYear, undefined],
    ['averageRentUsdPerMwYear', value.averageRentUsdPerMwYear, undefined],
    ['contractUsd', value.contractUsd, undefined],
    ['noiFirstFullYearUsdPerGrossMwYear', noi, use],
    ['npvUsd', alone?.npvUsd, use],
    ['npvUsdPerGrossMw', value.npvUsdPerGrossMw, undefined],
    ['npvUsdPerCriticalMw', value.npvUsdPerCriticalMw, undefined],
    ['criticalMw', value.criticalMw, undefined],
    ['grossMw', value.grossMw, undefined],
  ] as const;
  const written = known.flatMap(([metric, amount, subject]) =>
    amount === undefined ? [] : [pen.of({ metric, value: amount, ...(subject && { subject }) })],
  );
  const rates = rate === undefined || typeof rate === 'string' ? [] : [rate];
  return { kind: 'figures', figures: [...rates, ...written] };
}

function terms({ of: { pen, pivot }, offer }: Offered): Part[] {
  const { retrofit } = pivot.given.site;
  return [
    'Judged with ',
    pen.assumed('leaseTermYears'),
    ', escalator ',
    pen.assumed('escalatorPercentPerYear'),
    ', capex ',
    pen.assumed(retrofit ? 'retrofitCapexUsdMPerCriticalMw' : 'colocationCapexUsdMPerCriticalMw'),
    ', ',
    pen.assumed(retrofit ? 'retrofitBuildMonths' : 'buildMonths'),
    ' of building, NOI ',
    pen.assumed(
      offer.leaseForm === 'triple-net' ? 'noiMarginTripleNetPercent' : 'noiMarginModifiedGrossPercent',
    ),
    ' of rent.',
  ];
}

/** The arithmetic behind the figures of an offer. */
function offerSteps({
  pen,
  subject,
  value,
}: Pick<Judgement, 'pen' | 'subject'> & { value: OfferValue }): Step[] {
  const rent = pen.assumed('rentUsdPerKwMonth');
  const perMw = pen.of({ metric: 'rentUsdPerMwYear', value: value.rentUsdPerMwYear });
  const average = pen.of({ metric: 'averageRentUsdPerMwYear', value: value.averageRentUsdPerMwYear });
  const term = pen.assumed('leaseTermYears');
  const critical = pen.of({ metric: 'criticalMw', value: value.criticalMw });
  const npvUsd = value.lease.conversionValue?.npvUsd ?? 0;
  const npv = pen.of({ metric: 'npvUsd', value: npvUsd, subject });
  const gross = pen.of({ metric: 'grossMw', value: value.grossMw });
  return [
    {
      result: perMw,
      formula: 'rent of year 1 per critical MW = $/kW-month × 1,000 × 12',
      inputs: [rent],
      arithmetic: `${exact(rent.value)} × 1,000 × 12 = ${exact(perMw.value)}`,
    },
    {
      result: pen.of({ metric: 'contractUsd', value: value.contractUsd }),
      formula: 'rent over the term = average rent per critical MW × critical MW × years',
      inputs: [average, critical, term],
      arithmetic: `${exact(average.value)} × ${exact(critical.value)} × ${exact(term.value)} = ${exact(value.contractUsd)}`,
    },
    {
      result: pen.of({ metric: 'npvUsdPerGrossMw', value: value.npvUsdPerGrossMw }),
      formula: 'NPV per gross MW = NPV of the lease ÷ gross MW',
      inputs: [npv, gross],
      arithmetic: `${exact(npvUsd)} ÷ ${exact(value.grossMw)} = ${exact(value.npvUsdPerGrossMw)}`,
    },
    {
      result: pen.of({ metric: 'npvUsdPerCriticalMw', value: value.npvUsdPerCriticalMw }),
      formula: 'NPV per critical MW = NPV of the lease ÷ critical MW',
      inputs: [npv, critical],
      arithmetic: `${exact(npvUsd)} ÷ ${exact(value.criticalMw)} = ${exact(value.npvUsdPerCriticalMw)}`,
    },
  ];
}
