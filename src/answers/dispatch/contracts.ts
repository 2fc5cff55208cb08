import type { Block, Part, Step } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { UserError } from '../../common/errors.ts';
import {
  type DispatchPlan,
  OutOfRangeError,
  type PowerBlock,
  type RestartRules,
  type SiteDispatch,
  siteDispatch,
} from '../../economics/index.ts';
import { dispatchMetrics } from './metrics.ts';

/** What a site has sold or bought ahead, for which its machines run or may stop. */
export interface Contracts {
  /** Unused, it is sold back at the index. */
  block?: PowerBlock | undefined;
  /** Load that is held ready for the grid, and what a MW of it is paid for an hour where that is known. */
  reserve?: { reserveMw: number; usdPerMwHour?: number } | undefined;
}

/** A class with its plan, at the load that it draws with the uptime of the site. */
interface Planned {
  label: string;
  meanLoadMw: number;
  strikeUsdPerMwh: number;
  plan: DispatchPlan;
}

/** A day of a site under its contracts, at the prices that it was decided on. */
export interface Contracted {
  contracts: Contracts;
  site: SiteDispatch;
  /** What the site earns by the plan, and what it earns less where the reserve is held, before that is paid. */
  planUsd: number;
  heldUsd?: number;
  /** MWh by class that run for the reserve, against the plan. */
  heldMwh: readonly number[];
}

/** Undefined without contracts. @throws UserError where more is sold than the site draws */
export function contracted(asked: {
  contracts?: Contracts | undefined;
  rules: RestartRules;
  classes: readonly Planned[];
}): Contracted | undefined {
  const { contracts = {}, rules } = asked;
  const { block, reserve } = contracts;
  if (block === undefined && reserve === undefined) return undefined;
  const classes = asked.classes.map(({ meanLoadMw: loadMw, strikeUsdPerMwh, plan }) => ({
    loadMw,
    strikeUsdPerMwh,
    plan,
  }));
  const terms = { classes, rules, ...(block && { block }) };
  const without = siteDispatch(terms);
  const { profitUsd: planUsd } = without;
  if (reserve === undefined) return { contracts, site: without, planUsd, heldMwh: [] };
  try {
    const site = siteDispatch({ ...terms, reserve: { usdPerMwHour: 0, ...reserve } });
    const heldUsd = planUsd - (site.profitUsd - site.reserveUsd);
    const heldMwh = site.usedMwhByClass.map((mwh, item) => mwh - without.usedMwhByClass[item]!);
    return { contracts, site, planUsd, heldUsd, heldMwh };
  } catch (error) {
    if (!(error instanceof OutOfRangeError)) throw error;
    throw new UserError(`${error.message}: no more than its machines draw can be held as reserve.`, {
      parameter: 'reserve',
    });
  }
}

/** What block and reserve come to, on the prices of the plan. */
export function contractBlocks(asked: {
  of: Contracted;
  classes: readonly Planned[];
  subject: string;
  from: Provenance;
  /** Whether the plan is counted at what the site pays. */
  isPaid: boolean;
}): Block[] {
  const { of, classes, subject, from, isPaid } = asked;
  const { block, reserve } = of.contracts;
  const pen = (metric: keyof typeof dispatchMetrics, value: number, about = subject) =>
    figure({ own: dispatchMetrics, metric, value, subject: about, from });
  const text = (parts: Part[]): Block => ({ kind: 'text', parts });
  const running = of.heldMwh.flatMap((mwh, item): Part[] =>
    mwh > 0
      ? [', ', pen('heldMwh', mwh, `${subject}, ${classes[item]!.label}`), ` of ${classes[item]!.label}`]
      : [],
  );
  return [
    ...(reserve === undefined
      ? []
      : [
          text([
            pen('reserveMw', reserve.reserveMw),
            ' are reserve and not shed: ',
            ...(running.length === 0
              ? ['more than that runs anyway']
              : [
                  ...running.slice(1),
                  ' run on in hours off',
                  ...(isPaid ? [', at a cost of ', pen('heldUsd', of.heldUsd!)] : []),
                ]),
            ...(reserve.usdPerMwHour === undefined
              ? ['; what it is paid was not given.']
              : ['; it is paid ', pen('reserveUsd', of.site.reserveUsd), '.']),
          ]),
        ]),
    ...(block === undefined ? [] : [text(blockWords({ of, block, pen }))]),
  ];
}

/** What holding the reserve costs, and what was sold back of the block. */
export function contractSteps(asked: { of: Contracted; subject: string; from: Provenance }): Step[] {
  const { of, subject, from } = asked;
  const { site, planUsd, heldUsd } = of;
  const { block, reserve } = of.contracts;
  const ofBlockUsd = block === undefined ? 0 : site.hours * block.blockMw * block.blockUsdPerMwh;
  const atIndexUsd = site.netPowerUsd - ofBlockUsd;
  const pen = (metric: keyof typeof dispatchMetrics, value: number) =>
    figure({ own: dispatchMetrics, metric, value, subject, from });
  return [
    ...(reserve === undefined || heldUsd === undefined
      ? []
      : [
          {
            result: pen('heldUsd', heldUsd),
            formula:
              'cost of holding = what the plan earns − what is earned with the reserve held, before it is paid',
            inputs: [pen('reserveMw', reserve.reserveMw)],
            arithmetic: `${exact(planUsd)} − ${exact(planUsd - heldUsd)} = ${exact(heldUsd)}`,
          },
        ]),
    ...(block === undefined || site.usedMwh === 0
      ? []
      : [
          {
            result: pen('netPowerUsdPerMwh', site.netPowerUsd / site.usedMwh),
            formula: 'power, net = (block × its price + Σ (used − block) × index) ÷ energy used',
            inputs: [
              pen('blockMw', block.blockMw),
              pen('blockUsdPerMwh', block.blockUsdPerMwh),
              pen('soldBackUsd', site.creditUsd),
            ],
            arithmetic: `(${exact(ofBlockUsd)} ${atIndexUsd < 0 ? '−' : '+'} ${exact(Math.abs(atIndexUsd))}) ÷ ${exact(site.usedMwh)} = ${exact(site.netPowerUsd / site.usedMwh)}`,
          },
        ]),
  ];
}

function blockWords(asked: {
  of: Contracted;
  block: PowerBlock;
  pen: (metric: keyof typeof dispatchMetrics, value: number) => Part;
}): Part[] {
  const { of, block, pen } = asked;
  const { creditUsd, netPowerUsdPerMwh } = of.site;
  return [
    'Of a block of ',
    pen('blockMw', block.blockMw),
    ' at ',
    pen('blockUsdPerMwh', block.blockUsdPerMwh),
    ', what is not used is sold back for ',
    pen('soldBackUsd', creditUsd),
    ...(netPowerUsdPerMwh === undefined
      ? ['; no power is used.']
      : [
          '; power costs ',
          pen('netPowerUsdPerMwh', netPowerUsdPerMwh),
          ' used, net of that, with the index day ahead.',
        ]),
  ];
}
