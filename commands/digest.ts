import {
  type Block,
  type CommandContext,
  calendar,
  command,
  type Digest,
  damagedBlocks,
  parameters,
  reply,
  type Schedule,
  showDigest,
  UserError,
} from 'hashdesk';

const when = {
  time: parameters.timeOfDay({
    description: 'The time of day by the clock of the time zone',
    positional: true,
    required: true,
  }),
  zone: parameters.timeZone({
    description: 'IANA time zone; daylight saving is followed',
    positional: true,
    required: true,
    aliases: ['timeZone'],
  }),
  sites: parameters.siteNames({
    description: 'The sites to tell of; all of them if none is named',
    positional: true,
  }),
};

const number = parameters.count({
  description: 'The number of the digest, as digest list shows it',
  what: 'The number of a digest',
  positional: true,
  required: true,
});

const dayOfWeek = parameters.dayOfWeek({
  description: 'The day of the week',
  positional: true,
  required: true,
});

const daily = command({
  name: 'daily',
  summary: 'Post a digest here every day',
  parameters: when,
  examples: ['digest daily 08:00 America/Chicago', 'digest daily 7:30am Europe/Oslo rockdale'],
  needs: 'change',
  adds: true,
  run: (asked, context) => added({ ...asked, days: 'daily', context }),
});

const weekdays = command({
  name: 'weekdays',
  summary: 'Post a digest here Monday to Friday',
  parameters: when,
  examples: ['digest weekdays 08:00 America/Chicago'],
  needs: 'change',
  adds: true,
  run: (asked, context) => added({ ...asked, days: 'weekdays', context }),
});

const weekly = command({
  name: 'weekly',
  summary: 'Post a digest here once a week',
  parameters: { day: dayOfWeek, ...when },
  examples: ['digest weekly mon 08:00 America/Chicago'],
  needs: 'change',
  adds: true,
  run: ({ day, ...asked }, context) => added({ ...asked, days: day, context }),
});

const preview = command({
  name: 'preview',
  summary: 'What a digest would say now: one by its number, or one of the sites named, or of all',
  parameters: {
    number: parameters.count({ description: 'The number of a digest that there is', positional: true }),
    sites: when.sites,
  },
  examples: ['digest preview'],
  async run({ number, sites = [] }, { digests }) {
    if (number !== undefined && sites.length > 0)
      throw new UserError(`Digest ${number} has its sites: give its number or sites, not both.`);
    const schedule = { days: 'daily' as const, minuteOfDay: 480, timeZone: 'UTC' };
    const said = await digests.preview(number ?? { schedule, sites });
    return { ...said, title: `Preview: ${said.title}`, visibility: 'private' };
  },
});

const list = command({
  name: 'list',
  summary: 'The digests there are, where they are posted, and when next',
  aliases: ['ls'],
  parameters: {},
  examples: ['digest list'],
  async run(_, { digests }) {
    const { digests: all, damaged } = await digests.list();
    if (all.length > 0 || damaged.length > 0)
      return reply({
        title: 'Digests',
        visibility: 'private',
        blocks: [
          ...(all.length > 0 ? [digestTable(all)] : []),
          ...damagedBlocks({ what: 'digest', damaged, does: 'It is not posted' }),
        ],
      });
    return reply({
      title: 'There are no digests yet',
      visibility: 'private',
      blocks: [
        {
          kind: 'text',
          parts: ['Add one: digest daily 08:00 America/Chicago. See what it says: digest preview.'],
        },
      ],
    });
  },
});

const pause = command({
  name: 'pause',
  summary: 'Stop posting a digest until it is resumed',
  parameters: { number },
  examples: ['digest pause 1'],
  needs: 'change',
  run: async ({ number }, { digests }) =>
    kept({ digest: await digests.setPaused(number, true), title: `Digest #${number} is paused` }),
});

