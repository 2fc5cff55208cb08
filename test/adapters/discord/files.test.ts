import { type Incoming, UserError } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { fileReader } from '../../../adapters/discord/files.ts';
import { scriptedBot } from '../../support/bots.ts';
import { read } from '../../support/discord/screen.ts';
import { asked, privately, type StartedDesk, says, startedDesk, titled } from './desk.ts';

describe('files', () => {
  const reading = (incoming: Incoming) =>
    incoming.attachment!('fleet.csv').then(
      (file) => says(`${file?.name}: ${file?.text}`),
      (error: Error) => privately(error.message, { tone: 'error' }),
    );
  const attached = (desk: StartedDesk, parts: object = {}) => {
    const url = `${desk.discord.origin}/attachments/fleet.csv?ex=1`;
    return { id: desk.discord.world.newId(), filename: 'fleet.csv', url, size: 10, ...parts };
  };

  test('an attached file is read without the bot’s token', async () => {
    const seen: (string | undefined)[] = [];
    const spy: typeof fetch = (input, init) => {
      if (String(input).includes('/attachments/'))
        seen.push(new Headers(init?.headers).get('authorization') ?? undefined);
      return fetch(input, init);
    };
    const bot = scriptedBot(reading);
    const desk = await startedDesk(bot, { fetch: spy });
    desk.discord.rest.uploads.set('/attachments/fleet.csv', 'model,count');
    const exchange = desk.discord.people.slash(desk.here, ['site', 'import'], { file: attached(desk) });
    await desk.discord.until(() => exchange.original);
    expect(titled(exchange)).toBe('fleet.csv: model,count');
    expect(bot.asked[0]?.ask).toEqual({ command: ['site', 'import'], options: { file: 'fleet.csv' } });
    desk.discord.people.write(desk.here, '@hashdesk site import rock fleet.csv', [attached(desk)]);
    await desk.discord.until(() => desk.discord.world.posted.length === 2);
    expect(read(desk.discord.world.posted.slice(1))).toContain('model,count');
    expect(seen).toEqual([undefined, undefined]);
  });

  test('a file that is cut off on the way is one to attach again, and no fault', async () => {
    const breakingOff = async () =>
      new Response(new ReadableStream({ pull: (to) => to.error(new TypeError('terminated')) }));
    const file = { filename: 'fleet.csv', url: 'https://cdn.discordapp.com/fleet.csv', size: 10 };
    const attachment = fileReader({ files: [file], fetch: breakingOff });
    await expect(attachment()).rejects.toThrow(UserError);
    await expect(attachment()).rejects.toThrow(
      'fleet.csv could not be fetched from Discord. Attach it again.',
    );
  });

  test.each([
    ['stored elsewhere', { url: 'https://evil.example/fleet.csv' }, 'not stored at Discord'],
    ['over plain http', { url: 'http://cdn.discordapp.com/fleet.csv' }, 'not stored at Discord'],
    ['too large as announced', { size: 1_000_001 }, 'too large'],
    ['too large in fact', {}, 'too large', 'x'.repeat(1_000_001)],
    ['not text', {}, 'not UTF-8', new Uint8Array([0xff, 0xfe, 0x00])],
    ['gone', { url: undefined }, 'could not be fetched'],
  ])('a file is refused: %s', async (_, parts, message, content: string | Uint8Array = 'model,count') => {
    const desk = await startedDesk(scriptedBot(reading));
    desk.discord.rest.uploads.set('/attachments/fleet.csv', content);
    const gone = `${desk.discord.origin}/attachments/gone.csv`;
    const file = attached(desk, 'url' in parts && parts.url === undefined ? { url: gone } : parts);
    const exchange = desk.discord.people.slash(desk.here, ['site', 'import'], { file });
    await desk.discord.until(() => exchange.original);
    expect(read([exchange.original!])).toContain(message);
    expect(exchange.original?.ephemeral).toBe(true);
  });

  test('a missing file is asked for', async () => {
    const { discord, here } = await startedDesk(scriptedBot(reading));
    const exchange = discord.people.slash(here, ['site', 'import']);
    await discord.until(() => exchange.original);
    expect(titled(exchange)).toBe(
      'No file came with the question. Attach a CSV or JSON file of at most 1 MB.',
    );
  });

  test('files and images are attached with their description', async () => {
    const image = {
      kind: 'image' as const,
      name: 'chart.png',
      alt: 'Hashprice over a year',
      mediaType: 'image/png',
      base64: 'AAAA',
    };
    const { discord, here } = await startedDesk(scriptedBot(() => says('Chart', { blocks: [image] })));
    const { original } = await asked(discord, here);
    expect(original?.files).toMatchObject([
      { name: 'chart.png', type: 'image/png', description: 'Hashprice over a year' },
    ]);
  });
});
