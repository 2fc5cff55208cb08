import { type FormField, type Reply, reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { lineOf, type ScriptedBot, scriptedBot } from '../../support/bots.ts';
import { shownText } from '../../support/slack/blocks.ts';
import { ADA, CHANNEL, GRACE, type OpenSlack, openSlack, until } from '../../support/slack/session.ts';
import type { Json, View } from '../../support/slack/world.ts';

let open: OpenSlack;
afterEach(() => open.close());

const field = (name: string, label: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label,
  required: false,
  multiline: false,
  ...more,
});
const form = {
  kind: 'form' as const,
  title: 'Edit Rockdale in the desk of the team',
  command: 'site edit "Rockdale"',
  fields: [
    field('power', 'Power price', { value: '45', required: true, hint: '$45/MWh' }),
    field('pue', 'PUE'),
    field('fee', 'Pool fee', { value: '2%' }),
  ],
};

/** Shows the form first; then answers submissions as `answer` says. */
const formBot = (answer: (line: string) => Reply | Promise<Reply>) =>
  scriptedBot((incoming) => {
    const line = lineOf(incoming);
    return line.startsWith('site edit') ? answer(line) : reply({ title: 'Rockdale', blocks: [form] });
  });

const messages = () => open.slack.world.messages;
const views = () => open.slack.world.views;

async function start(
  bot: ScriptedBot,
  options: Partial<Parameters<typeof openSlack>[0]> = {},
): Promise<void> {
  open = await openSlack({ bot, ...options });
  open.slack.command({ user: ADA, channel: CHANNEL, text: 'site show rockdale' });
  await until(() => messages().length === 1);
}

async function openForm(user = ADA): Promise<View> {
  const before = views().length;
  open.slack.click({ user, label: form.title, message: messages()[0]! });
  await until(() => views().length === before + 1);
  return views().at(-1)!;
}

describe('slackAdapter() with a form', () => {
  it('opens a modal with its values and hints', async () => {
    await start(formBot(() => reply({ title: 'Saved' })));
    const { view } = await openForm();
    expect(view.title.text).toBe('Edit Rockdale in the de…');
    expect(
      view.blocks.map(({ label, optional, hint, element }: Json) => [
        label.text,
        optional,
        hint?.text,
        element.initial_value,
      ]),
    ).toEqual([
      ['Power price', false, '$45/MWh', '45'],
      ['PUE', true, undefined, undefined],
      ['Pool fee', true, undefined, '2%'],
    ]);
  });

  it('runs its command with what was typed, and answers where it was opened', async () => {
    const bot = formBot((line) => reply({ title: `Did ${line}` }));
    await start(bot);
    const view = await openForm();
    const typed = { 'field 0': '4.5c "firm"', 'field 2': '' };
    expect(await open.slack.submit({ user: ADA, view, typed }).ack).toEqual({});
    await until(() => messages().length === 2);
    expect(lineOf(bot.asked[1]!)).toBe('site edit "Rockdale" power="4.5c \\"firm\\"" fee=""');
    expect(messages()[1]).toMatchObject({ channel: CHANNEL, via: 'chat.postMessage' });
  });

  const refusal = (title: string) => reply({ title, tone: 'error', parameter: 'pue' });
  const submitted = async () =>
    open.slack.submit({ user: ADA, view: await openForm(), typed: { 'field 1': '0.5' } }).ack;

  it('shows a refusal at the field that it is about', async () => {
    // The text names another field: what counts is what the refusal is about.
    await start(formBot(() => refusal('Not this beside a pool fee of 2%.')));
    expect(await submitted()).toEqual({
      response_action: 'errors',
      errors: { 'field 1': 'Not this beside a pool fee of 2%.' },
    });
    expect(messages()).toHaveLength(1);
  });

  it('shows a refusal that is too long for its field above all of them', async () => {
    await start(formBot(() => refusal('word '.repeat(80))));
    const { response_action, view } = await submitted();
    expect(response_action).toBe('update');
    expect(shownText(view.blocks).join('')).toContain('word '.repeat(79));
  });

  it('shows any other refusal above its fields, which keep what was typed', async () => {
    await start(formBot(() => reply({ title: 'Someone changed it since.', tone: 'error' })));
    const ack = await open.slack.submit({ user: ADA, view: await openForm(), typed: { 'field 1': '1.1' } })
      .ack;
    expect(ack.response_action).toBe('update');
    expect(shownText(ack.view.blocks)).toContain('⚠ Someone changed it since.');
    expect(ack.view.blocks.at(2).element.initial_value).toBe('1.1');
  });

  it('closes the modal after two seconds without an answer, which follows in the channel', async () => {
    const gate = Promise.withResolvers<void>();
    await start(
      formBot(async () => {
        await gate.promise;
        return reply({ title: 'Refused late', tone: 'error' });
      }),
      { wait: async () => {} },
    );
    const view = await openForm();
    expect(await open.slack.submit({ user: ADA, view, typed: {} }).ack).toEqual({});
    gate.resolve();
    await until(() => messages().length === 2);
    expect(messages()[1]).toMatchObject({ text: 'Refused late', onlyFor: ADA });
  });

  it('gives what was typed back when it is refused after the modal was closed', async () => {
    const gate = Promise.withResolvers<void>();
    await start(
      formBot(async () => {
        await gate.promise;
        return refusal('Refused late');
      }),
      { wait: async () => {} },
    );
    await submitted();
    gate.resolve();
    await until(() => messages().length === 2);
    expect(shownText(messages()[1]!.blocks)).toContain('This is about “PUE”.');
    open.slack.click({ user: ADA, label: form.title, message: messages()[1]! });
    await until(() => views().length === 2);
    const values = views()[1]!.view.blocks.map(({ element }: Json) => element.initial_value);
    expect(values).toEqual(['45', '0.5', '2%']);
  });

  it('opens it for nobody but the person it was made for', async () => {
    await start(formBot(() => reply({ title: 'Saved' })));
    const { view } = await openForm(GRACE);
    expect(shownText(view.blocks)).toEqual([
      'This button has expired, or it was made for someone else. Ask again to get one of your own.',
    ]);
  });

  it('says so when Slack does not open it in time', async () => {
    await start(formBot(() => reply({ title: 'Saved' })));
    open.slack.faults.push({ method: 'views.open', times: 1, error: 'expired_trigger_id' });
    open.slack.click({ user: ADA, label: form.title, message: messages()[0]! });
    await until(() => messages().length === 2);
    expect(messages()[1]).toMatchObject({ onlyFor: ADA, text: expect.stringContaining('Press the button') });
  });

  it('offers nobody else to fill it in', async () => {
    const asked = { title: 'Rockdale', visibility: 'private', blocks: [form] } as const;
    await start(scriptedBot(() => reply({ ...asked, blocks: [...asked.blocks] })));
    expect(shownText(messages()[0]!.blocks)).not.toContain('Share in channel');
  });

  it('still has it after a restart, and no more after a day', async () => {
    let now = Date.now();
    const bot = formBot(() => reply({ title: 'Saved' }));
    await start(bot, { now: () => now });
    await open.adapter.stop();
    await open.adapter.start(bot);
    const kept = await openForm();
    now += 86_400_001;
    const ack = await open.slack.submit({ user: ADA, view: kept, typed: {} }).ack;
    expect(shownText(ack.view.blocks)).toEqual([
      'This form is more than a day old, or was made before a change. Ask for it again to get a new one.',
    ]);
  });

  it.each(['', 'form 1', '{"form":1}', 'null'])(
    'says so when a modal remembers %j',
    async (private_metadata) => {
      await start(formBot(() => reply({ title: 'Saved' })));
      const { view, ...opened } = await openForm();
      const ack = await open.slack.submit({
        user: ADA,
        view: { ...opened, view: { ...view, private_metadata } },
        typed: {},
      }).ack;
      expect(shownText(ack.view.blocks).join('')).toContain('was made before a change');
    },
  );
});

