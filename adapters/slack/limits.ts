/** What Slack accepts, in one place. Lengths are UTF-16 units: never fewer than the characters Slack counts. */
export const LIMITS = {
  /** Blocks in a message. */
  messageBlocks: 50,
  /** Blocks in a modal or a home tab. */
  viewBlocks: 100,
  /** Text of all blocks of a message together: Slack fails near 13,200. */
  messageText: 12_000,
  /** The text beside the blocks: what notifications and screen readers say. */
  fallbackText: 3_000,
  /** Text of one block of several elements, so that any block fits in a message. */
  blockText: 6_000,
  sectionText: 3_000,
  sectionFields: 10,
  fieldText: 2_000,
  headerText: 150,
  contextElements: 10,
  contextText: 2_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  confirmText: 300,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  /** Text in a monospaced block; a longer table becomes a file. */
  preformattedText: 3_000,
  modalTitle: 24,
  modalFields: 90,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputValue: 3_000,
  errorText: 300,
  altText: 1_000,
  fileName: 255,
  /** The title of a thread in the view for agents. */
  sessionTitle: 200,
  /** Messages that one answer may take, of the five a `response_url` allows; a longer answer becomes a file. */
  messages: 3,
} as const;
