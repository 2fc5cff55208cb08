import { join } from 'node:path';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
import { openTestDesk } from '../support/desk.ts';
import { assistant, called, REVISIONS, type Revision, startAssistants } from '../support/mcp/assistants.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const team = { tenant: 'toy:A', channel: 'C1', person: { id: 'U1', name: 'Ada' } };
const rockdale = { name: 'Rockdale', fleet: '100 MW s21xp', power: 45 };
const revisions = Object.keys(REVISIONS) as Revision[];

describe.each(revisions)('an assistant that speaks %s', (revision) => {
  it('gets figures with source and age, and changes what its person said yes to, once and on record', async () => {
    const desk = openTestDesk();
    const token = await desk.tokens.make({
      name: 'memos',
      scope: 'change',
      address: { adapter: 'toy', tenant: 'toy:A', channel: 'C1' },
      by: { id: 'U1', name: 'Ada' },
    });
    const { connect } = await startAssistants(desk);
    const asked: string[] = [];
    let answer = false;
    const says = (message: string) => asked.push(message) > 0 && answer;
    const client = await connect({ token, revision, says });

    const refused = await called(client, 'site_add', rockdale);
    expect(refused).toMatchObject({ isError: true, text: 'Nothing was changed: the person said no.' });
    expect(asked.at(-1)).toContain('site add name=Rockdale fleet="100 MW s21xp" power=45');
    expect((await desk.ask('site list', team)).text).not.toContain('Rockdale');
    await called(client, 'site_add', { ...rockdale, name: 'A\n\nB\u202e' });
    expect(asked.at(-1)).toMatch(/^An assistant asks [^\n\u202e]+$/);

    // A line that cannot be read is no question to a person.
    const before = asked.length;
    expect((await called(client, 'site_add', { ...rockdale, fleet: '3 toasters' })).text).toContain(
      'toasters',
    );
    expect((await called(client, 'site_remove', { site: 'Nowhere' })).isError).toBe(true);
    expect(asked).toHaveLength(before);

    answer = true;
    expect(await called(client, 'site_add', rockdale)).toMatchObject({ isError: false });
    const profit = await called(client, 'profit', { site: 'Rockdale', pue: 1.05 });
    const data = profit.data as { figures: { metric: string; source: string; age: string }[] };
    expect(data.figures.map(({ metric }) => metric)).toContain('marginUsdPerDay');
    expect(data.figures.every(({ source, age }) => source !== '' && age !== '')).toBe(true);

    const { text } = await desk.ask('audit', team);
    expect(text).toContain('memos (assistant)');
    expect(text).toContain('site Rockdale');
    // What asks first in a chat is not asked twice.
    expect((await called(client, 'site_remove', { site: 'Rockdale' })).text).toContain('removed');
    expect(asked).toHaveLength(4);

    await called(client, 'alert_add', { rule: 'hashprice < 20' });
    expect((await desk.ask('alert show 1', team)).text).toContain('posts to C1');

    expect((await called(client, 'site_add', { ...rockdale, yes: 'yes' })).text).toContain(
      'has no input "yes"',
    );
    expect((await called(client, 'profit', { power: 'free' })).text).toContain('read “free”');
    for (const name of ['access_allow', 'token_add', 'audit'])
      await expect(client.callTool({ name })).rejects.toThrow('There is no tool');
  });
});

it('an assistant reads resources and memos', async () => {
  const desk = openTestDesk();
  await desk.ask('site add Rockdale 100 MW s21xp at $45/MWh', team);
  const { text } = await desk.ask('token add read memos', team);
  const token = /hashdesk_\S+/.exec(text)![0];
  const known = { day: '2026-01-30', source: 'a source', observedAt: 0, priceUsd: 80_000 };
  const snapshot = async () => ({ ...(await desk.market.snapshot()), history: [known] });
  const assistants = await startAssistants({ ...desk, market: { ...desk.market, snapshot } });
  const client = await assistants.connect({ token });
  const read = async (uri: string) => {
    const [first] = (await client.readResource({ uri })).contents;
    return first && 'text' in first ? first.text : '';
  };
  expect(await read('hashdesk://sites')).toContain('Rockdale');
  expect(await read('hashdesk://sites/rockdale')).toContain('powerPriceUsdPerMwh');
  expect(await read('hashdesk://assumptions')).toContain('salvagePercent');
  expect(await read('hashdesk://comps')).toContain('title');
  expect(await read('hashdesk://history/priceUsd')).toBe('day,priceUsd\r\n2026-01-30,80000\r\n');
  const { data } = await called(client, 'profit', { site: 'demo' });
  expect(await read(`hashdesk://answers/${(data as { id: string }).id}`)).toContain('Explained');
  for (const uri of ['hashdesk://answers/nobody', 'hashdesk://history/secrets', 'hashdesk://tokens'])
    await expect(read(uri)).rejects.toThrow();
  const completed = await client.complete({
    ref: { type: 'ref/resource', uri: 'hashdesk://sites/{site}' },
    argument: { name: 'site', value: 'Rock' },
  });
  expect(completed.completion.values).toEqual(['Rockdale']);
  const { messages } = await client.getPrompt({ name: 'site_memo', arguments: { site: 'Rockdale' } });
  expect(JSON.stringify(messages)).toContain('Rockdale');
  await expect(client.getPrompt({ name: 'site_memo', arguments: {} })).rejects.toThrow('needs site');
});

it('hashdesk mcp answers an assistant over stdin and stdout, as the operator', async () => {
  const cwd = tempDirectory();
  const nowhere = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(import.meta.dirname, '../../bin/hashdesk.mjs'), 'mcp'],
    cwd,
    env: { DATA_DIR: cwd, ...Object.fromEntries(nowhere.map((name) => [name, 'http://127.0.0.1:1'])) },
  });
  const client = await assistant({ transport, revision: '2026-07-28', says: () => true });
  expect(await called(client, 'site_add', rockdale)).toMatchObject({ isError: false });
  expect((await called(client, 'profit', { site: 'Rockdale' })).text).toContain('Rockdale');
});
