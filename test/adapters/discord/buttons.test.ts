import type { Reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { read } from '../../support/discord/screen.ts';
import { asked, privately, says, startedDesk, titled } from './desk.ts';

const EPHEMERAL = true;

describe('buttons', () => {
  const command = 'whatif rockdale price=90k';
  const withButton = (command: string) =>
    privately('Choose', {
      blocks: [{ kind: 'actions', actions: [{ label: 'Explain', command, style: 'danger' }] }],
    });
  const answerOnce = (first: Reply) => {
    let asked = 0;
    return scriptedBot(() => (asked++ === 0 ? first : says('Pressed')));
  };

  test.each([
    ['short', command],
    ['longer than a button holds', `${command} ${'hashprice=-20% '.repeat(20)}`],
  ])('start() runs the command of a button in the name of who presses it: %s', async (_, line) => {
    const bot = answerOnce(withButton(line));
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const pressed = discord.people.press({ ...here, user: discord.member }, original!, 'Explain');
    await discord.until(() => pressed.answer);
    expect(bot.asked[1]).toMatchObject({
      ask: { text: line },
      person: { id: discord.member.id, standing: 'visitor' },
    });
  });

  test('a button still works after a restart', async () => {
    const line = `${command} ${'hashprice=-20% '.repeat(20)}`;
    const first = await startedDesk(answerOnce(withButton(line)));
    const { original } = await asked(first.discord, first.here);
    await first.adapter.stop();
    const bot = scriptedBot(() => says('Pressed'));
    const { store, discord } = first;
    const config = { token: discord.token, apiUrl: discord.apiUrl };
    const again = await startedDesk(bot, { store, config });
    await first.discord.until(() => first.discord.gateway.ready === 1);
    const pressed = first.discord.people.press(first.here, original!, 'Explain');
    await first.discord.until(() => pressed.answer);
    expect(bot.asked[0]?.ask).toEqual({ text: line });
    await again.adapter.stop();
  });

  test('a private answer can be shared in the channel, an error cannot', async () => {
    const bot = scriptedBot((incoming) =>
      'command' in incoming.ask && incoming.ask.command[0] === 'profit'
        ? privately('No', { tone: 'error' })
        : privately('Mine'),
    );
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const shared = discord.people.press(here, original!, 'Share in channel');
    await discord.until(() => shared.original);
    expect([titled(shared), shared.original?.ephemeral]).toEqual(['Mine', false]);
    const failed = discord.people.slash(here, ['profit']);
    await discord.until(() => failed.original);
    expect(failed.original?.body.components).toEqual([]);
    expect(bot.asked).toHaveLength(2);
  });

  test.each(['0!', '0#unknownunknownunknown12', 'of another bot'])(
    'an unknown button (%s) is answered privately',
    async (id) => {
      const bot = scriptedBot(() => says('Never'));
      const { discord, here } = await startedDesk(bot);
      const pressed = discord.people.pressId(here, id);
      await discord.until(() => pressed.original);
      expect([titled(pressed), pressed.original?.ephemeral]).toEqual([
        'This button is too old, or was made before a change. Please ask again.',
        EPHEMERAL,
      ]);
      expect(bot.asked).toEqual([]);
    },
  );
});

describe('dialogs', () => {
  const field = (name: string) => ({ name, label: `The ${name}`, required: false, multiline: false });
  const names = ['name', 'fleet', 'power', 'pue', 'uptime', 'fee', 'scheme'];
  const form = privately('Add a site', {
    blocks: [{ kind: 'form', title: 'Add a site', command: 'site add', fields: names.map(field) }],
  });

  test('a form of seven fields is filled in on two pages and becomes one line', async () => {
    let count = 0;
    const bot = scriptedBot(() => (count++ === 0 ? form : says('Added')));
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const first = discord.people.press(here, original!, 'Add a site');
    await discord.until(() => first.modal);
    expect(first.modal).toMatchObject({ title: 'Add a site (1 of 2)' });
    expect(first.modal?.components.map(({ label }) => label)).toEqual(
      names.slice(0, 5).map((name) => `The ${name}`),
    );
    const page = discord.people.submit(here, first, { name: 'The "Rock"', fleet: '100 MW\ns21xp' });
    await discord.until(() => page.original);
    const second = discord.people.press(here, page.original!, 'Continue');
    await discord.until(() => second.modal);
    const done = discord.people.submit(here, second, { fee: '2%' });
    await discord.until(() => done.original);
    expect(bot.asked[1]?.ask).toEqual({
      text: 'site add name="The \\"Rock\\"" fleet="100 MW\ns21xp" fee="2%"',
    });
    expect(titled(done)).toBe('Added');
  });

  test.each([
    ['pue', '1 of 2', 3],
    ['fee', '2 of 2', 0],
  ])('a refused entry (%s) comes back on its page with what was typed', async (wrong, page, field) => {
    let count = 0;
    const refusal = privately('That is not possible', { tone: 'error', parameter: wrong });
    const bot = scriptedBot(() => (count++ === 0 ? form : refusal));
    const { discord, here } = await startedDesk(bot);
    const { original } = await asked(discord, here);
    const first = discord.people.press(here, original!, 'Add a site');
    await discord.until(() => first.modal);
    const offer = discord.people.submit(here, first, { pue: '0.5' });
    await discord.until(() => offer.original);
    const second = discord.people.press(here, offer.original!, 'Continue');
    await discord.until(() => second.modal);
    const refused = discord.people.submit(here, second, { fee: '0.5' });
    await discord.until(() => refused.original);
    expect(read([refused.original!])).toContain(`That is not possible\nThis is about “The ${wrong}”.`);
    const again = discord.people.press(here, refused.original!, 'Add a site');
    await discord.until(() => again.modal);
    expect(again.modal?.title).toContain(page);
    expect(again.modal?.components[field]?.component.value).toBe('0.5');
  });
});
