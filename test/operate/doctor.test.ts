import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMarketServer } from '../support/marketServer.ts';
import { ended } from '../support/processes/child.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
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
    expect(stdout).toMatch(/^ok {2}chat slack +is configured$/m);
    expect(stdout).toMatch(/^ok {2}data .*hashdesk\.sqlite, version \d+/m);
    expect(stdout).toMatch(/^!! {2}source Kraken .*does not answer/m);
    expect(stdout).toMatch(/^!! {2}environment +DISCORD_BOT_TOKEN is set, and nothing reads it/m);
    expect(stdout).not.toMatch(/hunter22|xoxb-/);
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
