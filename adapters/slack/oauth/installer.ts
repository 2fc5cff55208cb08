import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import { PATHS } from '../setup/manifest.ts';
import { SCOPES } from '../setup/scopes.ts';
import type { Installations } from './installations.ts';
import type { ClientOptions } from './workspaces.ts';

/** What the installer needs of a server's answer, gathered into a Response. */
function gatheredResponse() {
  const headers = new Headers();
  let status = 200;
  let body = '';
  const set = (name: string, value: string | string[]) => {
    headers.delete(name);
    for (const one of [value].flat()) headers.append(name, one);
  };
  const answer = {
    setHeader: set,
    getHeader: (name: string) => headers.get(name) ?? undefined,
    writeHead(code: number, more: Record<string, string> = {}) {
      status = code;
      for (const [name, value] of Object.entries(more)) set(name, value);
    },
    end(text = '') {
      body = text;
    },
  };
  return {
    answer: answer as unknown as ServerResponse,
    response: () => new Response(body, { status, headers }),
  };
}

function nodeRequest(request: Request): IncomingMessage {
  const { pathname, search, host } = new URL(request.url);
  const cookie = request.headers.get('cookie') ?? undefined;
  return { url: pathname + search, method: request.method, headers: { host, cookie } } as IncomingMessage;
}

/** Installs the app into more workspaces, by Bolt's installer: `/slack/install`, and where Slack comes back to. */
export function oauthInstaller({
  clientId,
  clientSecret,
  stateSecret,
  publicUrl,
  installations,
  options,
  logger,
  apiUrl,
}: {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  publicUrl: string;
  installations: Installations;
  options: ClientOptions;
  logger: Logger;
  apiUrl: string;
}) {
  const install = { scopes: Object.keys(SCOPES), redirectUri: new URL(PATHS.redirect, publicUrl).href };
  // Bolt makes its installer with a receiver; this one receives nothing.
  const { installer } = new HTTPReceiver({
    signingSecret: '',
    signatureVerification: false,
    logger,
    clientId,
    clientSecret,
    stateSecret,
    installationStore: installations,
    installerOptions: {
      clientOptions: options,
      authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    },
  });
  return {
    authorize: installer!.authorize,
    async handle(request: Request): Promise<Response> {
      const { answer, response } = gatheredResponse();
      const { pathname } = new URL(request.url);
      if (pathname === PATHS.install)
        await installer!.handleInstallPath(nodeRequest(request), answer, {}, install);
      else await installer!.handleCallback(nodeRequest(request), answer, {}, install);
      return response();
    },
  };
}
