import {
  answers,
  type Block,
  chartBlock,
  command,
  economics,
  type Figure,
  figure,
  parameters,
  reply,
  tableOf,
  UserError,
} from 'hashdesk';

const SHOWN = 25;

export default command({
  name: 'machines',
  summary: 'Machines ranked by margin per MW now, with their breakeven power price',
  aliases: ['asics'],
  parameters: {
    power: parameters.powerPrice({ description: 'Power price', positional: true }),
    filter: parameters.word({
      description: 'Parts of names, a maker or a cooling; all for every machine',
      positional: true,
      example: 'hydro',
    }),
  },
  examples: [
    'machines',
    'machines all',
    'machines hydro 45',
    'machines s21 at 5c',
    'machines "s21xp, s19jpro" at 6c',
  ],
  async run({ filter: asked, power }, { market, answers: { workings } }) {
    const all = asked?.toLowerCase() === 'all';
    const filter = all ? undefined : asked;
    const view = answers.viewMarket({ snapshot: await market.snapshot() });
    const ranked = rank({ machines: matching(filter), view, ...(power === undefined ? {} : { power }) });
    const shown = all || ranked.length <= SHOWN ? ranked : ranked.slice(0, SHOWN);
    const [first] = ranked;
    const earned = new Map(ranked.map((of) => [of, earnings(of)]));
    workings({ kind: 'machines', cases: shown, view });
    const now = view.snapshot.now;
    const input = (name: Parameters<typeof answers.inputFigure>[0]['input']) =>
      answers.inputFigure({ question: first!.question, input: name, now })!;
    return reply({
      title: headline({
        ranked,
        at: `${input('powerPriceUsdPerMwh').text}${power === undefined ? ', the default' : ''}`,
      }),
      ...answers.marketFrame({ view }),
      blocks: [
        shortTable(ranked, earned),
        ...chartBlock(
          answers.machinesChart({
            breakevens: ranked.map((of) => earned.get(of)![1]!),
            power: input('powerPriceUsdPerMwh'),
            isDefault: power === undefined,
            view,
          }),
        ),
        ...answers.marketRemarks({ view }),
      ],
      details: [
        {
          kind: 'text',
          parts: [
            'Margin of one machine with power at ',
            input('powerPriceUsdPerMwh'),
            ', the best per MW first: at one power price that is the highest breakeven.',
          ],
        },
        table(shown, earned),
        ...moreNote({ hidden: ranked.length - shown.length }),
        {
          kind: 'note',
          tone: 'info',
          parts: [
            ...(power === undefined ? ['The power price is the default. '] : []),
            'Defaults: PUE ',
            input('pue'),
            ', uptime ',
            input('uptimePercent'),
            ', pool fee ',
            input('poolFeePercent'),
            '. Figures are verified where they are “agreed”: two lists have them and none contradicts.',
          ],
        },
      ],
      explanation: answers.siteSteps({ of: first!, view }),
    });
  },
});

/** Machines whose maker, model or cooling contains the words, or those of one part where commas stand between several. */
function matching(filter: string | undefined): readonly economics.Machine[] {
  if (filter === undefined) return economics.machines;
  const parts = filter.split(',').filter((part) => part.trim() !== '');
  return parts.length > 1 ? [...new Set(parts.flatMap(compared))] : matchingOne(filter);
}

/** Who compares machines names each: a whole name is that machine alone. */
function compared(name: string): readonly economics.Machine[] {
  const known = economics.findMachine({ name: name.trim() });
  return 'found' in known ? [known.found] : matchingOne(name.trim());
}

function matchingOne(filter: string): readonly economics.Machine[] {
  const plain = (text: string) => text.toLowerCase().replace(/[\s-]/g, '');
  const found = economics.machines.filter(({ vendor, model, cooling }) =>
    plain(`${vendor} ${model} ${cooling}`).includes(plain(filter)),
  );
  if (found.length === 0) {
    const announced = economics.announcedMachine({ name: filter });
    if (announced !== undefined) throw new UserError(`${announced}.`, { suggestions: ['machines'] });
    throw new UserError(`No machine matches “${filter}”. Give part of a name, a maker or a cooling.`, {
      suggestions: ['machines s21', 'machines MicroBT', 'machines hydro'],
    });
  }
  return found;
}

