import type { Call } from './methods.ts';
import { Refusal } from './refusal.ts';
import type { Json } from './world.ts';

export const SOCKETS_PER_APP = 10;

function openConnection({ world, token, origin }: Call): Json {
  if (token !== world.secrets.appToken) throw new Refusal('invalid_auth');
  if (world.sockets.size >= SOCKETS_PER_APP) throw new Refusal('too_many_websockets');
  return { url: `${origin.replace('http', 'ws')}/socket` };
}

function exchangeCode({ world, args }: Call): Json {
  const { clientId, clientSecret } = world.secrets;
  if (args.client_id !== clientId || args.client_secret !== clientSecret)
    throw new Refusal('bad_client_secret');
  const code = world.codes.get(args.code);
  if (!code) throw new Refusal('invalid_code');
  world.codes.delete(args.code);
  const { token, team, scopes } = code;
  world.tokens.set(token, { team, botUserId: 'U00000BOT2', botId: 'B0000000002', scopes });
  return {
    app_id: 'A0000000001',
    access_token: token,
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: 'U00000BOT2',
    team: { id: team, name: 'Other' },
    enterprise: null,
    authed_user: { id: 'U0000000009' },
    is_enterprise_install: false,
  };
}

/** Methods that the app calls for itself, without the token of a workspace. */
export const appMethods: Record<string, (call: Call) => Json> = {
  'api.test': () => ({}),
  'apps.connections.open': openConnection,
  'oauth.v2.access': exchangeCode,
};
