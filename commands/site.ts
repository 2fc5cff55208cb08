import {
  answers,
  type Block,
  type CommandContext,
  command,
  type FleetFile,
  givenFile,
  measuredFleet,
  parameters,
  reply,
  siteKey,
  UserError,
  writeFleetFile,
} from 'hashdesk';

type StoredSite = Awaited<ReturnType<CommandContext['sites']['get']>>;

const existing = parameters.siteName({
  description: 'The site',
  positional: true,
  demo: true,
  required: true,
});
const newName = parameters.newName({
  description: 'Name of the site, in quotes when it has several words',
  positional: true,
  example: 'prairie',
});

const anyName = parameters.newName({
  description: 'The site, existing or new',
  positional: true,
  required: true,
  example: 'prairie',
});

const add = command({
  name: 'add',
  summary: 'Add a site: its machines, its power price, and what else is known of it',
  parameters: { name: newName, ...answers.siteParameters, ...answers.conversionParameters },
  examples: ['site add rockdale 100 MW s21xp at $45/MWh pue=1.03 fee=2% uptime=97%'],
  needs: 'change',
  adds: true,
  async run({ name, fleet, ...inputs }, { sites, now }) {
    if (name === undefined || fleet === undefined) {
      const given = { ...answers.givenFields({ ...inputs, fleet }), ...answers.givenConversion(inputs) };
      const pue = given.pue ?? answers.SITE_DEFAULTS.pue;
      const filled = fleet && { fleet: answers.fleetOf({ requests: fleet, pue }) };
      const blocks = [answers.addForm({ name, given: { ...given, ...filled } })];
      return reply({ title: 'What is the site like?', visibility: 'private', blocks });
    }
    const question = answers.describedSite({ name, fleet, inputs: { ...inputs, fleet } });
    const added = await sites.add(answers.withConversion({ site: question.site, inputs }));
    return answers.savedSite({
      title: `${added.site.name} was added`,
      question: { ...question, site: added.site, source: `site ${name}` },
      now: now(),
    });
  },
});

const edit = command({
  name: 'edit',
  summary: 'Change inputs of a site; what is not named stays as it is',
  parameters: {
    site: existing,
    name: parameters.newName({ description: 'A new name', example: 'prairie' }),
    ...answers.siteParameters,
    ...answers.conversionParameters,
  },
  examples: ['site edit rockdale power=48 uptime=95%'],
  needs: 'change',
  async run({ site, name, ...inputs }, { sites, now }) {
    const read = await sites.get(site);
    const changed = {
      ...answers.withConversion({ site: answers.withInputs({ site: read.site, inputs }), inputs }),
      ...(name === undefined ? {} : { name }),
    };
    if ([name, ...Object.values(inputs)].every((value) => value === undefined)) {
      return reply({ title: 'What changes?', visibility: 'private', blocks: answers.editForms(read.site) });
    }
    const kept = await sites.replace(read, changed);
    return answers.savedSite({
      title: `${kept.site.name} was changed`,
      question: answers.questionAbout(kept),
      now: now(),
    });
  },
});

const show = command({
  name: 'show',
  leadsTo: 'profit',
  summary: 'The inputs of a site and its fleet',
  parameters: { site: existing },
  examples: ['site show demo'],
  async run({ site }, { sites, now }) {
    const stored = await sites.get(site);
    const about = { question: answers.questionAbout(stored), now: now() };
    return reply({
      title: `${stored.site.name}${stored.demo ? ' (demo site)' : ''}: ${answers.recordTitle(about)}`,
      blocks: answers.recordBlocks(about),
    });
  },
});

const addButton: Block = {
  kind: 'actions',
  actions: [{ label: 'Add a site', command: 'site add', style: 'plain' }],
};

const list = command({
  name: 'list',
  leadsTo: 'profit',
  summary: 'Your sites with their draw and their margin now',
  aliases: ['ls'],
  parameters: {},
  examples: ['site list'],
  async run(_, context) {
    const stored = await context.sites.list();
    const damaged = await answers.damagedSites(context.sites);
    const add: Block[] = [...damaged, ...(context.asker.rights.change ? [addButton] : [])];
    if (stored.length > 0) {
      const view = answers.viewMarket({ snapshot: await context.market.snapshot() });
      const asked = stored.map(answers.questionAbout);
      const questions = await answers.atDayPrice({ questions: asked, view, context });
      const cases = questions.map((question) => answers.siteCase({ question, view }));
      const said = answers.allSitesAnswer({ cases, view });
      return { ...said, blocks: [...said.blocks, ...add] };
    }
    if (damaged.length > 0) return reply({ title: 'No site can be read', tone: 'warning', blocks: add });
    return reply({
      title: 'There are no sites yet',
      blocks: [
        {
          kind: 'text',
          parts: ['Add one: site add rockdale 100 MW s21xp at $45/MWh. Or look at a demo site: profit demo.'],
        },
        ...add,
      ],
    });
  },
});

