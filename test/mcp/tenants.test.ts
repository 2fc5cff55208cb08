import { createHash } from 'node:crypto';
import { createRequestStateCodec } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { called, request, startAssistants } from '../support/mcp/assistants.ts';

const by = { id: 'U1', name: 'Ada' };
const made = (desk: TestDesk, tenant: string, scope: 'read' | 'change' = 'read') =>
  desk.tokens.make({ name: 'memos', scope, address: { adapter: 'toy', tenant, channel: 'C1' }, by });

it('500 tenants: a token shows and explains what is of its own tenant, whatever else is named', async () => {
  const desk = openTestDesk();
  const { url, endpoint } = await startAssistants(desk);
  const ask = async (token: string, method: string, params: Record<string, unknown>) =>
    (await endpoint.fetch(request({ url, token, method, params }))).text();
  const tenants = Array.from({ length: 500 }, (_, n) => `toy:${n}`);
  const tokens: string[] = [];
  for (const tenant of tenants) {
    await desk.ask(`site add Site-of-${tenant.slice(4)} 10 MW s21xp at $45/MWh`, { tenant, channel: 'C1' });
    tokens.push(await made(desk, tenant));
  }
  const { reply } = await desk.ask('profit all', { tenant: 'toy:0', channel: 'C1' });
  for (const [n, token] of [...tokens.entries()].filter(([n]) => n % 4 === 0)) {
    const listed = await ask(token, 'tools/call', { name: 'site_list', arguments: {} });
    expect(listed.match(/Site-of-\d+/g)?.every((name) => name === `Site-of-${n}`)).toBe(true);
  }
  const forged = tokens.filter((_, n) => n % 20 === 0);
  const uri = `hashdesk://answers/${reply.id}`;
  const explained = await Promise.all(forged.map((token) => ask(token, 'resources/read', { uri })));
  expect(explained.map((text) => text.includes('Explained'))).toEqual(forged.map((_, n) => n === 0));
});

