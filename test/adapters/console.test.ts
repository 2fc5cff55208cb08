import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Bot, DeliveryError, reply, UserError } from 'hashdesk';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readAttachment } from '../../adapters/console/attachment.ts';
import { type ConsoleOptions, consoleAdapter } from '../../adapters/console/connect.ts';
import { saveFile } from '../../adapters/console/files.ts';
import { loadHistory, saveHistory } from '../../adapters/console/history.ts';
import { consoleIncoming } from '../../adapters/console/receive.ts';
import { chatAdapterContract, type Session } from '../contracts/chatAdapter.ts';
import { lineOf, scriptedBot } from '../support/bots.ts';

const NOW = Date.parse('2026-11-22T12:00:12.000Z');
const address = { adapter: 'console', tenant: 'console:local', channel: 'terminal' };
const directory = mkdtempSync(join(tmpdir(), 'hashdesk-console-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A console over two streams, on a terminal or over pipes. */
function open({ terminal = false, ...options }: { terminal?: boolean } & Partial<ConsoleOptions> = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: terminal });
  const output = Object.assign(new PassThrough(), { isTTY: terminal, columns: 80 });
  let text = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const adapter = consoleAdapter({ input, output, now: () => NOW, ...options });
  return { adapter, input, output, shown: () => text, closed: adapter.ended };
}

