import { command, parameters, reply } from 'hashdesk';
import { expect, test } from 'vitest';
import { applicationIdOf, discordInvite } from '../../../adapters/discord/setup/invite.ts';
import { optionName, parameterName } from '../../../adapters/discord/setup/options.ts';
import { commandBodies } from '../../../adapters/discord/setup/register.ts';
import { commands } from '../../../commands/index.ts';
import { scriptedBot } from '../../support/bots.ts';
import { BOT_TOKEN } from '../../support/discord/server.ts';
import { validCommands } from '../../support/discord/validate.ts';
import { deskWith, startedDesk } from './desk.ts';

const bot = scriptedBot(() => reply({ title: 'Done' }));
const MANAGE_SERVER = '32';

/** A command of `count` parameters, each described at `length`. */
function wide({ count, length, choices = [] }: { count: number; length: number; choices?: string[] }) {
  const one =
    choices.length > 0
      ? parameters.choice({ description: 'd', values: choices })
      : parameters.word({ description: 'd', example: 'e' });
  const named = Array.from(
    { length: count },
    (_, at) => [`p${at}`, { ...one, description: 'd'.repeat(length) }] as const,
  );
  return command({
    name: 'wide',
    summary: 's',
    parameters: Object.fromEntries(named),
    examples: [],
    run: () => reply({ title: '' }),
  });
}

test('commandBodies() is within every limit for the commands there are', () => {
  const bodies = commandBodies(commands);
  expect(validCommands(bodies)).toHaveLength(bodies.length);
  expect(bodies.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
});

test.each([
  ['too many parameters', wide({ count: 40, length: 100 })],
  [
    'too many characters',
    wide({ count: 24, length: 100, choices: Array.from({ length: 20 }, (_, at) => `choice-${at}`) }),
  ],
  [
    'more choices than Discord lists',
    wide({ count: 2, length: 10, choices: Array.from({ length: 26 }, (_, at) => `c${at}`) }),
  ],
])('commandBodies() stays within the limits with %s', (_, command) => {
  expect(() => validCommands(commandBodies([command]))).not.toThrow();
});

test('commandBodies() offers changes to those who manage the server, and the operator’s commands to no one', () => {
  const one = (name: string, needs?: 'change' | 'operator') =>
    command({
      name,
      summary: 's',
      parameters: {
        secondWord: parameters.word({ description: 'd', example: 'e' }),
        firstWord: parameters.word({ description: 'd', required: true, example: 'e' }),
      },
      examples: [],
      ...(needs === undefined ? {} : { needs }),
      run: () => reply({ title: '' }),
    });
  const bodies = commandBodies([one('read'), one('write', 'change'), one('operate', 'operator')]);
  expect(bodies.map((body) => [body.name, body.default_member_permissions])).toEqual([
    ['read', null],
    ['write', MANAGE_SERVER],
  ]);
  expect(bodies[0]?.options.map(({ name }) => name)).toEqual(['first_word', 'second_word', 'private']);
});

test('parameterName() finds back every parameter by its option', () => {
  for (const command of commands) {
    const paths = command.subcommands?.map((sub) => ({ path: [command.name, sub.name], of: sub })) ?? [
      { path: [command.name], of: command },
    ];
    for (const { path, of } of paths) {
      for (const name of Object.keys(of.parameters)) {
        expect(parameterName({ commands, path, option: optionName(name) })).toBe(name);
      }
    }
  }
});

test('start() registers the commands once, and again when they changed', async () => {
  const desk = await startedDesk(bot);
  const { discord, adapter } = desk;
  const registered = () => discord.rest.asked.filter(({ method }) => method === 'PUT').length;
  expect(discord.world.commands.get('global')).toHaveLength(bot.commands.length);
  await adapter.stop();
  await adapter.start(bot);
  expect(registered()).toBe(1);
  await adapter.stop();
  await adapter.start({ ...bot, commands: bot.commands.slice(1) });
  expect(registered()).toBe(2);
  expect(discord.world.commands.get('global')).toHaveLength(bot.commands.length - 1);
});

test('start() registers in one server when told so, and names the fix where the bot is not in it', async () => {
  const inside = await deskWith();
  const { guildId, apiUrl, token } = inside.discord;
  const config = { guildId, apiUrl, token };
  await startedDesk(bot, { config });
  expect([...inside.discord.world.commands.keys()]).toEqual([guildId]);
  const outside = await deskWith({ config: { guildId: '1150000000000000999' } });
  await expect(outside.adapter.start(bot)).rejects.toMatchObject({
    retryable: false,
    message: expect.stringContaining('discord:invite'),
  });
});

test('start() takes the commands away where they were registered before, and asks nothing when nothing changed', async () => {
  const first = await startedDesk(bot);
  const { discord, store, adapter } = first;
  const { guildId, apiUrl, token, world } = discord;
  const registered = () =>
    Object.fromEntries([...world.commands].map(([scope, { length }]) => [scope, length]));
  const puts = () => discord.rest.asked.filter(({ method }) => method === 'PUT').length;
  const all = bot.commands.length;
  await adapter.stop();
  const startIn = async (config: { guildId?: string }) => {
    const { adapter } = await deskWith({ store, config: { apiUrl, token, ...config } });
    await adapter.start(bot);
    await adapter.stop();
  };
  await startIn({ guildId });
  expect(registered()).toEqual({ global: 0, [guildId]: all });
  const before = puts();
  await startIn({ guildId });
  expect(puts()).toBe(before);
  await startIn({});
  expect(registered()).toEqual({ global: all, [guildId]: 0 });
});

test('start() registers everywhere after the server of before is gone', async () => {
  const { discord, store, here } = await deskWith();
  const { apiUrl, token, world } = discord;
  const inOne = await deskWith({ store, config: { apiUrl, token, guildId: here.guild } });
  await inOne.adapter.start(bot);
  await inOne.adapter.stop();
  world.guilds.delete(here.guild);
  const everywhere = await deskWith({ store, config: { apiUrl, token } });
  await everywhere.adapter.start(bot);
  expect(world.commands.get('global')).toHaveLength(bot.commands.length);
});

test('discordInvite() asks for what is used and no more', () => {
  expect(applicationIdOf(BOT_TOKEN)).toBe('1150000000000000001');
  expect(applicationIdOf('nonsense')).toBeUndefined();
  expect(discordInvite({ applicationId: '1150000000000000001' })).toBe(
    'https://discord.com/oauth2/authorize?client_id=1150000000000000001&scope=bot+applications.commands&permissions=274878024704',
  );
});
