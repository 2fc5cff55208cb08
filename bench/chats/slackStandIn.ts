import { Agent, request } from 'node:http';
import { createFront } from '../../test/support/slack/front.ts';
import { openHook } from '../../test/support/slack/hooks.ts';
import { host } from '../../test/support/slack/host.ts';
import { sign } from '../../test/support/slack/sign.ts';
import { createWorld, TEAM } from '../../test/support/slack/world.ts';
import type { Taken } from '../load.ts';

const USER = 'U0000000001';
export const CHANNEL = 'C0000000001';
/** As many are open at once; what is older has been answered in full. */
const MOST_HOOKS = 1_000;
const HOOK = /\/hooks\/(.+)$/;

/** Slack as it sends `/hashprice` to an app and takes its answer, with the time of both. */
export async function startSlackStandIn() {
  const world = createWorld({ now: Date.now });
  const front = createFront(world);
  const waiting = new Map<string, (status: number) => void>();
  let posted = 0;
  const { origin, close } = await host(async (call) => {
    const response = await front(call);
    if (call.url.endsWith('/chat.postMessage')) posted += 1;
    waiting.get(HOOK.exec(call.url)?.[1] ?? '')?.(response.status);
    return response;
  });
  const agent = new Agent({ keepAlive: true });

  function signedCommand(hook: string) {
    const form = {
      team_id: TEAM,
      channel_id: CHANNEL,
      user_id: USER,
      user_name: 'ada',
      command: '/hashprice',
      text: '',
      api_app_id: 'A0000000001',
      is_enterprise_install: 'false',
      response_url: `${origin}/hooks/${hook}`,
      trigger_id: world.next('trigger.'),
    };
    return sign({
      body: new URLSearchParams(form).toString(),
      secret: world.secrets.signingSecret,
      timestamp: Math.floor(Date.now() / 1000),
      contentType: 'application/x-www-form-urlencoded',
    });
  }

  /** Asks once; `answers` is false for an app that only acknowledges. */
  async function ask({ url, answers }: { url: string; answers: boolean }): Promise<Taken> {
    const hook = openHook(world, { channel: CHANNEL, user: USER });
    const { promise, resolve } = Promise.withResolvers<number>();
    waiting.set(hook, resolve);
    const started = performance.now();
    const acknowledged = await post({ url, agent, ...signedCommand(hook) });
    const ackMs = performance.now() - started;
    const late = answers && !acknowledged.body.includes('"blocks"');
    const status = late ? await promise : acknowledged.status;
    const answerMs = performance.now() - started;
    if (acknowledged.status !== 200 || status !== 200)
      throw new Error(`/hashprice: acknowledged with ${acknowledged.status}, answered with ${status}`);
    waiting.delete(hook);
    // A picture may follow its text.
    const [oldest] = world.hooks.keys();
    if (world.hooks.size > MOST_HOOKS) world.hooks.delete(oldest!);
    world.messages.length = 0;
    world.calls.length = 0;
    return { ackMs, answerMs };
  }

  return {
    apiUrl: `${origin}/api/`,
    secrets: world.secrets,
    ask,
    /** Messages that the app has posted by itself. */
    posted: () => posted,
    async close() {
      agent.destroy();
      await close();
    },
  };
}

function post(asked: { url: string; agent: Agent; body: string; headers: Record<string, string> }) {
  const { url, agent, body, headers } = asked;
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
