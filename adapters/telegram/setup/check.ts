import type { CheckMeans, Finding } from 'hashdesk/chat';
import { z } from 'zod';
import type { TelegramConfig } from '../connect.ts';
import { startError } from '../errors.ts';
import { createClient } from '../transport/client.ts';
import { webhookUrl } from '../transport/webhook.ts';

const botSchema = z.object({ username: z.string() });
const webhookSchema = z.object({ url: z.string() });

/** Whether Telegram takes the bot's token, and sends what people write where the desk expects it. Rejects with DeliveryError. */
export async function checkTelegram(asked: CheckMeans & { config: TelegramConfig }): Promise<Finding[]> {
  const { config, fetch, timeoutMs } = asked;
  const { call } = createClient({ ...config, fetch });
  const [{ username }, { url }] = await Promise.all([
    call('getMe', { result: botSchema, timeoutMs }),
    call('getWebhookInfo', { result: webhookSchema, timeoutMs }),
  ]).catch((error) => Promise.reject(startError(error)));
  const way = config.webhook ? 'by webhook' : 'by polling';
  return [
    { state: 'fine', words: `takes TELEGRAM_TOKEN, of @${username}, ${way}` },
    ...mismatch({ is: url, wanted: config.webhook ? webhookUrl(config.webhook) : '' }),
  ];
}

/** Each address is empty where there is no webhook. */
function mismatch({ is, wanted }: { is: string; wanted: string }): Finding[] {
  if (is === wanted) return [];
  if (is === '')
    return [{ state: 'missing', words: 'No webhook is set: the start sets it, and nothing comes before.' }];
  const there = `Telegram sends what people write to a webhook on ${hostOf(is)}`;
  const words =
    wanted === ''
      ? `${there}, and the desk polls: start the desk anew, which removes that, or set PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET.`
      : `${there}, which is not ${wanted}: start the desk anew, which changes that, or mend PUBLIC_URL.`;
  return [{ state: 'wrong', words }];
}

/** Others put the bot's token into the path. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'an address unknown');