const resume = command({
  name: 'resume',
  summary: 'Post a paused digest again, from the next time on',
  parameters: { number },
  examples: ['digest resume 1'],
  needs: 'change',
  run: async ({ number }, { digests }) =>
    kept({ digest: await digests.setPaused(number, false), title: `Digest #${number} is posted again` }),
});

const remove = command({
  name: 'remove',
  summary: 'Remove a digest; asks first',
  aliases: ['rm', 'delete'],
  parameters: { number },
  examples: ['digest remove 1'],
  needs: 'change',
  async run({ number }, { digests, asker: { confirmed } }) {
    if (confirmed) {
      await digests.remove(number);
      return reply({ title: `Digest #${number} was removed` });
    }
    const { damaged } = await digests.list();
    const what = damaged.includes(number)
      ? 'What is stored of it is damaged'
      : capital(showDigest((await digests.get(number)).settings));
    const action = {
      label: `Remove #${number}`,
      command: `digest remove ${number} --yes`,
      style: 'danger' as const,
    };
    return reply({
      title: `Remove digest #${number}?`,
      tone: 'warning',
      visibility: 'private',
      blocks: [
        { kind: 'text', parts: [`${what}.`] },
        { kind: 'actions', actions: [action] },
      ],
    });
  },
});

export default command({
  name: 'digest',
  summary: 'A daily or weekly post with hashprice, your sites, what fired and what comes next',
  aliases: ['digests'],
  parameters: {},
  subcommands: [daily, weekdays, weekly, preview, list, pause, resume, remove],
  examples: ['digest list'],
  run: (_, context) => list.run({} as never, context),
});

/** When and where a digest is posted, as a person typed it. */
interface Asked {
  days: Schedule['days'];
  time: number;
  zone: string;
  sites?: string[] | undefined;
  context: CommandContext;
}

async function added({ days, time, zone, sites = [], context }: Asked) {
  const schedule = { days, minuteOfDay: time, timeZone: zone };
  const digest = await context.digests.add({ schedule, sites });
  return kept({ digest, title: `Digest #${digest.number} was added` });
}

/** A digest as it is now: what it says and when, in full, and what can be done with it. */
function kept({ digest, title }: { digest: Digest; title: string }) {
  const { number, settings, paused } = digest;
  const does = paused
    ? 'Nothing is posted until it is resumed.'
    : `Next: ${nextOf(digest)}${inUtc(digest)}. All who read this conversation see it.`;
  const action = (label: string, verb: string) => ({
    label,
    command: `digest ${verb} ${number}`,
    style: 'plain' as const,
  });
  return reply({
    title,
    tone: paused ? 'neutral' : 'good',
    blocks: [
      { kind: 'text', parts: [`${capital(showDigest(settings))}. ${does}`] },
      {
        kind: 'actions',
        actions: [
          action('Preview', 'preview'),
          paused ? action('Resume', 'resume') : action('Pause', 'pause'),
        ],
      },
    ],
  });
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** `2026-04-21 08:00 America/Chicago` */
function nextOf({ plan, settings: { schedule } }: Digest): string {
  return `${calendar.showMoment({ time: plan.next.dueAt, timeZone: schedule.timeZone })} ${schedule.timeZone}`;
}

/** The same moment by UTC, for whoever meant another place. */
function inUtc({ plan, settings: { schedule } }: Digest): string {
  const utc = calendar.showMoment({ time: plan.next.dueAt, timeZone: 'UTC' });
  return schedule.timeZone === 'UTC' ? '' : `, which is ${utc} UTC`;
}

function digestTable(all: readonly Digest[]): Block {
  return {
    kind: 'table',
    columns: ['Digest', 'What', 'Where', 'Next', 'By'].map((label) => ({ label, align: 'left' as const })),
    rows: all.map((digest) => [
      `#${digest.number}`,
      showDigest(digest.settings),
      digest.settings.address.channel,
      digest.paused ? 'paused' : nextOf(digest),
      digest.settings.owner.name,
    ]),
  };
}
