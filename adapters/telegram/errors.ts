import { DeliveryError } from 'hashdesk/chat';
import { z } from 'zod';

const refusalSchema = z.object({
  ok: z.literal(false),
  error_code: z.int(),
  description: z.string().catch(''),
  parameters: z
    .object({ retry_after: z.number().positive(), migrate_to_chat_id: z.int() })
    .partial()
    .catch({})
    .default({}),
});

/** How long to wait after a 429 that does not say. */
const UNNAMED_WAIT_MS = 1_000;

const TOKEN_FIX = 'Telegram refuses TELEGRAM_TOKEN: ask @BotFather for the bot’s token (/token).';
const CONFLICT_FIX =
  'Another process reads what people write to this bot: stop it, or give each its own bot and TELEGRAM_TOKEN.';

/** Refusals of a whole conversation, by what Telegram says, each with what would change it. */
const closings: readonly [said: RegExp, fix: string][] = [
  [/bot was blocked by the user/i, 'The person has blocked Hashdesk on Telegram.'],
  [/user is deactivated/i, 'The person’s Telegram account no longer exists.'],
  [
    /can't initiate conversation|PEER_ID_INVALID/i,
    'The person has not opened a private chat with Hashdesk yet.',
  ],
  [/kicked|not a member/i, 'Hashdesk is no longer in the Telegram group: add it again.'],
  [/chat not found|chat was deactivated|chat was deleted/i, 'The Telegram chat no longer exists.'],
  [/thread not found|TOPIC_DELETED/i, 'The topic of the Telegram group no longer exists.'],
  [/TOPIC_CLOSED/i, 'The topic of the Telegram group is closed.'],
  [
    /not enough rights|no rights|CHAT_WRITE_FORBIDDEN|need administrator rights|CHAT_RESTRICTED/i,
    'Hashdesk may not post in the Telegram group: allow it to send messages and files there.',
  ],
];

/** A request that Telegram refused. `code` is Telegram's; `movedTo`: the group has this id now. */
export class Refusal extends DeliveryError {
  override name = 'Refusal';
  readonly code: number;
  readonly movedTo?: number;

  constructor(
    message: string,
    options: ConstructorParameters<typeof DeliveryError>[1] & { code: number; movedTo?: number | undefined },
  ) {
    super(message, options);
    this.code = options.code;
    if (options.movedTo !== undefined) this.movedTo = options.movedTo;
  }
}

/** What Telegram answered in place of a result, as the contract knows it. */
export function refusalOf({ status, body }: { status: number; body: unknown }): DeliveryError {
  const refused = refusalSchema.safeParse(body).data;
  // Not Telegram's own answer: something between it and us is at fault.
  if (!refused) {
    return new DeliveryError(`Telegram’s answer, with status ${status}, could not be read.`, {
      retryable: true,
    });
  }
  const { error_code: code, description, parameters } = refused;
  const movedTo = parameters.migrate_to_chat_id;
  if (movedTo !== undefined) {
    return new Refusal('The Telegram group has a new id.', { retryable: true, unsent: true, code, movedTo });
  }
  if (code === 429) {
    const retryAfterMs = (parameters.retry_after ?? UNNAMED_WAIT_MS / 1_000) * 1_000;
    return new Refusal('Telegram asks to post more slowly.', { retryable: true, retryAfterMs, code });
  }
  // A token that nobody knows is answered by 401, or by 404 where it has not even the form of one.
  if (code === 401 || code === 404) {
    return new Refusal(TOKEN_FIX, { retryable: true, unsent: true, code });
  }
  if (code === 409) return new Refusal(CONFLICT_FIX, { retryable: true, unsent: true, code });
  if (code >= 500) return new Refusal(`Telegram failed with ${code}.`, { retryable: true, code });
  return closedOrRefused({ code, description });
}

function closedOrRefused({ code, description }: { code: number; description: string }): Refusal {
  const [, fix] = closings.find(([said]) => said.test(description)) ?? [];
  const closed = fix !== undefined || code === 403;
  const message = fix ?? `Telegram refused the request: ${code}, ${description.slice(0, 200)}`;
  return new Refusal(message, { retryable: false, closed, code });
}

/** The request had no answer. The library's error is not kept as the cause: it may carry the address, and the token in it. */
export function unanswered(error: unknown): DeliveryError {
  return new DeliveryError('Telegram did not answer.', { retryable: true, unsent: isRefused(error) });
}

/** No connection, so nothing was sent. */
function isRefused(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {};
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
}

/** What a request failed with, as the contract knows it. */
export const deliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError ? error : unanswered(error);

/** What may not be sent yet, because Telegram has asked to wait. */
export const slower = (retryAfterMs: number): DeliveryError =>
  new DeliveryError('Telegram asks to post more slowly.', { retryable: true, retryAfterMs });

/** Why the adapter could not start, in one line that names the fix. */
export function startError(error: unknown): DeliveryError {
  if (error instanceof Refusal && [401, 404].includes(error.code))
    return new DeliveryError(TOKEN_FIX, { retryable: false });
  if (!(error instanceof DeliveryError)) return unanswered(error);
  const { message, retryable, retryAfterMs } = error;
  const after = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new DeliveryError(`Telegram could not be reached. ${message}`, { retryable, ...after });
}

/** What to write into the log: of our own errors the message, of others what they are. */
export const failureOf = (error: unknown): string =>
  error instanceof DeliveryError ? error.message : String(error);
