import { type Block, type Reply, reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { figureOf, paintedAs } from '../../support/replies/replies.ts';
import { imageFiles } from '../../support/slack/files.ts';
import { screenOf } from '../../support/slack/screen.ts';
import { ADA, CHANNEL, GRACE, type OpenSlack, openSlack, until } from '../../support/slack/session.ts';

const ALT = 'itfellbyhalf';
const THREAD = '1700000000.000100';
const { chart, picture } = paintedAs(ALT);

let open: OpenSlack;
let aheadMs = 0;
afterEach(() => open.close());

/** Pauses pass at once; limits of a second and a half and more are never reached. */
const wait = (ms: number) => (ms <= 1_000 ? Promise.resolve() : new Promise<void>(() => {}));
const chartBot = (more: Partial<Reply> = {}) => ({
  ...scriptedBot(() => reply({ title: 'Course', blocks: [chart], ...more })),
  picture: async () => picture,
});
const start = async (more?: Partial<Reply>) => {
  aheadMs = 0;
  open = await openSlack({ bot: chartBot(more), wait, now: () => Date.now() + aheadMs });
};
const world = () => open.slack.world;
/** Each message that Ada sees, and what it holds. */
const seen = () =>
  open.screen.messages().map(({ via, onlyFor, channel, thread, text, blocks }) => ({
    via,
    onlyFor,
    channel,
    thread,
    says: text,
    pictures: imageFiles(blocks).length,
    blocks,
  }));
const pictures = () => seen().filter((message) => message.pictures > 0);
const texts = () => seen().filter(({ says }) => says === 'Course');
const command = () => void open.slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
const mention = (thread?: string) =>
  void open.slack.mention({ user: ADA, channel: CHANNEL, text: 'hashprice', ...(thread && { thread }) });
const uploads = () => [...world().uploads.values()];
const callsTo = (method: string) => world().calls.filter((call) => call.method === method);
const warnings = () => open.log.filter((line) => line.includes('"level":"warn"'));
const bystander = () => screenOf(world(), GRACE).shown();

describe('slackAdapter() answering with a picture', () => {
  it('makes it part of the message in a channel, in its thread, and shares the file nowhere else', async () => {
    await start();
    mention(THREAD);
    await until(() => pictures().length === 1);
    expect(seen()).toMatchObject([
      { via: 'chat.postMessage', channel: CHANNEL, thread: THREAD, says: 'Course', pictures: 1 },
    ]);
    expect(pictures()[0]!.blocks.find(({ type }) => type === 'image')).toEqual({
      type: 'image',
      alt_text: ALT,
      slack_file: { id: uploads()[0]!.id },
    });
    expect(uploads().map(({ channel, altText }) => [channel, altText])).toEqual([[undefined, ALT]]);
  });

  it('makes it part of the message in a direct message, above the buttons', async () => {
    const action = { label: 'More', command: 'more', style: 'plain' } as const;
    await start({ blocks: [chart, { kind: 'actions', actions: [action] }] });
    open.slack.directMessage({ user: ADA, text: 'hashprice' });
    await until(() => pictures().length === 1);
    expect(seen()).toHaveLength(1);
    expect(seen()[0]!.blocks.map(({ type }) => type)).toEqual(['header', 'image', 'actions']);
  });

  it('lets it follow a slash command for everyone, and puts it in the message where it was shown before', async () => {
    await start();
    command();
    await until(() => pictures().length === 1);
    expect(seen()).toMatchObject([
      { via: 'acknowledgement', says: 'Course', pictures: 0 },
      { via: 'response_url', says: ALT, pictures: 1 },
    ]);
    expect(bystander()).toContain(ALT);
    command();
    await until(() => pictures().length === 2);
    expect(seen().slice(2)).toMatchObject([{ via: 'acknowledgement', says: 'Course', pictures: 1 }]);
    expect(uploads()).toHaveLength(1);
  });

  it('asks Slack whether it has the file still when a minute has passed since that was known', async () => {
    await start();
    mention();
    await until(() => pictures().length === 1);
    command();
    await until(() => pictures().length === 2);
    for (const [pauseMs, via] of [
      [58_000, 'acknowledgement'],
      [2_000, 'response_url'],
    ] as const) {
      aheadMs += pauseMs;
      const before = pictures().length;
      command();
      await until(() => pictures().length > before);
      expect(seen().at(-1)).toMatchObject({ via, says: 'Course', pictures: 1 });
    }
    expect(uploads()).toHaveLength(1);
  });

  it('shows that of a private answer to the asker alone, in the channel and nowhere else', async () => {
    await start({ visibility: 'private' });
    command();
    await until(() => pictures().length === 1);
    mention();
    await until(() => pictures().length === 2);
    expect(pictures()).toMatchObject([
      { via: 'response_url', channel: CHANNEL, onlyFor: ADA, says: ALT },
      { via: 'chat.postEphemeral', channel: CHANNEL, onlyFor: ADA, says: 'Course' },
    ]);
    expect(bystander()).not.toContain(ALT);
    expect(uploads().map(({ channel }) => channel)).toEqual([undefined]);
  });

  it('lets it follow a private answer to a mention, for the asker alone', async () => {
    await start({ visibility: 'private' });
    mention(THREAD);
    await until(() => pictures().length === 1);
    expect(seen()).toMatchObject([
      { via: 'chat.postEphemeral', onlyFor: ADA, thread: THREAD, says: 'Course', pictures: 0 },
      { via: 'chat.postEphemeral', onlyFor: ADA, thread: THREAD, says: ALT, pictures: 1 },
    ]);
    expect(bystander()).not.toContain(ALT);
  });

  it('shows it to everyone when a private answer is shared in the channel', async () => {
    await start({ visibility: 'private' });
    command();
    await until(() => pictures().length === 1);
    const [message] = open.screen.messages();
    open.slack.click({ user: ADA, label: 'Share in channel', message: message! });
    await until(() => bystander().includes(ALT));
    expect(uploads()).toHaveLength(1);
  });

  it('tries again while Slack looks through the file', async () => {
    await start();
    world().unreadyTries = 3;
    mention();
    await until(() => pictures().length === 1);
    expect(callsTo('chat.update')).toHaveLength(4);
    expect(seen()).toHaveLength(1);
    expect(warnings()).toEqual([]);
  });

  it('leaves the answer as it is when the file does not become ready, and tries it for the next', async () => {
    await start();
    world().unreadyTries = 4;
    mention();
    await until(() => warnings().length === 1);
    expect(callsTo('chat.update')).toHaveLength(4);
    expect(seen()).toMatchObject([{ says: 'Course', pictures: 0 }]);
    mention();
    await until(() => pictures().length === 1);
    expect(uploads()).toHaveLength(1);
  });

  it('uploads it once for answers that are given at the same time', async () => {
    await start();
    mention();
    mention();
    command();
    await until(() => pictures().length === 3);
    expect(texts()).toHaveLength(3);
    expect(callsTo('files.getUploadURLExternal')).toHaveLength(1);
  });

  it('uploads it anew where its file is gone, and no answer is lost by that', async () => {
    await start();
    mention();
    await until(() => pictures().length === 1);
    for (const again of [2, 3]) {
      for (const { id } of uploads()) world().uploads.delete(id);
      world().messages.length = 0;
      aheadMs += 60_000;
      if (again === 2) command();
      else mention();
      await until(() => pictures().length === 1);
      expect(texts()).toHaveLength(1);
      expect(callsTo('files.getUploadURLExternal')).toHaveLength(again);
    }
  });

  it('does not take the refusal of a file for that of a table that Slack sorts', async () => {
    const fleet: Block = {
      kind: 'table',
      columns: [
        { label: 'Site', align: 'left' },
        { label: 'Margin', align: 'right' },
      ],
      rows: Array.from({ length: 20 }, (_, at) => [`Site ${at}`, figureOf(at, `$${at}`)]),
    };
    await start({ blocks: [chart, fleet] });
    mention();
    await until(() => pictures().length === 1);
    world().uploads.clear();
    mention();
    await until(() => pictures().length === 2);
    expect(texts().flatMap(({ blocks }) => blocks.map(({ type }) => type))).not.toContain('table');
  });

  it('answers without it when it cannot be uploaded, and uploads it for the next', async () => {
    await start();
    open.slack.faults.push({ method: 'files.completeUploadExternal', times: 1, error: 'file_not_found' });
    mention();
    await until(() => warnings().length === 1);
    expect(seen()).toMatchObject([{ says: 'Course', pictures: 0 }]);
    mention();
    await until(() => pictures().length === 1);
  });
});

describe('send() with a picture', () => {
  const digest = reply({ title: 'Daily digest', blocks: [chart] });
  const send = (deliveryId: string, channel = CHANNEL) =>
    open.adapter.send({ adapter: 'slack', tenant: `slack:${open.slack.team}`, channel }, digest, {
      deliveryId,
    });

  it('posts it in the first message, once per delivery id, and uploads it once for two channels', async () => {
    await start();
    world().channels.set('C2', { id: 'C2', name: 'other', joined: true });
    const first = await send('d1');
    expect(await send('d1')).toEqual(first);
    await send('d2', 'C2');
    expect(seen()).toMatchObject([
      { channel: CHANNEL, says: 'Daily digest', pictures: 1 },
      { channel: 'C2', says: 'Daily digest', pictures: 1 },
    ]);
    expect(callsTo('chat.update')).toEqual([]);
    expect(uploads()).toHaveLength(1);
  });

  it('uploads anew the picture that 200 others have come after', async () => {
    let shown = 0;
    const base64 = () => Buffer.from(`picture ${shown++ % 201}`).toString('base64');
    const bot = { ...chartBot(), picture: async () => ({ ...picture, base64: base64() }) };
    open = await openSlack({ bot, wait });
    for (let count = 0; count < 202; count += 1) await send(`d${count}`);
    expect(uploads()).toHaveLength(202);
    shown = 200;
    await send('again');
    expect(uploads()).toHaveLength(202);
  });

  it('asks again while Slack looks through the file, and posts without it in the end', async () => {
    await start();
    world().unreadyTries = 5;
    await send('d1');
    await send('d2');
    expect(seen().map((message) => message.pictures)).toEqual([0, 1]);
    expect(callsTo('chat.postMessage')).toHaveLength(5 + 2);
  });

  it('posts without it what would be late by its upload', async () => {
    let uploaded = () => {};
    const held = new Promise<void>((resolve) => {
      uploaded = resolve;
    });
    const slow: typeof fetch = async (address, options) => {
      if (String(address).includes('/upload/')) await held;
      return fetch(address, options);
    };
    open = await openSlack({ bot: chartBot(), fetch: slow, wait: async () => {} });
    await send('d1');
    uploaded();
    expect(seen()).toMatchObject([{ says: 'Daily digest', pictures: 0 }]);
  });

  it('leaves it to the outbox what became of a message whose answer is lost', async () => {
    await start();
    open.slack.faults.push({ method: 'chat.postMessage', times: 1, status: 503, committed: true });
    await expect(send('d1')).rejects.toMatchObject({ name: 'DeliveryError', unsent: false });
    expect(seen()).toMatchObject([{ says: 'Daily digest', pictures: 1 }]);
  });
});
