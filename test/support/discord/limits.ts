/** Discord's documented limits, as its API enforces them. Kept apart from any adapter's own copy on purpose. */
export const limits = {
  content: 2_000,
  embeds: 10,
  embedTitle: 256,
  embedDescription: 4_096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  embedFooter: 2_048,
  /** Titles, descriptions, field names and values and footers of all embeds of a message together. */
  embedsTotal: 6_000,
  rows: 5,
  buttonsPerRow: 5,
  customId: 100,
  buttonLabel: 80,
  linkUrl: 512,
  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  labelDescription: 100,
  placeholder: 100,
  inputValue: 4_000,
  nonce: 25,
  files: 10,
  fileBytes: 10 * 1024 ** 2,
  requestBytes: 25 * 1024 ** 2,
  fileDescription: 1_024,
  commandName: 32,
  commandDescription: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  /** Names, descriptions and choice values of one command with all it holds. */
  commandTotal: 8_000,
  globalCommands: 100,
  commandCreationsPerDay: 200,
  requestsPerSecond: 50,
  invalidRequestsPer10Minutes: 10_000,
  answerMs: 3_000,
  tokenMs: 15 * 60_000,
  nonceMs: 3 * 60_000,
  gatewaySendsPerMinute: 120,
  identifiesPerDay: 1_000,
  guildsPerShard: 2_500,
} as const;

/** A refusal as the REST API sends it. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(String(body.message));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The refusals that are used in several places, by Discord's own code. */
export const refusals = {
  unauthorized: () => new ApiError(401, { message: '401: Unauthorized', code: 0 }),
  notFound: () => new ApiError(404, { message: '404: Not Found', code: 0 }),
  unknownChannel: () => new ApiError(404, { message: 'Unknown Channel', code: 10003 }),
  unknownMessage: () => new ApiError(404, { message: 'Unknown Message', code: 10008 }),
  unknownWebhook: () => new ApiError(404, { message: 'Unknown Webhook', code: 10015 }),
  unknownInteraction: () => new ApiError(404, { message: 'Unknown interaction', code: 10062 }),
  alreadyAcknowledged: () =>
    new ApiError(400, { message: 'Interaction has already been acknowledged.', code: 40060 }),
  tooLarge: () => new ApiError(413, { message: 'Request entity too large', code: 40005 }),
  missingAccess: () => new ApiError(403, { message: 'Missing Access', code: 50001 }),
  emptyMessage: () => new ApiError(400, { message: 'Cannot send an empty message', code: 50006 }),
  cannotMessageUser: () => new ApiError(403, { message: 'Cannot send messages to this user', code: 50007 }),
  missingPermissions: () => new ApiError(403, { message: 'Missing Permissions', code: 50013 }),
  expiredToken: () => new ApiError(401, { message: 'Invalid Webhook Token', code: 50027 }),
  tooManyCommands: () =>
    new ApiError(400, {
      message: 'Max number of daily application command creates has been reached',
      code: 30034,
    }),
};
