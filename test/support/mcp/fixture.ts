import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  type ContentBlock,
  completable,
  createRequestStateCodec,
  type InputRequest,
  inputRequired,
  inputResponse,
  McpServer,
  ResourceTemplate,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const SILENCE = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';
const png = { mimeType: 'image/png' };
const text = (words: string): ContentBlock => ({ type: 'text', text: words });
const image: ContentBlock = { type: 'image', data: PIXEL, ...png };
const embedded = (uri: string): ContentBlock => ({
  type: 'resource',
  resource: { uri, mimeType: 'text/plain', text: 'Embedded.' },
});

const fields = {
  name: { type: 'string', description: 'User name', default: 'John Doe' },
  age: { type: 'integer', description: 'User age', default: 30 },
  score: { type: 'number', description: 'User score', default: 95.5 },
  status: {
    type: 'string',
    description: 'User status',
    enum: ['active', 'inactive', 'pending'],
    default: 'active',
  },
  verified: { type: 'boolean', description: 'Verification status', default: true },
} as const;
const options = ['option1', 'option2', 'option3'];
const titled = [1, 2, 3].map((n) => ({ const: `value${n}`, title: `Option ${n}` }));
const enums = {
  untitledSingle: { type: 'string', enum: options },
  titledSingle: { type: 'string', oneOf: titled },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
  titledMulti: { type: 'array', items: { anyOf: titled } },
} as const;

type Properties = Parameters<typeof inputRequired.elicit>[0]['requestedSchema'] extends infer S
  ? S extends { properties: infer P }
    ? P
    : never
  : never;
const form = (message: string, properties: object, required: string[] = []): InputRequest =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: properties as Properties, required },
  });
const asText = (name: string) => form(`Your ${name}?`, { [name]: { type: 'string' } }, [name]);
const sampling = (prompt: string): InputRequest =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
    maxTokens: 100,
  });
const roots = inputRequired.listRoots();
const ok = form('Please confirm', { ok: { type: 'boolean' } }, ['ok']);

/** The tools that ask back: by round, what they ask. `sealed`: they remember by the program which round it is. */
const asking: Record<string, { rounds: Record<string, InputRequest>[]; sealed?: true }> = {
  elicitation: { rounds: [{ user_name: asText('name') }] },
  sampling: { rounds: [{ capital_question: sampling('What is the capital of France?') }] },
  list_roots: { rounds: [{ client_roots: roots }] },
  request_state: { rounds: [{ confirm: ok }], sealed: true },
  tampered_state: { rounds: [{ confirm: ok }], sealed: true },
  multiple_inputs: {
    rounds: [{ user_name: asText('name'), greeting: sampling('Generate a greeting'), client_roots: roots }],
    sealed: true,
  },
  multi_round: { rounds: [{ step1: asText('name') }, { step2: asText('color') }], sealed: true },
};

const codec = createRequestStateCodec<{ round: number }>({ key: 'k'.repeat(32) });

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** The package looks for the three notifications apart from each other. */
const STEP_MS = 5;

