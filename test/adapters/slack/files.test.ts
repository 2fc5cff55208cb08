import { type Block, reply, UserError } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { attachmentReader } from '../../../adapters/slack/files.ts';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { ADA, CHANNEL, type OpenSlack, openSlack, until } from '../../support/slack/session.ts';

let open: OpenSlack;
afterEach(() => open.close());

const csv: Block = {
  kind: 'file',
  name: 'fleet.csv',
  mediaType: 'text/csv',
  content: 'model,count\nS21 XP,1\n',
};
const chart: Block = {
  kind: 'image',
  name: 'chart.png',
  alt: 'Hashprice over 30 days',
  mediaType: 'image/png',
  base64: Buffer.from('png').toString('base64'),
};
const fileBot = () =>
  scriptedBot((incoming) =>
    reply({
      title: 'T',
      visibility: lineOf(incoming) === 'private' ? 'private' : 'public',
      blocks: [csv, chart],
    }),
  );
const shared = () => [...open.slack.world.uploads.values()].filter(({ channel }) => channel);

describe('slackAdapter() answering with a file', () => {
  it('uploads it to the channel and its thread, images with their description', async () => {
    open = await openSlack({ bot: fileBot() });
    open.slack.mention({ user: ADA, channel: CHANNEL, text: 'public', thread: '1700000000.000100' });
    await until(() => shared().length === 2);
    expect(
      shared().map(({ name, altText, channel, thread, content }) => [
        name,
        altText,
        channel,
        thread,
        String(content),
      ]),
    ).toEqual([
      ['fleet.csv', undefined, CHANNEL, '1700000000.000100', csv.content],
      ['chart.png', 'Hashprice over 30 days', CHANNEL, '1700000000.000100', 'png'],
    ]);
  });

  it('uploads it for the person alone when the answer is private', async () => {
    open = await openSlack({ bot: fileBot() });
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'private' });
    await until(() => shared().length === 2);
    expect(shared().map(({ channel }) => channel)).toEqual(['D0000000001', 'D0000000001']);
  });

  it('uploads it for the person when the channel is closed to the app', async () => {
    open = await openSlack({ bot: fileBot() });
    open.slack.world.channels.get(CHANNEL)!.joined = false;
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'public' });
    await until(() => shared().length === 2);
    expect(shared()[0]?.channel).toBe('D0000000001');
  });

  it('names a file that Slack does not take', async () => {
    open = await openSlack({ bot: fileBot() });
    open.slack.faults.push({ method: 'files.getUploadURLExternal', times: 4, error: 'missing_scope' });
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'public' });
    await until(() => open.slack.world.messages.length === 3);
    expect(open.screen.shown()).toContain('The file fleet.csv could not be delivered.');
  });

  it('uploads without the bot token, which goes to the Web API alone', async () => {
    open = await openSlack({ bot: fileBot() });
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'public' });
    await until(() => shared().length === 2);
    const withToken = open.slack.calls.filter(({ authorization }) =>
      authorization?.includes(open.slack.secrets.botToken),
    );
    expect(withToken.map(({ method }) => method)).not.toContain('upload');
    expect(withToken.map(({ method }) => method)).not.toContain('response_url');
  });

  it('uploads to no other host than Slack’s', async () => {
    open = await openSlack({ bot: fileBot() });
    const { METHODS } = await import('../../support/slack/methods.ts');
    const method = METHODS['files.getUploadURLExternal']!;
    const { run } = method;
    method.run = (call) => ({ ...run(call), upload_url: 'https://files.slack.com.evil.example/upload' });
    open.slack.command({ user: ADA, channel: CHANNEL, text: 'public' });
    await until(() => open.screen.shown().includes('fleet.csv could not be delivered'));
    method.run = run;
  });
});

