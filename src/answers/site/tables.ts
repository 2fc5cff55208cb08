import type { Block, BlockOf } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { machineLabel } from '../../economics/index.ts';
import { meanOf, nowUsdPerMwh, powerName } from './power.ts';
import { isSplit } from './priced.ts';
import { costsNotGiven, type SiteCase, type SiteMetric, siteFigure } from './question.ts';

/** What a day brings and costs, and the machinery behind it. */
export const EARNINGS: SiteMetric[] = [
  'revenueUsdPerDay',
  'poolFeeUsdPerDay',
  'powerCostUsdPerDay',
  'cashCostUsdPerDay',
  'marginUsdPerDay',
  'marginPercent',
  'hashratePhPerS',
  'powerDrawMw',
  'energyMwhPerDay',
  'btcPerDay',
  'fleetEfficiencyJPerTh',
];

export const figuresBlock = ({
  of,
  metrics,
}: {
  of: SiteCase;
  metrics: readonly SiteMetric[];
}): BlockOf<'figures'> => ({
  kind: 'figures',
  figures: metrics.map((metric) => siteFigure({ of, metric })),
});

const BREAKEVENS: { name: string; allCosts: SiteMetric; energyOnly: SiteMetric }[] = [
  {
    name: 'Power price',
    allCosts: 'breakevenPowerPriceUsdPerMwh',
    energyOnly: 'breakevenPowerPriceEnergyOnlyUsdPerMwh',
  },
  {
    name: 'Hashprice',
    allCosts: 'breakevenHashpriceUsdPerPhDay',
    energyOnly: 'breakevenHashpriceEnergyOnlyUsdPerPhDay',
  },
  { name: 'BTC price', allCosts: 'breakevenBtcPriceUsd', energyOnly: 'breakevenBtcPriceEnergyOnlyUsd' },
];

/** Where margin is zero, with all cash costs, or those that are known, and with energy only beside it. */
export function breakevenTable({ of }: { of: SiteCase }): Block {
  return {
    kind: 'table',
    title: 'Breakeven',
    columns: [
      { label: '', align: 'left' },
      { label: costsNotGiven(of).length > 0 ? 'Costs given' : 'All cash costs', align: 'right' },
      { label: 'Energy only', align: 'right' },
    ],
    rows: BREAKEVENS.map(({ name, allCosts, energyOnly }) => [
      name === 'Power price' && isSplit(of.question) ? powerName(of.question) : name,
      siteFigure({ of, metric: allCosts }),
      siteFigure({ of, metric: energyOnly }),
    ]),
  };
}

/** Whether a class loses money at a price of power; without one at the price that it is counted at. */
export const losesAt =
  (usdPerMwh: number | undefined) =>
  ({ losesMoney, breakevenPowerPriceUsdPerMwh }: SiteCase['economics']['classes'][number]): boolean =>
    usdPerMwh === undefined ? losesMoney : breakevenPowerPriceUsdPerMwh < usdPerMwh;

/** One row per machine class, the worst efficiency first: that is the order to curtail in. */
export function classTable({ of }: { of: SiteCase }): Block {
  const mean = meanOf(of);
  const now = nowUsdPerMwh(of);
  const classes = [...of.economics.classes].sort((a, b) => b.efficiencyJPerTh - a.efficiencyJPerTh);
  return {
    kind: 'table',
    title: `By machine class${mean}, before costs of the whole site`,
    columns: [
      { label: 'Class', align: 'left' },
      { label: 'Machines', align: 'right' },
      { label: 'J/TH', align: 'right' },
      { label: 'Margin', align: 'right' },
      { label: 'Breakeven power', align: 'right' },
      { label: mean !== '' && now === undefined ? 'At mean' : 'Now', align: 'left' },
    ],
    rows: classes.map((it) => {
      const label = machineLabel({ machine: it.machine });
      const show = (
        metric: 'machineCount' | 'efficiencyJPerTh' | 'marginUsdPerDay' | 'breakevenPowerPriceUsdPerMwh',
        value: number,
      ) => figure({ metric, value, subject: `${of.subject}, ${label}`, from: of.from });
      return [
        label,
        show('machineCount', it.count),
        show('efficiencyJPerTh', it.efficiencyJPerTh),
        show('marginUsdPerDay', it.marginUsdPerDay),
        show('breakevenPowerPriceUsdPerMwh', it.breakevenPowerPriceUsdPerMwh),
        losesAt(now)(it) ? 'loses money' : 'earns',
      ];
    }),
  };
}
