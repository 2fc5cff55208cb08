import { alerts, type CommandContext, command, parameters, reply, UserError } from 'hashdesk';

const numbers = parameters.numberList({
  description: 'The number of the alert, or several',
  positional: true,
  required: true,
});
const text = parameters.rest({
  description: 'What to watch, such as hashprice < 45 for 30m',
  positional: true,
  accepted: 'what to watch, such as hashprice < 45 for 30m',
  example: 'hashprice < 45',
});
const someText = { ...text, required: true as const };

const list = command({
  name: 'list',
  summary: 'The alerts there are, and where each stands',
  aliases: ['ls'],
  parameters: {},
  examples: ['alert list'],
  run: async (_, { alerts: { rules }, now }) => alerts.listCard({ ...(await rules.list()), now: now() }),
});

const add = command({
  name: 'add',
  summary: 'Watch something and post here: hashprice < 45, price moves 5% in 1h, rockdale margin < 0',
  parameters: { ...alerts.policyParameters, rule: text },
  examples: [
    'alert add hashprice < 45 for 30m',
    'alert add hashprice drops 10% in 24h',
    'alert add tell me when the price is below 80k for half an hour',
    'alert add halving',
    'alert add rockdale stops > $500/MWh',
  ],
  needs: 'change',
  adds: true,
  async run({ rule, ...given }, { alerts: book }) {
    const asked = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (rule === undefined && asked.length > 0)
      throw new UserError(
        `I read ${asked.join(', ')} and not what to watch: alert add hashprice < 45 for 30m`,
      );
    if (rule === undefined) return alerts.ruleForm({ title: 'Add an alert', command: 'alert add' });
    const policed = alerts.withPolicy(await book.rules.read(rule), given);
    return saved({ stored: await book.rules.add(policed), book, was: 'added' });
  },
});

const edit = command({
  name: 'edit',
  summary: 'Change what an alert watches, or how long it has to hold',
  parameters: { number: numbers, ...alerts.policyParameters, rule: text },
  examples: ['alert edit 1 hashprice < 44 for 1h', 'alert edit 1 remind every 6h'],
  needs: 'change',
  async run({ number, rule, ...given }, { alerts: book, now }) {
    const read = await book.rules.get(only(number));
    const asked = alerts.withPolicy(rule === undefined ? {} : await book.rules.readEdit(rule), given);
    if (Object.keys(asked).length === 0)
      return alerts.ruleForm({ title: `Edit alert #${read.number}`, command: `alert edit ${read.number}` });
    const stored = await book.rules.change({
      number: read.number,
      verb: 'edited',
      to: (stored) => alerts.edited(stored, asked, now()),
    });
    return saved({ stored, book, was: 'changed' });
  },
});

const show = command({
  name: 'show',
  summary: 'An alert in full, with the value now beside its limit',
  parameters: { number: numbers },
  examples: ['alert show 1'],
  async run({ number }, { alerts: book, now }) {
    const stored = await book.rules.get(only(number));
    const value = await book.values.now(stored.rule.condition);
    return alerts.showCard({ stored, value, now: now() });
  },
});

const mute = command({
  name: 'mute',
  summary: 'Say nothing of an alert for a while, or until it has recovered',
  parameters: {
    number: numbers,
    time: parameters.duration({ description: 'For how long', positional: true }),
    until: parameters.choice({
      description: 'Until it has recovered',
      values: ['recovered'],
      positional: true,
    }),
  },
  examples: ['alert mute 1 24h', 'alert mute 1 until=recovered'],
  needs: 'change',
  async run({ number, time, until }, context) {
    if (time === undefined && until === undefined)
      throw new UserError('Say for how long: 1h, 24h or until=recovered.');
    if (time !== undefined && until !== undefined)
      throw new UserError('Say one of them: a time such as 24h, or until=recovered.');
    const end = time === undefined ? ('recovered' as const) : context.now() + time;
    return each({
      number,
      context,
      verb: 'muted',
      words: 'muted',
      to: (stored) => alerts.muted(stored, end),
    });
  },
});

const unmute = command({
  name: 'unmute',
  summary: 'Let an alert speak again',
  parameters: { number: numbers },
  examples: ['alert unmute 1'],
  needs: 'change',
  run: ({ number }, context) =>
    each({ number, context, verb: 'unmuted', words: 'heard again', to: alerts.unmuted }),
});

const acknowledge = command({
  name: 'ack',
  summary: 'Stop the reminders of an alert that fires; its recovery is told',
  aliases: ['acknowledge'],
  parameters: { number: numbers },
  examples: ['alert ack 1'],
  needs: 'change',
  run: ({ number }, context) =>
    each({
      number,
      context,
      verb: 'acknowledged',
      words: 'acknowledged',
      to: alerts.acknowledged,
      only: {
        when: ({ state }) => state.is === 'firing',
        why: 'does not fire: there is nothing to acknowledge',
      },
    }),
});

const resume = command({
  name: 'resume',
  summary: 'Let an alert that was paused post again, in this channel',
  parameters: { number: numbers },
  examples: ['alert resume 1'],
  needs: 'change',
  run: ({ number }, context) =>
    each({
      number,
      context,
      verb: 'resumed',
      words: 'posting here',
      to: (stored) => alerts.resumed(stored, context.alerts.address),
    }),
});

