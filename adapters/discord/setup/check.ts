import { REST, Routes } from 'discord.js';
import { type CheckMeans, DeliveryError, type Finding } from 'hashdesk/chat';
import { z } from 'zod';
import { startError } from '../errors.ts';
import { restOptions } from '../transport/client.ts';
import { ENDPOINT_PATH } from '../transport/endpoint.ts';

const applicationSchema = z.object({
  name: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  verify_key: z.string().nullish(),
  bot_require_code_grant: z.boolean().nullish(),
});

interface CheckedConfig {
  token: string;
  apiUrl?: string | undefined;
  publicKey?: string | undefined;
  publicUrl?: string | undefined;
}

/**
 * Whether Discord takes the bot's token, and the application is set up so that the desk hears what is asked. Of its
 * intents none is looked at: the desk needs none that has to be switched on. Rejects with DeliveryError.
 */
export async function checkDiscord(
  asked: Pick<CheckMeans, 'timeoutMs'> & { config: CheckedConfig },
): Promise<Finding[]> {
  const { timeoutMs, config } = asked;
  const rest = new REST(restOptions({ apiUrl: config.apiUrl, timeoutMs })).setToken(config.token);
  const answer = await rest
    .get(Routes.currentApplication())
    .catch((error) => Promise.reject(startError(error)));
  const { success, data } = applicationSchema.safeParse(answer);
  if (!success) throw new DeliveryError('Discord’s answer could not be read.', { retryable: true });
  const { name, bot_require_code_grant: codeGrant } = data;
  const found: Finding[] = [{ state: 'fine', words: `takes DISCORD_TOKEN, of the application “${name}”` }];
  found.push(...endpointFindings({ application: data, config }));
  if (codeGrant) found.push({ state: 'wrong', words: CODE_GRANT_FIX });
  return found;
}

/** Commands come by the gateway to one process, or to the endpoint and so to any of them. */
function endpointFindings(asked: {
  application: z.infer<typeof applicationSchema>;
  config: CheckedConfig;
}): Finding[] {
  const { interactions_endpoint_url: endpoint, verify_key: key } = asked.application;
  const { publicKey, publicUrl } = asked.config;
  if (publicKey === undefined) return endpoint ? [{ state: 'wrong', words: ENDPOINT_FIX }] : [];
  const found: Finding[] = [];
  if (key && key.toLowerCase() !== publicKey.toLowerCase()) found.push({ state: 'wrong', words: KEY_FIX });
  const ours = publicUrl === undefined ? undefined : `${publicUrl}${ENDPOINT_PATH}`;
  const wanted = ours ?? `https://…${ENDPOINT_PATH}, at the address of this desk`;
  if (!endpoint)
    found.push({
      state: 'missing',
      words: `The application has no Interactions Endpoint URL: commands come by the gateway, to one process. On its General Information page, set ${wanted}.`,
    });
  else if (ours !== undefined && endpoint !== ours)
    found.push({
      state: 'wrong',
      words: `The application’s Interactions Endpoint URL is ${endpoint}, so that commands go there and not to the desk: set ${ours} on its General Information page.`,
    });
  return found;
}

const KEY_FIX =
  'DISCORD_PUBLIC_KEY is not the application’s, so that whatever Discord sends is refused: copy the Public Key of its General Information page.';
const ENDPOINT_FIX =
  'The application has an Interactions Endpoint URL, so that commands go there and not to the desk: clear it on its General Information page, or set DISCORD_PUBLIC_KEY.';
const CODE_GRANT_FIX =
  'The link of discord:invite adds no bot that requires the OAuth2 code grant: switch that off on the application’s Bot page.';
