import { App, type Logger, type Receiver } from '@slack/bolt';
import { type Bot, createLines, type KeyValue, type Log, type WebhookHead } from 'hashdesk/chat';
import { delivery } from './answer.ts';
import { asking } from './ask.ts';
import { dataTables } from './dataTables.ts';
import { failureOf, faultFields, slower } from './errors.ts';
import { agentView } from './interactions/agent.ts';
import { homeTab } from './interactions/home.ts';
import { receiveInteractions } from './interactions/listen.ts';
import { formSubmissions } from './interactions/submissions.ts';
import { keptButtons } from './keptButtons.ts';
import { installationStore } from './oauth/installations.ts';
import { oauthInstaller } from './oauth/installer.ts';
import {
  type ClientOptions,
  installedWorkspaces,
  singleWorkspace,
  type Workspaces,
} from './oauth/workspaces.ts';
import { people } from './people.ts';
import { pictureFiles } from './pictures.ts';
import { receiveQuestions } from './receive.ts';
import { sender } from './send.ts';
import type { Setup } from './setup/config.ts';
import { PATHS } from './setup/manifest.ts';
import { ACKNOWLEDGED_MS } from './transport/acknowledge.ts';
import { backgroundWork } from './transport/background.ts';
import { clientOptions } from './transport/client.ts';
import { createHealth, type Health } from './transport/health.ts';
import { httpReceiver } from './transport/http.ts';
import { libraryLog } from './transport/log.ts';
import { socketConnection } from './transport/socket.ts';
import type { Wait } from './transport/wait.ts';

/** What an adapter is given to reach the world with. */
export interface Means {
  /** Key-value storage by namespace. */
  store: (namespace: string) => KeyValue;
  log: Log;
  now: () => number;
  fetch: typeof globalThis.fetch;
}

/** What answers at one path; `refuse` by the head of a request alone. */
interface Route {
  refuse(head: WebhookHead): Response | undefined;
  handle(request: Request): Promise<Response>;
}

interface Wiring extends Means {
  setup: Setup;
  options: ClientOptions;
  logger: Logger;
  wait: Wait;
  health: Health;
}

/** How long stopping waits for answers that are under way. */
const SETTLE_MS = 5_000;

function access({ setup, options, logger, store, log, health }: Wiring): {
  workspaces: Workspaces;
  install?: Route;
} {
  const { access, apiUrl } = setup;
  if ('botToken' in access)
    return { workspaces: singleWorkspace({ token: access.botToken, options, log, health }) };
  const installations = installationStore({
    store: store('slack-installs'),
    encryptionKeys: access.encryptionKeys,
  });
  const installer = oauthInstaller({ ...access, installations, options, logger, apiUrl });
  const { authorize, handle } = installer;
  const install = { refuse: unlessGet, handle };
  return { workspaces: installedWorkspaces({ installations, authorize, options, log }), install };
}

interface Transport {
  receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Answers signed requests; Socket Mode has none. */
  events?: Route;
}

function transport({ setup, options, logger, log, now, wait, health }: Wiring): Transport {
  const chosen = setup.transport;
  if ('appToken' in chosen) return socketConnection({ ...chosen, options, logger, log, wait, health });
  const refused = (reason: string) => log.warn({ reason }, 'Refused a request that was not Slack’s');
  const { receiver, refuse, handle } = httpReceiver({ ...chosen, now, refused });
  const stop = async () => void (await receiver.stop());
  return { receiver, start: async () => {}, stop, events: { refuse, handle } };
}

const empty404 = () => new Response(null, { status: 404 });
const notFound: Route = { refuse: empty404, handle: async () => empty404() };

/** A page is fetched. */
function unlessGet({ method }: WebhookHead): Response | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
}

/** Connects to Slack and hands what is asked there to `bot`, until `stop`. Rejects when that cannot be done. */
export async function connect({
  setup,
  bot,
  wait,
  ...means
}: Means & { setup: Setup; bot: Bot; wait: Wait }) {
  const { store, log, now, fetch } = means;
  const { apiUrl } = setup;
  const logger = libraryLog(log);
  const ownToken = 'botToken' in setup.access;
  const health = createHealth({ log, ownToken });
  const options = clientOptions({ ...setup, fetch, logger });
  const wiring: Wiring = { ...means, setup, wait, logger, health, options };
  const { workspaces, install = notFound } = access(wiring);
  await workspaces.check();

  const { receiver, start, stop, events = notFound } = transport(wiring);
  const heard = (error: unknown) => {
    health.heard(error);
    return failureOf(error);
  };
  const lines = createLines({ now, wait, failureOf: heard, slower });
  const kept = keptButtons(store('slack-kept'));
  const work = backgroundWork({ log, wait });
  const { background } = work;
  const tables = dataTables(store('slack-data-tables'));
  const pictures = pictureFiles({ lines, fetch, apiUrl, now, wait, log });
  const answers = delivery({ bot, pictures, tables, lines, kept, fetch, apiUrl, now });
  const agent = agentView({ lines, log });
  const talk = asking({ bot, people: people({ now, log, health }), delivery: answers, log });
  const home = homeTab({ asking: talk, kept, now, log });
  const submissions = formSubmissions({ asking: talk, kept, home, wait });

  const app = new App({
    receiver,
    authorize: workspaces.authorize,
    clientOptions: wiring.options,
    logger,
    convoStore: false,
  });
  app.error(async (error) => log.error(faultFields(error), 'Something from Slack could not be handled'));
  receiveQuestions({ app, asking: talk, agent, workspaces, background, fetch, apiUrl, now, wait });
  const presses = { asking: talk, kept, fetch, now, log };
  receiveInteractions({ app, workspaces, background, presses, submissions, home, agent });
  await start();

  const routes: Record<string, Route> = {
    [PATHS.events]: events,
    [PATHS.install]: install,
    [PATHS.redirect]: install,
  };
  return {
    ...sender({ bot, pictures, workspaces, lines, store: store('slack-sent'), fetch, apiUrl, now, ownToken }),
    trouble: health.trouble,
    refuse: (head: WebhookHead) => (routes[head.path] ?? notFound).refuse(head),
    fetch: (request: Request) => (routes[new URL(request.url).pathname] ?? notFound).handle(request),
    async stop(): Promise<void> {
      // What is under way is acknowledged over the connection before it goes, and answered after.
      await work.settled(ACKNOWLEDGED_MS);
      await stop();
      await work.settled(SETTLE_MS);
    },
  };
}
export type Connection = Awaited<ReturnType<typeof connect>>;
