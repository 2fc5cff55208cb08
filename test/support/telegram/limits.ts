/** Telegram's documented limits, as its API enforces them. Kept apart from any adapter's own copy on purpose. */
export const limits = {
  text: 4_096,
  entities: 100,
  caption: 1_024,
  callbackBytes: 64,
  buttons: 100,
  placeholder: 64,
  fileBytes: 50 * 1024 ** 2,
  menuCommands: 100,
  menuDescription: 256,
  alert: 200,
  updates: 100,
} as const;

/** A refusal as the Bot API sends it. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: Record<string, number>;

  constructor(code: number, description: string, parameters: Record<string, number> = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (what: string, parameters?: Record<string, number>) =>
  new ApiError(400, `Bad Request: ${what}`, parameters);
const forbidden = (what: string) => new ApiError(403, `Forbidden: ${what}`);

/** The refusals that are used in several places, in Telegram's own words. */
export const refusals = {
  unauthorized: () => new ApiError(401, 'Unauthorized'),
  notFound: () => new ApiError(404, 'Not Found'),
  chatNotFound: () => badRequest('chat not found'),
  threadNotFound: () => badRequest('message thread not found'),
  captionTooLong: () => badRequest('message caption is too long'),
  mediaNotFound: () => badRequest("can't parse InputMedia: media not found"),
  editNotFound: () => badRequest('message to edit not found'),
  cannotEdit: () => badRequest("message can't be edited"),
  /** What a server from before Bot API 7.11 says of a text that is to get a picture. */
  noMedia: () => badRequest('there is no media in the message to edit'),
  noPhotos: () => badRequest('not enough rights to send photos to the chat'),
  topicClosed: () => badRequest('TOPIC_CLOSED'),
  mayNotSend: () => badRequest('not enough rights to send text messages to the chat'),
  kicked: () => forbidden('bot was kicked from the supergroup chat'),
  blocked: () => forbidden('bot was blocked by the user'),
  notOpened: () => forbidden("bot can't initiate conversation with a user"),
  upgraded: (to: number) =>
    badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to }),
  tooMany: (seconds: number) =>
    new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
  webhookActive: () =>
    new ApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  otherPoller: () =>
    new ApiError(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
};
