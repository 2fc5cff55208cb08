import {
  GatewayCloseCodes as Close,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
} from 'discord.js';
import { DeliveryError } from 'hashdesk/chat';

/** Refusals of a whole conversation, each with what would change it. */
const closings: Partial<Record<string | number, string>> = {
  [Code.UnknownChannel]: 'The Discord channel no longer exists: choose another one.',
  [Code.MissingAccess]: 'Hashdesk may not see the Discord channel: give it View Channel there.',
  [Code.MissingPermissions]:
    'Hashdesk may not post in the Discord channel: give it Send Messages, Embed Links and Attach Files there.',
  [Code.CannotSendMessagesToThisUser]: 'The person does not accept direct messages from Hashdesk.',
};

/** How long to wait after a 429 that does not say: asking on at once is what gets a bot banned. */
const UNNAMED_WAIT_MS = 1_000;

/**
 * What went wrong with a request, as the contract knows it. The library's error is not kept as the cause: it
 * carries the address, with an interaction's token in it, and all that was sent.
 */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) {
    const namedMs = error.retryAfter > 0 ? error.retryAfter : UNNAMED_WAIT_MS;
    const retryAfterMs = Math.max(namedMs, error.sublimitTimeout, error.timeToReset);
    return slower(retryAfterMs);
  }
  if (error instanceof DiscordAPIError) {
    const closing = closings[error.code];
    if (closing !== undefined) return new DeliveryError(closing, { retryable: false, closed: true });
    const refusal = `Discord refused the request: ${error.status}, code ${error.code}, ${firstLine(error)}`;
    return new DeliveryError(refusal, { retryable: false });
  }
  if (error instanceof HTTPError) {
    return new DeliveryError(`Discord answered with status ${error.status}.`, {
      retryable: error.status >= 500,
    });
  }
  return new DeliveryError('Discord did not answer.', { retryable: true, unsent: isRefused(error) });
}

/** No connection, so nothing was sent. */
function isRefused(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {};
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
}

/** What may not be sent yet, because Discord has asked to wait. */
export const slower = (retryAfterMs: number): DeliveryError =>
  new DeliveryError('Discord asks to post more slowly.', { retryable: true, retryAfterMs });

/** What to write into the log. The library's errors are put in our words: theirs carry addresses with tokens. */
export function failureOf(error: unknown): string {
  const library = error instanceof DeliveryError || (error instanceof Error && 'requestBody' in error);
  return library ? deliveryError(error).message : String(error);
}

/** The interaction has its first answer: ours, when the answer to the request before this one was lost. */
export function isAnswered(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === Code.InteractionHasAlreadyBeenAcknowledged;
}

const TOKEN_FIX =
  'Discord refuses DISCORD_TOKEN: copy a new one from your application’s Bot page (Reset Token).';
const INTENTS_FIX =
  'Discord refuses the intents: Hashdesk needs Guilds, Guild Messages and Direct Messages, none privileged.';
const SHARDING_FIX =
  'The application is in 2,500 servers or more, which needs sharding: Hashdesk runs one shard.';

const closeFixes: Partial<Record<number, string>> = {
  [Close.AuthenticationFailed]: TOKEN_FIX,
  [Close.InvalidIntents]: INTENTS_FIX,
  [Close.DisallowedIntents]: INTENTS_FIX,
  [Close.ShardingRequired]: SHARDING_FIX,
};

/** Why the gateway closed the connection for good, in one line that names the fix where there is one. */
export function closingFix(code: number): string {
  return closeFixes[code] ?? `Discord closed the connection for good: ${Close[code] ?? 'unknown'} (${code}).`;
}

/** A day's identifies are used up: when the next may be sent, and what to look for until then. */
export function exhaustedError(asked: {
  used: number;
  perDay: number;
  nextAt: number;
  now: number;
}): DeliveryError {
  const { used, perDay, nextAt, now } = asked;
  const counted = `${used.toLocaleString('en-US')} of the ${perDay.toLocaleString('en-US')} connections that Discord lets a bot open in a day are used`;
  const next = `${new Date(nextAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new DeliveryError(
    `${counted}: Hashdesk connects again at ${next}. Look for what restarts it, or for another program with the same DISCORD_TOKEN.`,
    { retryable: true, retryAfterMs: Math.max(0, nextAt - now) },
  );
}

/** Why the adapter could not start, in one line that names the fix. */
export function startError(error: unknown): DeliveryError {
  const fix = fixFor(error);
  if (fix !== undefined) return new DeliveryError(fix, { retryable: false });
  const { message, retryable, retryAfterMs } = deliveryError(error);
  const after = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new DeliveryError(`Discord could not be reached. ${message}`, { retryable, ...after });
}

function fixFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || error.message === 'Authentication failed') {
    return TOKEN_FIX;
  }
  if (error instanceof DiscordAPIError && error.status === 401) return TOKEN_FIX;
  if (error.message === 'Used disallowed intents') return INTENTS_FIX;
  if (error.message === 'Sharding is required') return SHARDING_FIX;
  if (error instanceof DiscordAPIError && error.code === Code.MissingAccess) {
    return 'Hashdesk is not in the server of DISCORD_GUILD_ID: invite it with npm run discord:invite.';
  }
  return undefined;
}

const firstLine = ({ message }: Error) => message.split('\n').slice(0, 3).join(' ');
