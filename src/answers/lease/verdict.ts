import { type Block, type Part, textOf } from '../../chat/reply.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { midSentence } from '../site/notes.ts';
import { powerSentence } from '../site/power.ts';
import { npvWords, taxWords } from './basis.ts';
import type { Judgement, Ruling } from './judgement.ts';
import { pathWords } from './path.ts';
import { riskName } from './risk.ts';
import { summaryFigures } from './tables.ts';
import { turningLine, turningParts } from './turning.ts';

/** The verdict of the one rule in a line: `leasing all 100.0 MW beats mining by $166.5M of NPV; …`. */
export const verdictLine = (of: Ruling): string => textOf(verdictParts(of));

export const verdictParts = (of: Ruling): Part[] => (of.verdict.tooCloseToCall ? tooClose(of) : called(of));

/** After another claim: that the verdict of the one rule is open, and why. */
export const openParts = (of: Ruling): Part[] =>
  doubts(of, { it: 'the conversion', its: 'the conversion’s' }).flatMap(({ parts }, at) => [
    at === 0 ? '; too close to call: ' : ', and ',
    ...parts,
  ]);

/** What the verdict comes to: the money of the conversion and on which basis, what turns it, and what would decide it where it is open. */
export const verdictSummary = (of: Judgement): Block[] =>
  sentences(moneyParts(of), turningLine(of), decider(of), laterParts(of));

function moneyParts(of: Judgement): Part[] {
  const { question, view } = of.pivot;
  const [first, ...others] = summaryFigures(of).map((one): Part[] => [midSentence(one.label), ' ', one]);
  return [
    ...capital(first!),
    ...others.flatMap((parts) => [', ', ...parts]),
    `. ${npvWords(of.pivot)}. `,
    ...powerSentence({ question, now: view.snapshot.now }),
  ];
}

/** The verdict in full: the rule with its figures, all that turns it. */
export const verdictBlocks = (of: Judgement): Block[] => [
  { kind: 'text', parts: rule(of) },
  { kind: 'text', parts: turningParts(of) },
];

const sentences = (...all: Part[][]): Block[] =>
  all.flatMap((parts) => (parts.length > 0 ? [{ kind: 'text' as const, parts }] : []));

type Converted = Pick<Ruling, 'pen' | 'judged' | 'subject' | 'compared'>;

const amount = ({ pen, judged, subject }: Ruling): Part => {
  const ahead = judged.gainUsd > 0;
  const of = ahead ? subject : `mining above ${subject}`;
  return pen.of({ metric: 'gainUsd', value: Math.abs(judged.gainUsd), subject: of });
};

/** The conversion that is judged, in words: `leasing all 100.0 MW`, `GPU cloud on 40.0 MW of 100.0 MW`. */
export function conversionParts({ pen, judged, subject, compared }: Converted): Part[] {
  const { convertedMw: value, use } = judged;
  const { grossMw } = compared.leasable;
  const verb = use === 'gpuCloud' ? 'GPU cloud on ' : 'leasing ';
  const converted = pen.of({ metric: 'convertedMw', value, subject });
  // Megawatts that were typed as critical come back from the ratio a rounding away.
  if (value >= grossMw * (1 - 1e-9)) return [`${verb}all `, converted];
  return [verb, converted, ' of ', pen.of({ metric: 'grossMw', value: grossMw, subject: 'whole site' })];
}

export const capital = ([first, ...others]: Part[]): Part[] =>
  typeof first === 'string'
    ? [first.charAt(0).toUpperCase() + first.slice(1), ...others]
    : [first!, ...others];

function called(of: Ruling): Part[] {
  const said: Part[] =
    of.judged.gainUsd > 0
      ? [...conversionParts(of), ' beats mining by ', amount(of), ' of NPV']
      : ['mining beats ', ...conversionParts(of), ' by ', amount(of), ' of NPV'];
  return [...said, ...onPaths(of)];
}

function onPaths({ pen, verdict, subject, outcomes, judged }: Ruling): Part[] {
  const value = verdict.positivePercent;
  if (value === undefined) return [];
  const above = `${subject} above mining`;
  const mean = pen.of({ metric: 'meanUsd', value: outcomes.judged.gain.meanUsd, subject: above });
  const gains = judged.use === 'gpuCloud' ? 'GPU cloud gains ' : 'leasing gains ';
  return [
    '; over ',
    pen.of({ metric: 'pathCount', value: outcomes.paths }),
    judged.gainUsd > 0 ? ' paths ' : ` paths ${gains}`,
    mean,
    ' on average, above 0 on ',
    pen.of({ metric: 'gainPositivePercent', value, subject }),
  ];
}

