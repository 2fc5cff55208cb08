import { alerts, command, parameters, reply, UserError } from 'hashdesk';

const zone = parameters.timeZone({
  description: 'IANA time zone',
  positional: true,
  required: true,
  aliases: ['timeZone'],
});

const set = command({
  name: 'set',
  summary: 'Hold the alerts of this channel back between two times of the day, or on whole days',
  parameters: {
    from: parameters.timeOfDay({ description: 'When it becomes quiet', positional: true }),
    to: parameters.timeOfDay({ description: 'When it ends', positional: true }),
    zone,
    days: parameters.daysOfWeek({ description: 'Days that are quiet as a whole', positional: true }),
  },
  examples: ['quiet set 22:00 07:00 America/Chicago', 'quiet set 22:00 07:00 Europe/Oslo days=sat,sun'],
  needs: 'change',
  async run({ from, to, zone, days = [] }, { alerts: { quiet }, now }) {
    if ((from === undefined) !== (to === undefined))
      throw new UserError('Quiet hours have a beginning and an end: 22:00 07:00.');
    if (from === undefined && days.length === 0)
      throw new UserError('Say when: quiet set 22:00 07:00 America/Chicago.');
    if (from !== undefined && from === to)
      throw new UserError('Quiet hours that end when they begin are none: name days to be quiet all day.');
    const hours = { from: from ?? 0, to: to ?? 0, days, timeZone: zone };
    await quiet.set(hours);
    const utc = alerts.quietInUtc({ hours, now: now() });
    const blocks = utc === undefined ? [] : [{ kind: 'text' as const, parts: [utc] }];
    return reply({ title: `Quiet here ${alerts.describeQuiet(hours)}`, tone: 'good', blocks });
  },
});

const off = command({
  name: 'off',
  summary: 'No quiet hours in this channel',
  parameters: {},
  examples: ['quiet off'],
  needs: 'change',
  async run(_, { alerts: { quiet } }) {
    await quiet.set(undefined);
    return reply({ title: 'There are no quiet hours here' });
  },
});

export default command({
  name: 'quiet',
  summary: 'Quiet hours of this channel: alerts wait, and one summary comes at their end',
  parameters: {},
  subcommands: [set, off],
  examples: ['quiet'],
  async run(_, { alerts: { quiet } }) {
    const hours = await quiet.get();
    return reply({
      title: hours ? `Quiet here ${alerts.describeQuiet(hours)}` : 'There are no quiet hours here',
    });
  },
});
