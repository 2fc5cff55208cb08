import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHook } from '../../support/slack/hooks.ts';
import { sign } from '../../support/slack/sign.ts';
import type { SlackStandIn } from '../../support/slack/slackServer.ts';
import type { Replica } from './replica.ts';

/** A replica, and where it takes what Slack sends. */
export interface Served extends Replica {
  url: string;
}

/** What became of what people asked. */
export interface Load {
  asked: number;
  /** Acknowledged within three seconds, with the answer in it or following it. */
  answered: number;
  /** Those of them that were told that the team has asked too often: one team has them all. */
  tooOften: number;
  /** Why the others were not, in words. */
  unanswered: string[];
  ackMs: number[];
}

/** So that nobody asks more often than one may; their team does. */
const PEOPLE = 200;
const LONGEST_ACK_MS = 3_000;
const LONGEST_ANSWER_MS = 30_000;
const CHANNEL = 'C0000000001';
const LOOK_MS = 400;
const ANSWER = /\/PH\/day|per PH\/s/;
const TOO_OFTEN = /Too many questions/;

/**
 * People who ask `/hashprice` `perSecond` times a second through a balancer that sends each to a replica that says that it is
 * ready, and to another where nobody takes the connection. Ends with `stop`.
 */
export function startLoad(asked: {
  slack: SlackStandIn;
  replicas: () => readonly Served[];
  perSecond: number;
}): { stop(): Promise<Load> } {
  const { slack, replicas, perSecond } = asked;
  for (let at = 0; at < PEOPLE; at++)
    slack.world.users.set(personAt(at), { id: personAt(at), name: `person ${at}`, team_id: slack.team });
  const load: Load = { asked: 0, answered: 0, tooOften: 0, unanswered: [], ackMs: [] };
  const stopping = new AbortController();
  let ready: readonly Served[] = replicas();
  const open = new Set<Promise<void>>();

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      const all = replicas();
      const states = await Promise.all(all.map((it) => it.isReady()));
      ready = all.filter((_, at) => states[at]);
      await sleep(LOOK_MS);
    }
  }

  async function ask(count: number): Promise<void> {
    const from = performance.now();
    try {
      const hook = openHook(slack.world, { channel: CHANNEL, user: personAt(count) });
      const text = await sent({ ...commandOf({ slack, count, hook }), to: turned(ready, count) });
      load.ackMs.push(performance.now() - from);
      if (text === '') return await followed(hook);
      if (TOO_OFTEN.test(text)) load.tooOften += 1;
      else if (!ANSWER.test(text)) throw new Error(`It was answered with ${text.slice(0, 200) || 'nothing'}`);
      load.answered += 1;
    } catch (error) {
      load.unanswered.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** A later answer comes by the address that its question gave. */
  async function followed(hook: string): Promise<void> {
    const from = performance.now();
    while (slack.world.hooks.get(hook)?.uses === 0) {
      if (performance.now() - from > LONGEST_ANSWER_MS) throw new Error('No answer followed');
      await sleep(50);
    }
    load.answered += 1;
  }

  async function run(): Promise<void> {
    const from = performance.now();
    while (!stopping.signal.aborted) {
      const due = Math.floor(((performance.now() - from) / 1000) * perSecond);
      for (; load.asked < due; load.asked++) {
        const one = ask(load.asked).finally(() => open.delete(one));
        open.add(one);
      }
      await sleep(1000 / perSecond);
    }
  }

  const running = [look(), run()];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await Promise.all(open);
      return load;
    },
  };
}

const personAt = (count: number) => `U${String(100 + (count % PEOPLE)).padStart(10, '0')}`;

/** All of them, another one first each time. */
const turned = <T>(all: readonly T[], count: number): T[] => {
  const at = count % Math.max(1, all.length);
  return [...all.slice(at), ...all.slice(0, at)];
};

function commandOf({ slack, count, hook }: { slack: SlackStandIn; count: number; hook: string }) {
  const form = {
    team_id: slack.team,
    channel_id: CHANNEL,
    user_id: personAt(count),
    user_name: 'ada',
    command: '/hashprice',
    text: '',
    api_app_id: 'A0000000001',
    is_enterprise_install: 'false',
    response_url: `${slack.origin}/hooks/${hook}`,
    trigger_id: `storm.${count}`,
  };
  return sign({
    body: new URLSearchParams(form).toString(),
    secret: slack.secrets.signingSecret,
    timestamp: Math.floor(Date.now() / 1000),
    contentType: 'application/x-www-form-urlencoded',
  });
}

/** The answer's body. What nobody took is given to the next; what was taken is not given again. */
async function sent(asked: {
  to: readonly Served[];
  body: string;
  headers: Record<string, string>;
}): Promise<string> {
  const { to, ...content } = asked;
  if (to.length === 0) throw new Error('No replica said in time that it is ready');
  for (const { url } of to) {
    try {
      return await post({ url: `${url}/slack/events`, ...content });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    }
  }
  throw new Error('No replica took it');
}

function post(asked: { url: string; body: string; headers: Record<string, string> }): Promise<string> {
  const { url, body, headers } = asked;
  return new Promise((resolve, reject) => {
    const timeout = AbortSignal.timeout(LONGEST_ACK_MS);
    const sending = request(url, { method: 'POST', agent: false, headers, signal: timeout }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`Status ${response.statusCode}`)),
      );
    });
    sending.on('error', reject).end(body);
  });
}