function tooClose(of: Ruling): Part[] {
  const ahead = of.judged.gainUsd > 0;
  return [
    'too close to call: ',
    ...conversionParts(of),
    ' is worth ',
    amount(of),
    ahead ? ' more than mining' : ' less than mining',
    ...doubts(of, { it: 'it', its: 'its' }).flatMap(({ and, parts }) => [and, ...parts]),
  ];
}

/** Why it is too close to call; nothing where it is not. */
function doubts(
  { pen, verdict, subject, outcomes }: Ruling,
  { it, its }: { it: string; its: string },
): { and: string; parts: Part[] }[] {
  const said: { and: string; parts: Part[] }[] = [];
  if (verdict.doubts.includes('rates disagree')) {
    const value = verdict.incrementalNpvUsd;
    const incremental = pen.of({ metric: 'incrementalNpvUsd', value, subject });
    said.push({ and: ', but ', parts: [`${its} incremental NPV is `, incremental] });
  }
  if (verdict.doubts.includes('paths disagree')) {
    const share = { metric: 'gainPositivePercent', value: verdict.positivePercent ?? 0, subject } as const;
    const paths = pen.of({ metric: 'pathCount', value: outcomes.paths });
    said.push({ and: ', and ', parts: [`${it} gains on `, pen.of(share), ' of ', paths, ' paths'] });
  }
  return said;
}

function decider(of: Judgement): Part[] {
  const { verdict, outcomes } = of;
  const [first, second] = outcomes.riskShares.filter(({ percent }) => percent > 0);
  const rates = 'which discount rate mining deserves';
  const settled = [first, second].flatMap((one) => (one === undefined ? [] : [riskName(of, one.risk)]));
  const risks = `${settled.join(' and ')}, which spread the gain most`;
  const said = [
    ...(verdict.doubts.includes('rates disagree') ? [rates] : []),
    ...(verdict.doubts.includes('paths disagree') && settled.length > 0 ? [risks] : []),
  ];
  return said.length > 0 ? [`What would decide it: ${said.join('; ')}.`] : [];
}

/** Less than a hundredth of the site is no reason to wait. */
const WORTH_SAYING = 0.01;

/** A lease that is worth most when it begins later, on the path and on the same terms. */
function laterParts({ pen, when, compared }: Judgement): Part[] {
  const { best, neverUsd } = when;
  const { npvUsd } = compared.judged;
  const more = best.npvUsd - Math.max(neverUsd, npvUsd);
  if (best.waitMonths === 0 || more < WORTH_SAYING * Math.abs(best.npvUsd)) return [];
  const months = pen.of({ metric: 'bestStartMonths', value: best.waitMonths });
  return [
    'Worth more than both on the stated path: mine first and begin colocation ',
    months,
    ', ',
    pen.of({ metric: 'gainUsd', value: more, subject: 'waiting for the best month' }),
    ' above the better of the two, if the tenant waits.',
  ];
}

/** The rule in one line, and its stress. */
function rule(of: Judgement): Part[] {
  const { pen, judged, subject, compared, pivot } = of;
  const own =
    judged.use === 'gpuCloud' ? ('gpuCloudDiscountPercent' as const) : ('colocationDiscountPercent' as const);
  const rate = pen.assumed(own);
  return [
    'The rule: NPV of the site, ',
    ...conversionParts(of),
    `, less that of never leasing, ${taxWords(pivot)} and without debt, mining at `,
    pen.assumed('miningDiscountPercent'),
    ', the conversion at ',
    rate,
    ', is ',
    pen.of({ metric: 'gainUsd', value: judged.gainUsd, subject }),
    ...onPaths(of),
    '. As a stress, incremental NPV with mining at ',
    rate,
    ' too: ',
    pen.of({ metric: 'incrementalNpvUsd', value: judged.incrementalNpvUsd, subject }),
    `. Over ${compared.months} months from ${monthWords(compared.startMonth)}, ${pathWords(of)}.`,
  ];
}