describe('attachmentReader()', () => {
  const importBot = () =>
    scriptedBot(async (incoming) => {
      const name = lineOf(incoming).replace('site import ', '');
      const file = await incoming
        .attachment?.(name)
        .catch((error: UserError) => ({ name: error.name, text: error.message }));
      return reply({ title: file?.text ?? 'no attachment' });
    });
  const content = 'model,count\nS21 XP,1';

  function attach(
    name: string,
    {
      body = content,
      type = 'text/csv',
      ...more
    }: { body?: string | Buffer; type?: string; size?: number; url?: string } = {},
  ) {
    open.slack.downloads.set(name, { content: body, type });
    return {
      name,
      size: more.size ?? 10,
      url_private_download: more.url ?? `${open.slack.origin}/files/${name}`,
    };
  }

  async function ask(files: object[], text = 'site import fleet.csv'): Promise<string> {
    open.slack.directMessage({ user: ADA, text, files });
    await until(() => open.slack.world.messages.length > 0);
    return open.screen.shown();
  }

  it('reads a file by its name, or the only one', async () => {
    open = await openSlack({ bot: importBot() });
    expect(await ask([attach('fleet.csv'), attach('other.csv')])).toBe(content);
    expect(await ask([attach('mine.csv')])).toContain(content);
  });

  it('reads a file that came with a mention', async () => {
    open = await openSlack({ bot: importBot() });
    open.slack.mention({
      user: ADA,
      channel: CHANNEL,
      text: 'site import fleet.csv',
      files: [attach('fleet.csv')],
    });
    await until(() => open.slack.world.messages.length === 1);
    expect(open.screen.shown()).toBe(content);
  });

  it.each<[string, () => object[], string]>([
    [
      'names what there is',
      () => [attach('a.csv'), attach('b.csv')],
      'There is no file fleet.csv. Attached: a.csv, b.csv.',
    ],
    [
      'refuses more than 1 MB as announced',
      () => [attach('fleet.csv', { size: 1_000_001 })],
      'larger than 1 MB',
    ],
    [
      'refuses more than 1 MB as it comes',
      () => [attach('fleet.csv', { body: 'x'.repeat(1_000_001) })],
      'larger than 1 MB',
    ],
    [
      'refuses what is no text',
      () => [attach('fleet.csv', { body: Buffer.from([0xff, 0xfe, 0]) })],
      'no UTF-8 text',
    ],
    [
      'refuses a file that is gone',
      () => [attach('fleet.csv', { url: `${open.slack.origin}/files/gone` })],
      'files:read',
    ],
  ])('%s', async (_what, files, line) => {
    open = await openSlack({ bot: importBot() });
    expect(await ask(files())).toContain(line);
  });

  it('says so when the app may not read files', async () => {
    open = await openSlack({ bot: importBot() });
    const grant = open.slack.world.tokens.get(open.slack.secrets.botToken)!;
    grant.scopes = grant.scopes.filter((scope) => scope !== 'files:read');
    expect(await ask([attach('fleet.csv')])).toContain('needs the scope files:read');
  });

  it('fetches from Slack’s own hosts alone, so that the token goes nowhere else', async () => {
    open = await openSlack({ bot: importBot() });
    const fetched: string[] = [];
    const fetch = async (address: string | URL | Request) => {
      fetched.push(String(address));
      return new Response('ok');
    };
    const workspace = { team: 'T', botUserId: 'U', token: 'xoxb', scopes: [], client: undefined as never };
    const read = (url_private_download: string) =>
      attachmentReader({
        workspace,
        files: [{ name: 'f', url_private_download }],
        fetch,
        apiUrl: 'https://slack.com/api/',
      })('f');
    for (const address of [
      'https://evil.example/f',
      'http://files.slack.com/f',
      'https://files.slack.com.evil.example/f',
      'https://files.slack.com@evil.example/f',
      'https://user:pass@files.slack.com/f',
      'https://files.slack.com:8443/f',
      'file:///etc/passwd',
      'nonsense',
    ]) {
      await expect(read(address)).rejects.toBeInstanceOf(UserError);
    }
    expect(fetched).toEqual([]);
    expect(await read('https://files.slack.com/f')).toEqual({ name: 'f', text: 'ok' });
  });

  it('asks to try again when a file is cut off on the way', async () => {
    open = await openSlack({ bot: importBot() });
    const workspace = { team: 'T', botUserId: 'U', token: 'xoxb', scopes: [], client: undefined as never };
    const read = attachmentReader({
      workspace,
      files: [{ name: 'f', url_private_download: 'https://files.slack.com/f' }],
      fetch: async () =>
        new Response(new ReadableStream({ pull: (to) => to.error(new TypeError('terminated')) })),
      apiUrl: 'https://slack.com/api/',
    });
    await expect(read()).rejects.toThrow(UserError);
    await expect(read()).rejects.toThrow('The file f could not be fetched from Slack: try again.');
  });
});
