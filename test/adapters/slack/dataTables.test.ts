import fc from 'fast-check';
import { type Block, reply } from 'hashdesk';
import { afterEach, expect, it } from 'vitest';
import { withPlainTables } from '../../../adapters/slack/message/dataTable.ts';
import { render } from '../../../adapters/slack/render.ts';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { figureOf } from '../../support/replies/replies.ts';
import { checkBlocks } from '../../support/slack/blocks.ts';
import { ADA, CHANNEL, type OpenSlack, openSlack, until } from '../../support/slack/session.ts';

let open: OpenSlack | undefined;
afterEach(() => open?.close());

const fleet = (rows: number): Block => ({
  kind: 'table',
  title: 'Fleet',
  columns: [
    { label: 'Site', align: 'left' },
    { label: 'Margin', align: 'right' },
  ],
  rows: Array.from({ length: rows }, (_, at) => [
    `Site ${at}`,
    at === 3 ? '—' : figureOf(at - 5, `$${at - 5}`),
  ]),
});
const fleetBot = (rows = 20) =>
  scriptedBot((incoming) => reply({ title: `Sites ${lineOf(incoming)}`, blocks: [fleet(rows)] }));
const tables = () =>
  open!.screen
    .messages()
    .flatMap(({ blocks }) => blocks)
    .filter(({ type }) => /table/.test(type));
const ask = async (text: string) => {
  const before = open!.screen.messages().length;
  open!.slack.command({ user: ADA, channel: CHANNEL, text });
  await until(() => open!.screen.messages().length > before);
};
const posts = () =>
  open!.slack.world.calls.filter(({ args }) => JSON.stringify(args ?? '').includes('data_table'));

it('slackAdapter() shows a long table as one that Slack sorts by its numbers and turns by pages', async () => {
  open = await openSlack({ bot: fleetBot() });
  await ask('first');
  const [table] = tables();
  expect(table).toMatchObject({ type: 'data_table', caption: 'Fleet', page_size: 10 });
  expect(table.rows).toHaveLength(21);
  expect(table.rows[1]).toEqual([
    { type: 'raw_text', text: 'Site 0' },
    { type: 'raw_number', value: -5, text: '$-5' },
  ]);
  expect(table.rows[4][1]).toEqual({ type: 'raw_text', text: '—' });
});

it('slackAdapter() shows a short table, and one that passes a limit, as before', async () => {
  open = await openSlack({ bot: fleetBot(7) });
  await ask('first');
  expect(tables().map(({ type }) => type)).toEqual(['table']);
});

it('slackAdapter() shows a workspace without such tables a plain one, and tries no second time, nor after a restart', async () => {
  open = await openSlack({ bot: fleetBot() });
  open!.slack.world.unknownBlocks.add('data_table');
  await ask('first');
  expect(tables().map(({ type, rows }) => [type, rows.length])).toEqual([['table', 21]]);
  expect(tables()[0].column_settings).toEqual([
    { align: 'left', is_wrapped: true },
    { align: 'right', is_wrapped: false },
  ]);
  await until(() => posts().length === 1);
  await ask('second');
  await open.adapter.stop();
  const again = open.makeAdapter();
  await again.start(fleetBot());
  await ask('third');
  await again.stop();
  expect(tables().map(({ type }) => type)).toEqual(['table', 'table', 'table']);
  expect(posts()).toHaveLength(1);
});

it('slackAdapter() answers at once with such a table where the workspace took one before', async () => {
  open = await openSlack({ bot: fleetBot() });
  await ask('first');
  await ask('second');
  const ways = open!.screen.messages().map(({ via }) => via);
  expect(ways).toEqual(['response_url', 'acknowledgement']);
});

it('render() makes of any table what Slack accepts, and what it accepts instead', () => {
  const part = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.double().map((value) => figureOf(value, `${value}`)),
  );
  const sizes = fc.record({
    columns: fc.integer({ min: 1, max: 22 }),
    rows: fc.integer({ min: 1, max: 110 }),
  });
  const tables = sizes.chain(({ columns, rows }) =>
    fc.array(fc.array(part, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(tables, (rows) => {
      const columns = rows[0]!.map((_, at) => ({ label: `c${at}`, align: 'left' as const }));
      const said = reply({ title: 'T', blocks: [{ kind: 'table', columns, rows }] });
      for (const { blocks } of render({ reply: said, now: 0, dataTables: true }).messages) {
        checkBlocks(blocks, 'message');
        checkBlocks(withPlainTables(blocks), 'message', new Set(['data_table']));
      }
    }),
    { numRuns: 100 },
  );
});