describe('slackAdapter() in the home tab', () => {
  const homeBot = () =>
    scriptedBot((incoming) => {
      const line = lineOf(incoming);
      if (line === 'alert list') return reply({ title: 'One alert' });
      if (line === 'digest list') return reply({ title: 'You may not see the digests', tone: 'error' });
      if (line !== 'site list') return reply({ title: `Did ${line}` });
      const add = { ...form, title: 'Add a site', command: 'site add' };
      const show = { label: 'Show Rockdale', command: 'site show Rockdale', style: 'plain' as const };
      return reply({ title: 'Sites', blocks: [add, { kind: 'actions', actions: [show] }] });
    });

  async function openHome(bot: ScriptedBot): Promise<View> {
    open = await openSlack({ bot });
    open.slack.openApp(ADA, 'home');
    await until(() => views().length === 1);
    return views()[0]!;
  }

  it('shows the sites and what watches them to the person who opens it', async () => {
    const bot = homeBot();
    const { kind, user, view } = await openHome(bot);
    expect({ kind, user, texts: shownText(view.blocks) }).toEqual({
      kind: 'home',
      user: ADA,
      texts: ['Sites', 'One alert', 'Add a site', 'Show Rockdale'],
    });
    expect(bot.asked[0]).toMatchObject({
      ask: { text: 'site list' },
      person: { id: ADA, standing: 'member' },
    });
  });

  it('answers its buttons in a direct message', async () => {
    const view = await openHome(homeBot());
    open.slack.click({ user: ADA, label: 'Show Rockdale', view });
    await until(() => messages().length === 1);
    expect(messages()[0]).toMatchObject({ channel: 'D0000000001', text: 'Did site show Rockdale' });
  });

  it('closes a form of the tab in time while Slack does not say where the direct message is', async () => {
    const asked = Promise.withResolvers<void>();
    const slow: typeof fetch = async (url, init) => {
      if (String(url).endsWith('conversations.open')) await asked.promise;
      return globalThis.fetch(url, init);
    };
    open = await openSlack({ bot: homeBot(), fetch: slow, wait: async () => {} });
    open.slack.openApp(ADA, 'home');
    await until(() => views().length === 1);
    open.slack.click({ user: ADA, label: 'Add a site', view: views()[0]! });
    await until(() => views().length === 2);
    expect(await open.slack.submit({ user: ADA, view: views()[1]!, typed: {} }).ack).toEqual({});
    asked.resolve();
    await until(() => messages().length === 1);
  });

  it('shows the tab again after one of its forms was sent', async () => {
    const view = await openHome(homeBot());
    open.slack.click({ user: ADA, label: 'Add a site', view });
    await until(() => views().length === 2);
    await open.slack.submit({ user: ADA, view: views()[1]!, typed: { 'field 0': '45' } }).ack;
    await until(() => views().length === 3);
    expect(views()[2]).toMatchObject({ kind: 'home', user: ADA });
    expect(messages()[0]).toMatchObject({ channel: 'D0000000001' });
  });
});
