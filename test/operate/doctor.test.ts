import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AdapterKind, ConfiguredAdapter } from 'hashdesk/chat';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discordServer } from '../support/discord/server.ts';
import { startMarketServer } from '../support/marketServer.ts';
import { ended } from '../support/processes/child.ts';
import { expectNoSecret, secrets } from '../support/secrets.ts';
import { startSlack } from '../support/slack/slackServer.ts';
import { telegramServer } from '../support/telegram/server.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { toy } from '../support/toy/index.ts';
import { at, filled, run } from './runs.ts';

const launcher = join(import.meta.dirname, '../../bin/hashdesk.mjs');

describe('doctor', () => {
  const TOKEN = 'xoxb-1234567890-abcdefghijkl';

  it('finds nothing wrong where sources answer, and makes no database', async () => {
    const cwd = tempDirectory();
    const market = await startMarketServer();
    onTestFinished(market.close);
    const { code, stdout, stderr } = await run(['doctor'], { cwd, env: at(market.url) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {2}source Kraken .* answers$/m);
    expect(stdout).toMatch(/Nothing is wrong\.\n$/);
    expect(stdout.split('\n').length).toBeLessThan(25);
    expect(statSync(join(cwd, 'data'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('names what is wrong with code 1, and shows no token', async () => {
    const cwd = await filled();
    const { code, stdout } = await run(['doctor'], {
      cwd,
      env: {
        SLACK_BOT_TOKEN: TOKEN,
        DISCORD_BOT_TOKEN: 'abc',
        KRAKEN_URL: 'http://user:hunter22@127.0.0.1:1',
      },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^!! {2}chat slack +Set SLACK_APP_TOKEN .* or, for HTTP, SLACK_SIGNING_SECRET\.$/m,
    );
    expect(stdout).toMatch(/^ok {2}data .*hashdesk\.sqlite, version \d+/m);
    expect(stdout).toMatch(/^!! {2}source Kraken .*does not answer/m);
    expect(stdout).toMatch(/^!! {2}environment +DISCORD_BOT_TOKEN is set, and nothing reads it/m);
    expect(stdout).not.toMatch(/hunter22|xoxb-/);
  });

  it('asks each platform whether it takes the token, and shows none', async () => {
    const [market, slack, discord, telegram] = await Promise.all([
      startMarketServer(),
      startSlack(),
      discordServer(),
      telegramServer(),
    ]);
    for (const { close } of [market, slack, discord, telegram]) onTestFinished(close);
    const { botToken, appToken } = slack.secrets;
    const env = {
      ...at(market.url),
      ...{ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slack.apiUrl },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      ...{ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.apiUrl },
    };
    const well = await run(['doctor'], { cwd: tempDirectory(), env });
    expect(well.code).toBe(0);
    expect(well.stdout.match(/^ok {2}chat \w+ +takes \w+/gm)).toHaveLength(3);
    const { slackBot, discordBot } = secrets;
    const none = {
      SLACK_BOT_TOKEN: slackBot,
      DISCORD_TOKEN: discordBot,
      TELEGRAM_TOKEN: `7${telegram.token}`,
    };
    const ill = await run(['doctor'], { cwd: tempDirectory(), env: { ...env, ...none } });
    expect(ill.code).toBe(1);
    expect(ill.stdout.match(/^!! {2}chat .*/gm)).toEqual([
      expect.stringMatching(/slack +Slack does not accept SLACK_BOT_TOKEN: copy/),
      expect.stringMatching(/discord +Discord refuses DISCORD_TOKEN: copy/),
      expect.stringMatching(/telegram +Telegram refuses TELEGRAM_TOKEN: ask @BotFather/),
    ]);
    expectNoSecret(well.stdout + ill.stdout, {
      ...secrets,
      ...slack.secrets,
      discord: discord.token,
      telegram: telegram.token,
    });
  });

  it('takes tokens out of whatever the check of a platform says or fails with', async () => {
    const token = 'toy-0123456789abcdef0123456789abcdef';
    const kind = (name: string, check?: ConfiguredAdapter['check']): AdapterKind => ({
      ...toy,
      name,
      configure: (values, http) => ({ ...toy.configure(values, http)!, ...(check && { check }) }),
    });
    const kinds = [
      kind('unasked'),
      kind('odd', async () => [{ state: 'missing', words: `said ${token}\u001b[2J` }]),
      kind('faulty', async () => Promise.reject(new Error(`failed with ${token}\nand once more`))),
    ];
    const { stdout } = await run(['doctor'], { cwd: tempDirectory(), kinds, env: { TOY_TOKEN: token } });
    expect(stdout.match(/^.*chat .*$/gm)).toEqual([
      expect.stringMatching(/^ok {2}chat unasked +is configured$/),
      expect.stringMatching(/^- {3}chat odd +said \[removed\]\[2J$/),
      expect.stringMatching(/^!! {2}chat faulty +failed with \[removed\]$/),
      expect.stringMatching(/^!! {2}chat faulty +and once more$/),
    ]);
  });

  it('shows what a running desk says of itself', async () => {
    const answers = { status: 503, text: 'disk: The disk has 3 MB left.\n' };
    const server = createServer((_, response) => response.writeHead(answers.status).end(answers.text));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const port = String((server.address() as AddressInfo).port);
    const { code, stdout } = await run(['doctor'], { cwd: tempDirectory(), env: { ADMIN_PORT: port } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^!! {2}running desk +disk: The disk has 3 MB left\.$/m);
  });

  it('refuses a word that it has no use for', async () => {
    const cwd = tempDirectory();
    expect(await run(['doctor', 'slack'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });

  it('names a port that is taken', async () => {
    const server = createServer(() => {});
    await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening));
    onTestFinished(() => void server.close());
    const port = String((server.address() as AddressInfo).port);
    const env = { PORT: port, PUBLIC_URL: 'https://desk.example.com' };
    const { stdout } = await run(['doctor'], { cwd: tempDirectory(), env });
    expect(stdout).toMatch(/^!! {2}PORT .*cannot be listened on \(EADDRINUSE\)$/m);
  });
});

it('the program runs each operation by its name, with its exit code', async () => {
  const cwd = tempDirectory();
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: join(cwd, 'data'), ...at() };
  const started = ['doctor', 'backup copy', 'restore copy', 'tenant export slack:T1'].map((line) =>
    ended(spawn(process.execPath, [launcher, ...line.split(' ')], { cwd, env })),
  );
  const codes = (await Promise.all(started)).map(({ code }) => code);
  expect(codes).toEqual([1, 2, 2, 2]);
});
