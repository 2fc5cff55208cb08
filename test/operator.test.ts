import { expect, it, onTestFinished } from 'vitest';
import type { Incoming } from '../src/chat/adapter.ts';
import type { Person } from '../src/chat/people.ts';
import { reply } from '../src/chat/reply.ts';
import type { Command } from '../src/command.ts';
import { command } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { openDesk } from '../src/desk.ts';
import { tempDirectory } from './support/tempDirectory.ts';
import { silentLog } from './support/testMarket.ts';

function guarded(name: string, parts: Pick<Command, 'needs' | 'subcommands'>): Command {
  const spec = { name, summary: name, parameters: {}, examples: [name], ...parts };
  return command({ ...spec, run: () => reply({ title: `${name} was done` }) });
}

/** What each person is told who asks a desk of guarded commands. */
function guardedDesk() {
  let questions = 0;
  const desk = openDesk({
    config: readConfig({ DATA_DIR: tempDirectory() }),
    commands: [
      guarded('drain', { needs: 'operator' }),
      guarded('keys', { needs: 'operator', subcommands: [guarded('rotate', {})] }),
      guarded('rename', { needs: 'change' }),
    ],
    version: '0.0.0',
    now: () => 0,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    random: () => 0.5,
    newId: () => 'a1',
    log: silentLog,
  });
  onTestFinished(() => desk.stop());
  return async (text: string, tenant: string, standing: Person['standing']) => {
    const incoming: Incoming = {
      id: `q${++questions}`,
      address: { adapter: 'console', tenant, channel: 'C1' },
      person: { id: 'U1', name: 'Ada', standing, roles: [] },
      ask: { text },
    };
    return (await desk.bot.handle(incoming))?.title;
  };
}

it.each(['drain', 'keys rotate'])(
  'bot.handle() lets the operator alone do %s, at the console',
  async (line) => {
    const ask = guardedDesk();
    expect(await ask(line, 'console:local', 'admin')).toBe(`${line.split(' ').at(-1)} was done`);
    for (const [tenant, standing] of [
      ['slack:T1', 'admin'],
      ['console:local', 'member'],
    ] as const)
      expect(await ask(line, tenant, standing)).toBe(
        'Only the operator may do that, at the terminal of Hashdesk itself.',
      );
  },
);

it('bot.handle() lets those who may change do what needs change', async () => {
  const ask = guardedDesk();
  expect(await ask('rename', 'slack:T1', 'admin')).toBe('rename was done');
  for (const standing of ['member', 'visitor', 'outsider'] as const)
    expect(await ask('rename', 'slack:T1', standing)).toBe(
      'You may not change anything here. Ask an admin to allow it.',
    );
});