function rank(asked: { machines: readonly economics.Machine[]; view: answers.MarketView; power?: number }) {
  const { machines, view, power } = asked;
  const one = answers.describedSite({
    fleet: [{ machine: machines[0]!, count: 1 }],
    inputs: { ...NOTHING, power },
  });
  return machines
    .map((machine) => {
      const site = {
        ...one.site,
        name: `1 × ${economics.machineLabel({ machine })}`,
        fleet: [{ machine, count: 1 }],
      };
      return answers.siteCase({ question: { ...one, site }, view });
    })
    .sort((a, b) => marginPerMwUsd(b) - marginPerMwUsd(a));
}

/** Megawatts are what a site has few of: by the machine, a box of double size would win. */
const marginPerMwUsd = ({ economics }: answers.SiteCase): number =>
  economics.marginUsdPerDay / economics.powerDrawMw;

const NOTHING = Object.fromEntries(
  Object.keys(answers.siteParameters).map((name) => [name, undefined]),
) as Parameters<typeof answers.describedSite>[0]['inputs'];

/** `S21 XP Hyd earns most per MW with power at $50.00/MWh; 30 of 53 machines earn`, of the machines asked about. */
function headline(asked: { ranked: readonly answers.SiteCase[]; at: string }): string {
  const { ranked, at } = asked;
  const best = machineOf(ranked[0]!);
  const earning = ranked.filter(({ economics }) => economics.marginUsdPerDay > 0).length;
  if (ranked.length === 1) return `${best} ${earning === 1 ? 'earns' : 'loses'} money with power at ${at}`;
  return `${best} earns most per MW with power at ${at}; ${earning} of ${ranked.length} machines earn`;
}

const machineOf = ({ economics: { classes } }: answers.SiteCase): string =>
  economics.machineLabel({ machine: classes[0]!.machine });

/** What each machine earns stands in two tables. */
type Earned = ReadonlyMap<answers.SiteCase, Figure[]>;

function shortTable(cases: readonly answers.SiteCase[], earned: Earned): Block {
  return tableOf({
    title: 'A machine’s margin, the best per MW first',
    inDetails: true,
    columns: ['Machine', 'Margin', 'Breakeven'],
    rows: cases.map((of) => [machineOf(of), ...earned.get(of)!]),
  });
}

function table(cases: readonly answers.SiteCase[], earned: Earned): Block {
  return {
    kind: 'table',
    columns: [
      { label: 'Machine', align: 'left' },
      { label: 'Figures', align: 'left' },
      { label: 'TH/s', align: 'right' },
      { label: 'J/TH', align: 'right' },
      { label: 'Margin', align: 'right' },
      { label: 'Breakeven power', align: 'right' },
    ],
    rows: cases.map((of) => {
      const { machine, efficiencyJPerTh } = of.economics.classes[0]!;
      const subject = machineOf(of);
      const spec = { source: machine.source, observedAt: of.from.observedAt };
      return [
        subject,
        economics.machineEvidence({ machine }),
        figure({ metric: 'machineHashrateThPerS', value: machine.hashrateThPerS, subject, from: spec }),
        figure({ metric: 'efficiencyJPerTh', value: efficiencyJPerTh, subject, from: spec }),
        ...earned.get(of)!,
      ];
    }),
  };
}

/** What one machine earns, and the power price at which it earns nothing. */
function earnings(of: answers.SiteCase): Figure[] {
  const { marginUsdPerDay, breakevenPowerPriceUsdPerMwh } = of.economics.classes[0]!;
  const about = { subject: machineOf(of), from: of.from };
  return [
    figure({ metric: 'marginUsdPerDay', value: marginUsdPerDay, ...about }),
    figure({ metric: 'breakevenPowerPriceUsdPerMwh', value: breakevenPowerPriceUsdPerMwh, ...about }),
  ];
}

const moreNote = ({ hidden }: { hidden: number }): Block[] =>
  hidden > 0
    ? [{ kind: 'note', tone: 'info', parts: [`${hidden} more: machines all, or narrow it: machines hydro`] }]
    : [];
