import { REST, Routes } from 'discord.js';
import { type CheckMeans, DeliveryError, type Finding } from 'hashdesk/chat';
import { z } from 'zod';
import { startError } from '../errors.ts';
import { restOptions } from '../transport/client.ts';

const applicationSchema = z.object({
  name: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  bot_require_code_grant: z.boolean().nullish(),
});

/**
 * Whether Discord takes the bot's token, and the application is set up so that the desk hears what is asked. Of its
 * intents none is looked at: the desk needs none that has to be switched on. Rejects with DeliveryError.
 */
export async function checkDiscord(
  asked: Pick<CheckMeans, 'timeoutMs'> & { config: { token: string; apiUrl?: string | undefined } },
): Promise<Finding[]> {
  const { timeoutMs, config } = asked;
  const rest = new REST(restOptions({ apiUrl: config.apiUrl, timeoutMs })).setToken(config.token);
  const answer = await rest
    .get(Routes.currentApplication())
    .catch((error) => Promise.reject(startError(error)));
  const { success, data } = applicationSchema.safeParse(answer);
  if (!success) throw new DeliveryError('Discord’s answer could not be read.', { retryable: true });
  const { name, interactions_endpoint_url: endpoint, bot_require_code_grant: codeGrant } = data;
  const found: Finding[] = [{ state: 'fine', words: `takes DISCORD_TOKEN, of the application “${name}”` }];
  if (endpoint) found.push({ state: 'wrong', words: ENDPOINT_FIX });
  if (codeGrant) found.push({ state: 'wrong', words: CODE_GRANT_FIX });
  return found;
}

const ENDPOINT_FIX =
  'The application has an Interactions Endpoint URL, so that commands go there and not to the desk: clear it on its General Information page.';
const CODE_GRANT_FIX =
  'The link of discord:invite adds no bot that requires the OAuth2 code grant: switch that off on the application’s Bot page.';