const echo = () => scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}`, tone: 'good' }));

const alone = 'there is nobody else in a terminal, and no network between';

chatAdapterContract({
  name: 'console',
  isTerminal: true,
  skips: {
    once: 'a terminal never delivers a line twice',
    own: 'a terminal does not hand over what it shows',
    reconcile: 'nobody can ask a terminal what it showed: what is unknown is marked as possibly repeated',
    private: alone,
    mentions: alone,
    limited: alone,
    lost: alone,
    closed: alone,
    progress: 'a pipe shows no passing line; a terminal does, below',
    buttons: 'a terminal shows the command of a button, to be typed',
    forms: 'a terminal shows the command of a form, to be typed',
  },
  async start(bot: Bot): Promise<Session> {
    const { adapter, input, shown } = open();
    await adapter.start(bot);
    const say = async (text: string) => void input.write(`${text}\n`);
    return {
      adapter,
      address,
      say,
      reply: say,
      async attach(file) {
        const path = join(directory, file.name);
        writeFileSync(path, file.text);
        await say(`site import ${path}`);
        return path;
      },
      refused: () => [],
      shown,
      live: () => [...shown().matchAll(/[\p{Cs}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}|(?!\u200d)\p{Cf}/gu)].map(String),
      close: () => adapter.stop(),
    };
  },
});

describe('consoleAdapter() over pipes', () => {
  it('ends with a UserError when its input ends without a line', async () => {
    const { adapter, input, shown, closed } = open();
    await adapter.start(echo());
    input.end('\n');
    await expect(closed).rejects.toThrow(UserError);
    await expect(closed).rejects.toThrow(/no chat platform is configured/);
    expect(shown()).toBe('');
  });

  it('answers line by line without prompt or colour, then ends', async () => {
    const { adapter, input, shown, closed } = open();
    await adapter.start(echo());
    input.end('hashprice\n\n  \nprofit demo');
    await closed;
    expect(shown()).toBe('Heard hashprice\n\nHeard profit demo\n\n');
  });

  it.each(['exit', 'QUIT'])('leaves on %s', async (word) => {
    const { adapter, input, shown, closed } = open();
    await adapter.start(echo());
    input.write(`hashprice\n${word}\n`);
    await closed;
    expect(shown()).toBe('Heard hashprice\n\n');
  });

  it('asks as the operator of the local tenant', async () => {
    const bot = echo();
    const { adapter, input, closed } = open();
    await adapter.start(bot);
    input.end('one\none\n');
    await closed;
    expect(bot.asked).toHaveLength(2);
    expect(bot.asked[0]).toMatchObject({ address, person: { id: 'operator', standing: 'admin' } });
  });

  it('lets a command read a file that was named', async () => {
    const { adapter, input, shown, closed } = open({
      readFile: async (name = '') => ({ name, text: 'model' }),
    });
    await adapter.start(
      scriptedBot(async ({ attachment }) =>
        reply({ title: (await attachment?.('fleet.csv'))?.text ?? 'nothing' }),
      ),
    );
    input.end('site import\n');
    await closed;
    expect(shown()).toBe('model\n\n');
  });

  it('leaves when its output is gone', async () => {
    const { adapter, input, output, closed } = open();
    output.on('error', () => {});
    await adapter.start(echo());
    output.destroy();
    input.write('hashprice\n');
    await closed;
    await expect(adapter.send(address, reply({ title: 'T' }), { deliveryId: '1' })).rejects.toThrow(
      DeliveryError,
    );
  });
});

describe('send()', () => {
  it('shows one delivery once', async () => {
    const { adapter, shown } = open();
    await adapter.start(echo());
    const digest = reply({ title: 'Digest' });
    const first = await adapter.send(address, digest, { deliveryId: 'digest-1' });
    expect(await adapter.send(address, digest, { deliveryId: 'digest-1' })).toEqual(first);
    expect(shown()).toBe('Digest\n\n');
    await adapter.stop();
  });
});

describe('saveFile()', () => {
  it('writes the page of an answer beside what is there, says where, and in words why not', async () => {
    const page = { kind: 'file', name: 'a.html', mediaType: 'text/html', content: '<p>' } as const;
    const bot = scriptedBot(() => reply({ title: 'Sheet', blocks: [page] }));
    const { adapter, input, shown, closed } = open({ saveFile: (file) => saveFile(file, directory) });
    await adapter.start(bot);
    input.end('sheet\nsheet\n');
    await closed;
    expect(shown()).toContain(`Written to ${join(directory, 'a.html')}`);
    expect(shown()).toContain(`Written to ${join(directory, 'a-2.html')}`);
    expect(readFileSync(join(directory, 'a-2.html'), 'utf8')).toBe('<p>');
    expect(await saveFile(page, join(directory, 'none'))).toContain('a.html was not written: nothing can be');
  });
});

describe('consoleAdapter() on a terminal', () => {
  const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 10_000, interval: 5 });

  it('prompts, and colours unless told not to', async () => {
    for (const colour of [true, false]) {
      const { adapter, input, shown } = open({ terminal: true, colour });
      await adapter.start(echo());
      await until(() => shown().includes('hashdesk> '));
      input.write('hashprice\r');
      await until(() => shown().includes('Heard hashprice'));
      expect(shown().includes('\u001b[32mHeard hashprice\u001b[0m')).toBe(colour);
      await adapter.stop();
    }
  });

  it('shows progress once half a second has passed, and takes it away', async () => {
    const answered = Promise.withResolvers<void>();
    const waiting: { action: () => void; ms: number }[] = [];
    const later: ConsoleOptions['later'] = (action, ms) => {
      waiting.push({ action, ms });
      return () => waiting.pop();
    };
    const { adapter, input, shown } = open({ terminal: true, later });
    await adapter.start(
      scriptedBot(async () => {
        await answered.promise;
        return reply({ title: 'Done' });
      }),
    );
    input.write('profit all\r');
    await until(() => waiting.length === 1);
    expect(waiting[0]?.ms).toBe(500);
    waiting[0]?.action();
    expect(shown()).toMatch(/working…$/u);
    answered.resolve();
    await until(() => shown().includes('Done'));
    expect(shown()).toContain('working…\u001b[2K\u001b[1G');
    expect(waiting).toEqual([]);
    await adapter.stop();
  });

  it('shows what a command reports while it works, as text only', async () => {
    const { adapter, input, shown } = open({ terminal: true });
    await adapter.start(
      scriptedBot(({ progress }) => {
        progress?.(reply({ title: '\u001b[2JReading\u0007 3 of 9' }));
        return reply({ title: 'Done' });
      }),
    );
    input.write('profit all\r');
    await until(() => shown().includes('Done'));
    expect(shown()).toContain('\u001b[2K\u001b[1G␛[2JReading␇ 3 of 9\u001b[2K');
    await adapter.stop();
  });

  it('completes what is typed on Tab', async () => {
    const { adapter, input, shown } = open({ terminal: true });
    const bot = echo();
    await adapter.start(bot);
    input.write('hashp\t');
    await until(() => shown().includes('rice'));
    input.write('\r');
    await until(() => shown().includes('Heard hashprice'));
    await adapter.stop();
  });

  it('clears the line on Ctrl-C and leaves on the second on an empty line', async () => {
    const { adapter, input, shown, closed } = open({ terminal: true });
    const bot = echo();
    await adapter.start(bot);
    input.write('half typed\u0003');
    input.write('hashprice\r');
    await until(() => shown().includes('Heard hashprice'));
    expect(bot.asked.map(lineOf)).toEqual(['hashprice']);
    input.write('\u0003');
    await until(() => shown().includes('Press Ctrl-C again to leave.'));
    input.write('\u0003');
    await closed;
  });

  it('keeps what was typed for the next session, for its owner only', async () => {
    const historyFile = join(directory, 'history');
    const first = open({ terminal: true, historyFile });
    await first.adapter.start(echo());
    first.input.write('profit demo\r');
    await until(() => first.shown().includes('Heard profit demo'));
    await first.adapter.stop();
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    const second = open({ terminal: true, historyFile });
    const bot = echo();
    await second.adapter.start(bot);
    second.input.write('\u001b[A\r');
    await until(() => bot.asked.length === 1);
    expect(bot.asked.map(lineOf)).toEqual(['profit demo']);
    await second.adapter.stop();
  });
});

describe('loadHistory()', () => {
  it('is empty without a file, and newest first with one', () => {
    expect(loadHistory(join(directory, 'none'))).toEqual([]);
    const file = join(directory, 'kept');
    writeFileSync(file, '', { mode: 0o644 });
    saveHistory(file, ['newest', 'older']);
    expect(loadHistory(file)).toEqual(['newest', 'older']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('does without a file that cannot be written', () => {
    expect(() => saveHistory(join(directory, 'none', 'history'), ['x'])).not.toThrow();
  });
});

describe('readAttachment()', () => {
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };

  it('reads a text file of up to 1 MB', async () => {
    const text = `model,count\n${'x'.repeat(999_988)}`;
    expect(await readAttachment(write('fleet.csv', text))).toEqual({ name: 'fleet.csv', text });
  });

  it.each([
    ['no file', () => join(directory, 'missing.csv'), /There is no file “.*missing\.csv”/u],
    ['a folder', () => join(directory, 'folder'), /is not a file/u],
    ['too large a file', () => write('large.csv', 'x'.repeat(1_000_001)), /has 1\.0 MB; at most 1 MB/u],
    ['what is not UTF-8', () => write('latin.csv', Uint8Array.of(0x66, 0xe9)), /not UTF-8 text/u],
    ['a name that no file can have', () => 'a\0b', /cannot be read/u],
  ])('refuses %s', async (_, path, message) => {
    mkdirSync(join(directory, 'folder'), { recursive: true });
    const read = readAttachment(path());
    await expect(read).rejects.toBeInstanceOf(UserError);
    await expect(read).rejects.toThrow(message);
  });
});

describe('consoleIncoming()', () => {
  it('makes a question of a line, without an id because nothing comes twice', () => {
    const incoming = consoleIncoming({ text: 'profit demo' });
    expect(incoming).toMatchObject({ address, ask: { text: 'profit demo' } });
    expect(incoming.id).toBeUndefined();
  });
});