const remove = command({
  name: 'remove',
  summary: 'Remove alerts; asks first',
  aliases: ['rm', 'delete'],
  parameters: { number: numbers },
  examples: ['alert remove 1'],
  needs: 'change',
  async run({ number }, { alerts: { rules }, asker: { confirmed } }) {
    const { damaged } = await rules.list();
    for (const one of number) if (!damaged.includes(one)) await rules.get(one);
    const named = number.map((one) => `#${one}`).join(', ');
    if (!confirmed) {
      const line = `alert remove ${number.join(',')} --yes`;
      const blocks = [
        {
          kind: 'actions' as const,
          actions: [{ label: `Remove ${named}`, command: line, style: 'danger' as const }],
        },
      ];
      return reply({ title: `Remove alert ${named}?`, tone: 'warning', visibility: 'private', blocks });
    }
    for (const one of number) await rules.remove(one);
    return reply({ title: `Alert ${named} was removed` });
  },
});

const test = command({
  name: 'test',
  summary: 'Post a sample of an alert to its channel',
  parameters: { number: numbers },
  examples: ['alert test 1'],
  needs: 'change',
  async run({ number }, { alerts: book }) {
    const stored = await book.rules.get(only(number));
    const value = await book.values.now(stored.rule.condition);
    await book.rules.postSample(stored, alerts.sampleCard({ stored, value }));
    const title = `A sample of alert #${stored.number} is on its way to its channel`;
    return reply({ title, tone: 'good', visibility: 'private' });
  },
});

const preview = command({
  name: 'preview',
  summary: 'What would fire now: of all alerts, one by its number, or one described',
  parameters: {
    number: parameters.numberList({ description: 'The number of an alert', positional: true }),
    rule: text,
  },
  examples: ['alert preview', 'alert preview hashprice < 45'],
  async run({ number, rule }, { alerts: book, now }) {
    if (number !== undefined && rule !== undefined)
      throw new UserError('Name one alert by its number, or say what to watch, not both: alert preview 3.');
    if (number === undefined && rule === undefined) {
      const { rules, damaged } = await book.rules.list();
      return alerts.previewCard({ values: await book.values.nowOfAll(rules), damaged, now: now() });
    }
    const condition =
      number === undefined
        ? (await book.rules.read(rule!)).condition
        : (await book.rules.get(only(number))).rule.condition;
    const value = await book.values.now(condition);
    const parts = alerts.nowParts({ condition, value });
    const { sources } = value;
    return reply({ title: alerts.describeCondition(condition), sources, blocks: [{ kind: 'text', parts }] });
  },
});

const backtest = command({
  name: 'backtest',
  summary: 'How often an alert would have fired, by the daily history',
  parameters: {
    days: parameters.count({
      description: 'How many days back; a year by default',
      range: { min: 7, max: 1100 },
    }),
    rule: someText,
  },
  examples: ['alert backtest hashprice < 40', 'alert backtest days=90 hashprice < 40'],
  async run({ days = 365, rule }, { alerts: book, now }) {
    const asked = await book.rules.read(rule);
    const result = await book.values.backtest({ forMs: 0, cooldownMs: 0, ...asked }, { days });
    return alerts.backtestCard({ condition: asked.condition, result, now: now() });
  },
});

export default command({
  name: 'alert',
  summary: 'Alerts on the market, your sites and the chain: add, list, mute, test, backtest',
  aliases: ['alerts'],
  parameters: {},
  subcommands: [list, add, show, edit, mute, unmute, acknowledge, resume, remove, test, preview, backtest],
  examples: ['alert list', 'alert add hashprice < 45 for 30m'],
  run: (_, context) => list.run({} as never, context),
});

function only([number, ...more]: readonly number[]): number {
  if (number === undefined || more.length > 0)
    throw new UserError('Name one alert by its number, such as alert show 3.');
  return number;
}

/** A rule as it is kept now, with the value beside its limit and what contradicts it. */
async function saved(asked: { stored: alerts.StoredRule; book: alerts.AlertBook; was: 'added' | 'changed' }) {
  const { stored, book, was } = asked;
  const value = await book.values.now(stored.rule.condition);
  const { rules: others } = await book.rules.list();
  return alerts.savedCard({ stored, value, was, others, here: book.address });
}

/** The same change for each, and where they stand now; what it cannot be made of is said. */
async function each(asked: {
  number: readonly number[];
  context: CommandContext;
  verb: string;
  words: string;
  to: Parameters<CommandContext['alerts']['rules']['change']>[0]['to'];
  only?: { when(stored: alerts.StoredRule): boolean; why: string };
}) {
  const { number, context, verb, words, to, only } = asked;
  const { rules } = context.alerts;
  const changed: alerts.StoredRule[] = [];
  const left: alerts.StoredRule[] = [];
  for (const one of number) {
    const stored = only && (await rules.get(one));
    if (stored && !only.when(stored)) left.push(stored);
    else changed.push(await rules.change({ number: one, verb, to }));
  }
  return alerts.changedCard({
    changed,
    words,
    left: { rules: left, why: only?.why ?? '' },
    now: context.now(),
  });
}