describe('/mcp', () => {
  it('is not there until a token is made, and refuses whoever has none, or a revoked one', async () => {
    const desk = openTestDesk();
    const { url } = await startAssistants(desk);
    const status = async (token?: string, headers: Record<string, string> = {}) => {
      const params = { name: 'fees', arguments: {} };
      const asked = request({ url, method: 'tools/call', params, headers, ...(token && { token }) });
      return (await fetch(asked)).status;
    };
    expect(await status()).toBe(404);
    expect(await status(`hashdesk_${'z'.repeat(43)}`)).toBe(404);
    const token = await made(desk, 'toy:A');
    expect(await status()).toBe(401);
    expect(await status(token)).toBe(200);
    expect(await status(`${token}x`)).toBe(401);
    expect(await status(token, { origin: 'https://evil.example.com' })).toBe(403);
    expect(await status(token, { origin: 'https://desk.example.com' })).toBe(200);
    const { status: got } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(got).toBe(405);
    await desk.tokens.revoke({ tenant: 'toy:A', name: 'memos', by });
    // The last one is gone: it is as if nothing were there.
    expect(await status(token)).toBe(404);
  });

  it('lets a token that may read change nothing, and list no tool that does', async () => {
    const desk = openTestDesk();
    const { url, connect } = await startAssistants(desk);
    // Everyone in the channel that the token was made in may change: the token may not.
    await desk.ask('access allow change #C11111111', { tenant: 'toy:A' });
    const address = { adapter: 'toy', tenant: 'toy:A', channel: 'C11111111' };
    const token = await desk.tokens.make({ name: 'memos', scope: 'read', address, by });
    const client = await connect({ token, says: () => true });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('profit');
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint === false)).toMatchObject([
      { name: 'power' },
      { name: 'dispatch_feed' },
      { name: 'peaks' },
      { name: 'tariff' },
      { name: 'credits' },
      { name: 'pictures' },
    ]);
    await expect(client.callTool({ name: 'site_add', arguments: {} })).rejects.toThrow('There is no tool');
    expect((await called(client, 'pictures', { theme: 'dark' })).text).toContain('This token may only read');
    // Whoever has a token knows what its questions are sealed with: saying yes to one's own lets nobody change anything.
    const codec = createRequestStateCodec({ key: token });
    const call = createHash('sha256').update('pictures theme=dark').digest('base64url');
    const params = {
      name: 'pictures',
      arguments: { theme: 'dark' },
      inputResponses: { confirm: { action: 'accept', content: { confirm: true } } },
      requestState: await codec.mint({ id: 'forged', call }),
    };
    const response = await fetch(request({ url, token, method: 'tools/call', params }));
    expect(await response.text()).toContain('You may not change the pictures here');
    expect((await desk.ask('pictures', { tenant: 'toy:A' })).text).toContain('light');
  });

  it('changes nothing for a program that cannot ask its person', async () => {
    const desk = openTestDesk();
    const { connect } = await startAssistants(desk);
    const client = await connect({ token: await made(desk, 'toy:A', 'change') });
    const said = await called(client, 'quiet_set', { from: '22:00', to: '07:00', zone: 'UTC' });
    expect(said).toMatchObject({ isError: true });
    expect(said.text).toContain('Type it in the chat: quiet set from="22:00" to="07:00" zone=UTC');
  });

  it('takes an answer once, for the call that was asked about, from whoever was asked', async () => {
    const desk = openTestDesk();
    const { url } = await startAssistants(desk);
    const [ours, theirs] = [await made(desk, 'toy:A', 'change'), await made(desk, 'toy:B', 'change')];
    const inputResponses = { confirm: { action: 'accept', content: { confirm: true } } };
    const call = async (token: string, name: string, more: Record<string, unknown> = {}) => {
      const params = { name: 'site_add', arguments: { name, fleet: '10 MW s21xp', power: 45 }, ...more };
      const response = await fetch(request({ url, token, method: 'tools/call', params }));
      return (await response.json()) as { result?: Record<string, unknown>; error?: { code: number } };
    };
    const { result } = await call(ours, 'One');
    expect(result).toMatchObject({ resultType: 'input_required' });
    const { requestState } = result as { requestState: string };
    // An answer to a question that nobody was asked.
    expect((await call(ours, 'One', { inputResponses })).result).toMatchObject({
      resultType: 'input_required',
    });
    expect((await call(ours, 'Two', { inputResponses, requestState })).result).toMatchObject({
      resultType: 'input_required',
    });
    expect((await call(theirs, 'One', { inputResponses, requestState })).error).toMatchObject({
      code: -32602,
    });
    expect(JSON.stringify(await call(ours, 'One', { inputResponses, requestState }))).toContain('One');
    await desk.ask('site remove One --yes', { tenant: 'toy:A' });
    expect(JSON.stringify(await call(ours, 'One', { inputResponses, requestState }))).toContain(
      'That was done before',
    );
    expect((await desk.ask('site list', { tenant: 'toy:A' })).text).not.toContain('One');
  });

  it('gives nobody the session of another token', async () => {
    const desk = openTestDesk();
    const { url, connect } = await startAssistants(desk);
    const [ours, theirs] = [await made(desk, 'toy:A', 'change'), await made(desk, 'toy:B', 'change')];
    const client = await connect({ token: ours, revision: '2025-11-25' });
    const session = (client.transport as { sessionId?: string }).sessionId!;
    const replay = (token: string) =>
      fetch(url, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          ...{ authorization: `Bearer ${token}`, 'mcp-session-id': session },
          'mcp-protocol-version': '2025-11-25',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 9, method: 'tools/list', params: {} }),
      });
    expect((await replay(ours)).status).toBe(200);
    expect((await replay(theirs)).status).toBe(404);
  });

  it('serves a token that may read without a session in the older revision too, so that any process can', async () => {
    const desk = openTestDesk();
    const { connect } = await startAssistants(desk);
    const client = await connect({ token: await made(desk, 'toy:A'), revision: '2025-11-25' });
    expect((client.transport as { sessionId?: string }).sessionId).toBeUndefined();
    expect((await called(client, 'fees')).isError).toBe(false);
  });

  it('counts the questions of an assistant as those of a person', async () => {
    const desk = openTestDesk();
    const { connect } = await startAssistants(desk);
    const client = await connect({ token: await made(desk, 'toy:A') });
    for (let n = 0; n < 15; n++) expect((await called(client, 'fees')).isError).toBe(false);
    expect((await called(client, 'fees')).text).toContain('Too many questions from you');
    const [other, tenant] = [await made(desk, 'toy:B'), 'toy:A'];
    expect((await called(await connect({ token: other }), 'fees')).isError).toBe(false);
    expect((await desk.ask('fees', { tenant })).reply.tone).not.toBe('error');
  });
});
