/** Discord's documented limits, in characters unless the name says otherwise. */
export const LIMITS = {
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  embeds: 10,
  /** All texts of all embeds of one message together. */
  embedsTotal: 6_000,
  buttonsPerRow: 5,
  rows: 5,
  customId: 100,
  buttonLabel: 80,
  buttonUrl: 512,
  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  labelDescription: 100,
  inputValue: 4_000,
  /** Requests of a bot; answers to interactions do not count. */
  sendsPerSecond: 50,
  nonce: 25,
  history: 100,
  files: 10,
  fileBytes: 10 * 1024 ** 2,
  /** Of the 25 MiB, some are left to the form around the files. */
  requestBytes: 24 * 1024 ** 2,
  fileDescription: 1_024,
  commandDescription: 100,
  commandTotal: 8_000,
  options: 25,
  choices: 25,
  choice: 100,
  /** Time to the first answer is 3 s; the answer is deferred well before. */
  deferAfterMs: 1_500,
  /** What a dialog, a button or a shared answer needs is kept this long. */
  keepMs: 24 * 60 * 60_000,
} as const;