/** What the scenarios of the conformance package call by name, as our own tools are made: one server, both revisions. */
export function conformanceFixture(): McpServer {
  const server = new McpServer(
    { name: 'fixture', version: '1.0.0' },
    {
      capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} },
      requestState: { verify: codec.verify },
    },
  );
  const tool = (name: string, run: (ctx: ServerContext) => unknown) =>
    server.registerTool(name, { description: name }, run as never);
  const says = (name: string, ...content: ContentBlock[]) => tool(name, () => ({ content }));

  says('test_simple_text', text('This is a simple text response for testing.'));
  says('test_image_content', image);
  says('test_audio_content', { type: 'audio', data: SILENCE, mimeType: 'audio/wav' });
  says('test_embedded_resource', embedded('test://embedded-resource'));
  says('test_multiple_content_types', text('Several:'), image, embedded('test://mixed-content-resource'));
  tool('test_error_handling', () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  tool('test_tool_with_logging', async ({ mcpReq }) => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data } });
      await wait(STEP_MS);
    }
    return { content: [text('Done.')] };
  });
  tool('test_tool_with_progress', async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken !== undefined)
        await mcpReq.notify({
          method: 'notifications/progress',
          params: { progressToken, progress, total: 100 },
        });
      await wait(STEP_MS);
    }
    return { content: [text('Done.')] };
  });

  const answered = ({ mcpReq }: ServerContext, requests: Record<string, InputRequest>) =>
    Object.entries(requests).every(([key, { method }]) => {
      const view = inputResponse(mcpReq.inputResponses, key);
      return method === 'elicitation/create'
        ? acceptedContent(mcpReq.inputResponses, key, z.record(z.string(), z.unknown()))
        : view.kind !== 'missing';
    });
  for (const [name, { rounds, sealed }] of Object.entries(asking))
    tool(`test_input_required_result_${name}`, async (ctx) => {
      const asked = sealed ? ctx.mcpReq.requestState<{ round: number }>()?.round : 0;
      const done = asked !== undefined && answered(ctx, rounds[asked]!);
      const round = done ? asked + 1 : (asked ?? 0);
      if (round === rounds.length) return { content: [text('state-ok')] };
      return inputRequired({
        inputRequests: rounds[round]!,
        ...(sealed && { requestState: await codec.mint({ round }) }),
      });
    });
  tool('test_input_required_result_capabilities', (ctx) => {
    const envelope: Record<string, unknown> = ctx.mcpReq.envelope ?? {};
    const declared = Object.keys(envelope[CLIENT_CAPABILITIES_META_KEY] ?? {});
    const requests = { sampling: sampling('Hello'), elicitation: asText('name'), roots };
    const inputRequests = Object.fromEntries(
      Object.entries(requests).filter(([name]) => declared.includes(name)),
    );
    if (ctx.mcpReq.inputResponses || Object.keys(inputRequests).length === 0)
      return { content: [text('Done.')] };
    return inputRequired({ inputRequests });
  });
  tool('test_logging_tool', async ({ mcpReq }) => {
    await mcpReq.log('info', 'For whoever asked to be told');
    return { content: [text('Done.')] };
  });
  tool('test_streaming_elicitation', () => inputRequired({ inputRequests: { it: ok } }));
  tool('test_missing_capability', () => inputRequired({ inputRequests: { it: sampling('Hello') } }));

  const asks = (name: string, argument: string | undefined, request: (value: string) => InputRequest) =>
    server.registerTool(
      name,
      { description: name, inputSchema: z.object(argument === undefined ? {} : { [argument]: z.string() }) },
      (given, { mcpReq }) => {
        const value = argument === undefined ? '' : String((given as Record<string, unknown>)[argument]);
        const view = inputResponse(mcpReq.inputResponses, 'it');
        if (view.kind === 'missing') return inputRequired({ inputRequests: { it: request(value) } });
        const said = view.kind === 'sampling' ? JSON.stringify(view.result.content) : JSON.stringify(view);
        return { content: [text(`response: ${said}`)] };
      },
    );
  asks('test_sampling', 'prompt', sampling);
  asks('test_elicitation', 'message', (message) =>
    form(message, { username: { type: 'string' }, email: { type: 'string' } }, ['username', 'email']),
  );
  asks('test_elicitation_sep1034_defaults', undefined, () => form('Please review', fields));
  asks('test_elicitation_sep1330_enums', undefined, () => form('Please select', enums));

  registerResources(server);
  registerPrompts(server);
  return server;
}

function registerResources(server: McpServer): void {
  const file = (name: string, content: object) => {
    const uri = `test://${name}`;
    server.registerResource(name, uri, {}, () => ({ contents: [{ uri, ...content } as never] }));
  };
  file('static-text', { mimeType: 'text/plain', text: 'This is the content.' });
  file('watched-resource', { mimeType: 'text/plain', text: 'Watched.' });
  file('static-binary', { ...png, blob: PIXEL });
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined });
  server.registerResource('template', template, {}, ({ href }, { id }) => ({
    contents: [
      {
        uri: href,
        mimeType: 'application/json',
        text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
      },
    ],
  }));
  for (const method of ['resources/subscribe', 'resources/unsubscribe'] as const)
    server.server.setRequestHandler(method, () => ({}));
}

function registerPrompts(server: McpServer): void {
  const said = (...contents: ContentBlock[]) => ({
    messages: contents.map((content) => ({ role: 'user' as const, content })),
  });
  const plain = (name: string, ...contents: ContentBlock[]) =>
    server.registerPrompt(name, { description: name }, () => said(...contents));
  plain('test_simple_prompt', text('This is a simple prompt for testing.'));
  plain('test_prompt_with_image', image, text('Please analyze the image above.'));
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'Arguments',
      argsSchema: z.object({ arg1: completable(z.string(), () => ['paris', 'park']), arg2: z.string() }),
    },
    ({ arg1, arg2 }) => said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'Embedded', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => said(embedded(resourceUri), text('Please process the resource above.')),
  );
  server.registerPrompt('test_input_required_result_prompt', { description: 'Asks' }, ({ mcpReq }) => {
    const context = acceptedContent(mcpReq.inputResponses, 'user_context');
    return context
      ? said(text(`Context: ${JSON.stringify(context)}`))
      : inputRequired({ inputRequests: { user_context: asText('context') } });
  });
}
