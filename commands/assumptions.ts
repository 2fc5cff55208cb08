import { answers, type CommandContext, command, economics, parameters, reply, UserError } from 'hashdesk';

type Name = economics.AssumptionName;

const site = parameters.siteName({ description: 'For this site alone' });

const name = parameters.word({
  description: 'Name of the assumption',
  positional: true,
  required: true,
  example: 'rentUsdPerKwMonth',
});

const setInputs = {
  name,
  value: parameters.word({
    description: 'Its value in the unit of its name',
    positional: true,
    required: true,
    example: '155',
  }),
  site,
};
const resetInputs = { name, site };

const set = command({
  name: 'set',
  summary: 'Assume something else here from now on',
  parameters: setInputs,
  examples: [
    'assumptions set difficultyGrowthPercentPerYear 10',
    'assumptions set rentUsdPerKwMonth 155 site=rockdale',
  ],
  needs: 'change',
  async run({ name: word, value: text, site }, context) {
    const name = answers.assumptionCalled(word);
    const value = answers.readAssumptionValue({ name, text });
    await context.assumptions.assume({ name, value, site });
    return said({ title: (value) => `${name}${at(site)} is ${value} from now on`, name, site, context });
  },
});

const reset = command({
  name: 'reset',
  summary: 'Take an assumption back to its default',
  parameters: resetInputs,
  examples: ['assumptions reset difficultyGrowthPercentPerYear'],
  needs: 'change',
  async run({ name: word, site }, context) {
    const name = answers.assumptionCalled(word);
    await context.assumptions.assume({ name, value: undefined, site });
    const ofWorkspace = site === undefined ? undefined : (await context.assumptions.overrides())[name];
    const back = ofWorkspace === undefined ? 'its default' : 'what this workspace assumes';
    return said({ title: (value) => `${name}${at(site)} is back to ${back}: ${value}`, name, site, context });
  },
});

export default command({
  name: 'assumptions',
  summary: 'What mine or lease takes for granted: value, range, source and date; set and reset change it',
  metrics: answers.leaseMetrics,
  parameters: {
    filter: parameters.word({
      description: 'Words of a name, in quotes when several',
      positional: true,
      example: 'rent',
    }),
    site,
  },
  examples: ['assumptions', 'assumptions rent'],
  subcommands: [set, reset],
  async run({ filter, site }, context) {
    const words = filter?.trim() ?? '';
    const names = words === '' ? economics.assumptionNames : matching(words);
    const of = await asked({ names, site, context });
    const about = words === '' ? '' : ` about ${words}`;
    return reply({
      title: `${names.length} ${names.length === 1 ? 'assumption' : 'assumptions'}${about}${at(site)}, ${ownWords(of)}`,
      blocks: [
        answers.assumptionValues(of),
        {
          kind: 'note',
          tone: 'info',
          parts: ['For one question: assume="name=value". For this workspace: assumptions set name value.'],
        },
      ],
      details: [answers.assumptionList(of)],
    });
  },
});

/** Every assumption that holds the words, in the order of the list. */
function matching(words: string): readonly Name[] {
  const parts = words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const names = economics.assumptionNames.filter((name) => {
    const said = `${name} ${economics.assumptions[name].label}`.toLowerCase();
    return parts.every((part) => said.includes(part));
  });
  if (names.length > 0) return names;
  const near = answers.nearestAssumptions(words);
  throw new UserError(`No assumption is about “${words.slice(0, 40)}”.`, {
    suggestions: near.length > 0 ? near.map((name) => `assumptions ${name}`) : ['assumptions'],
  });
}

const at = (site: string | undefined): string => (site === undefined ? '' : ` at ${site}`);

interface Asked {
  site: string | undefined;
  context: CommandContext;
}

async function said({ title, name, ...of }: Asked & { title: (value: string) => string; name: Name }) {
  const one = await asked({ names: [name], ...of });
  return reply({
    title: title(answers.assumptionHere({ ...one, name }).text),
    blocks: [answers.assumptionList(one)],
  });
}

/** How many of them nobody took from the defaults. */
function ownWords({ names, own, ofSite }: Awaited<ReturnType<typeof asked>>): string {
  const set = names.filter((name) => name in own || name in ofSite).length;
  return set === 0 ? 'all at their defaults' : `${set} of them set here`;
}

async function asked({ names, site, context }: Asked & { names: readonly Name[] }) {
  const own = await context.assumptions.overrides();
  const ofSite = site === undefined ? {} : await context.assumptions.overrides({ site });
  return { names, own, ofSite, observedAt: context.now() };
}