const remove = command({
  name: 'remove',
  summary: 'Remove a site; asks first',
  aliases: ['rm', 'delete'],
  parameters: { site: existing },
  examples: ['site remove rockdale'],
  needs: 'change',
  async run({ site }, { sites, asker: { confirmed } }) {
    const damaged = (await sites.damaged()).find((one) => siteKey(one) === siteKey(site));
    const name = damaged ?? (await sites.get(site)).site.name;
    if (confirmed) {
      await sites.remove(name);
      return reply({ title: `${name} was removed` });
    }
    const line = `${answers.siteLine({ verb: 'remove', name })} --yes`;
    return reply({
      title: `Remove ${name}?`,
      tone: 'warning',
      visibility: 'private',
      blocks: [
        {
          kind: 'text',
          parts: [
            'Its inputs and its fleet will be gone, and alerts about it wait for a site of that name. To keep a copy: ',
            answers.siteLine({ verb: 'export', name }),
          ],
        },
        { kind: 'actions', actions: [{ label: `Remove ${name}`, command: line, style: 'danger' }] },
      ],
    });
  },
});

const load = command({
  name: 'import',
  summary: 'Read a fleet from a CSV or JSON file into a site, new or existing',
  parameters: {
    name: anyName,
    as: parameters.choice({
      description: 'Miners by their nameplate, or by what the file measured',
      values: ['nameplate', 'measured'],
    }),
    file: parameters.file({
      description: 'A file, or its text pasted',
      positional: true,
      example: 'fleet.csv',
    }),
  },
  examples: ['site import rockdale fleet.csv'],
  needs: 'change',
  async run({ name, as, file }, context) {
    const source = await givenFile({ typed: file, attachment: context.attachment });
    if (source === undefined) {
      const title = `Which machines are at ${name}?`;
      return reply({ title, visibility: 'private', blocks: answers.fleetForm({ name, as }) });
    }
    const read = await context.readText('fleet', source);
    const fleet = fleetAs({ as, read });
    const present = await siteOrNone({ name, context });
    if (!context.asker.confirmed && !answers.isPlain(read)) {
      const site = present?.site.name ?? name;
      const isPresent = present !== undefined;
      return answers.importPreview({ file: read, source: source.name, site, isPresent, now: context.now() });
    }
    const said = present
      ? await replaceFleet({ present, fleet, context })
      : await addFleet({ name, fleet, context });
    return { ...said, blocks: [...said.blocks, ...answers.leftOut(read)] };
  },
});

function fleetAs({ as, read }: { as: 'nameplate' | 'measured' | undefined; read: FleetFile }) {
  if (as !== undefined && read.miners === undefined)
    throw new UserError(
      `as=${as} is for files with one row per miner: this one has a row per kind of machine.`,
    );
  if (as !== 'measured') return read.fleet;
  const measured = measuredFleet(read.miners ?? []);
  if (measured) return measured;
  throw new UserError('The file has no measurement that fits its models: import it with as=nameplate.');
}

type Fleet = FleetFile['fleet'];

async function replaceFleet(asked: { present: StoredSite; fleet: Fleet; context: CommandContext }) {
  const { present, fleet, context } = asked;
  const kept = await context.sites.replace(present, { ...present.site, fleet });
  return answers.savedSite({
    title: `The fleet of ${kept.site.name} was replaced`,
    question: answers.questionAbout(kept),
    now: context.now(),
  });
}

async function addFleet(asked: { name: string; fleet: Fleet; context: CommandContext }) {
  const { name, fleet, context } = asked;
  const added = answers.questionAbout(await context.sites.add({ name, ...answers.SITE_DEFAULTS, fleet }));
  const defaults = Object.keys(answers.SITE_DEFAULTS) as (keyof typeof answers.SITE_DEFAULTS)[];
  return answers.savedSite({
    title: `${name} was added with this fleet`,
    question: { ...added, defaults },
    now: context.now(),
  });
}

const save = command({
  name: 'export',
  summary: 'The fleet of a site as CSV or JSON',
  parameters: {
    site: existing,
    format: parameters.choice({
      description: 'The form of the file',
      positional: true,
      values: ['csv', 'json'],
    }),
  },
  examples: ['site export demo', 'site export demo json'],
  async run({ site, format = 'csv' }, { sites }) {
    const { name, fleet } = (await sites.get(site)).site;
    const content = writeFleetFile({ fleet, format });
    const file = `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}-fleet.${format}`;
    const mediaType = format === 'csv' ? 'text/csv' : 'application/json';
    return reply({ title: `Fleet of ${name}`, blocks: [{ kind: 'file', name: file, mediaType, content }] });
  },
});

export default command({
  name: 'site',
  leadsTo: 'profit',
  summary: 'Your sites: add, show, list, edit, remove, import and export',
  aliases: ['sites'],
  parameters: {},
  subcommands: [list, show, add, edit, remove, load, save],
  examples: ['site list', 'site show demo'],
  run: (_, context) => list.run({} as never, context),
});

async function siteOrNone({ name, context }: { name: string; context: CommandContext }) {
  const stored = await context.sites.list();
  return stored.find(({ site }) => siteKey(site.name) === siteKey(name));
}
