/** The public surface, ordered by reader. `hashdesk/economics` is the calculation core by itself. */

// For everyone: questions, answers and what goes wrong.

export type { Address, Bot, Command, Incoming, Person } from './chat/contract.ts';
export type { Parameter } from './chat/parameter.ts';
export { quote } from './chat/read/quote.ts';
export type {
  Action,
  Block,
  BlockOf,
  Figure,
  Form,
  FormField,
  Part,
  Reply,
  SourceLine,
  Step,
  Tone,
} from './chat/reply.ts';
export { figuresOf, reply } from './chat/reply.ts';
export { DeliveryError, StaleError, UserError } from './common/errors.ts';

// For command authors.

export type { AuditRecord } from './access/audit.ts';
export { type Grant, type Grantee, type Right, rightNames } from './access/rights.ts';
export * as alerts from './alerts/index.ts';
export * as answers from './answers/index.ts';
export { type Arguments, type CommandContext, command } from './chat/contract.ts';
export * as parameters from './chat/parameters/index.ts';
export { nearest } from './chat/read/nearest.ts';
export { figure, metrics, sourceLines } from './chat/show/figures.ts';
export type { Metric } from './chat/show/metrics.ts';
export { oncePer } from './common/memoize.ts';
export type { Queue } from './delivery/queue.ts';
export { queueBlocks } from './delivery/show.ts';
export { type Digest, type DigestBook, type Schedule, showDigest, showMoment } from './digest/index.ts';
export * as economics from './economics/index.ts';
export type * from './market/contract.ts';
export { readFleetFile, writeFleetFile } from './sites/fleetFile.ts';
export { siteKey } from './sites/name.ts';

// For adapter authors.

export type { ChatAdapter, Operations, WebhookHead } from './chat/contract.ts';
export { formSchema, isShareable, replySchema } from './chat/reply.ts';
export { showAge } from './chat/show/age.ts';
export { correctable, filledForm, formLine } from './chat/show/form.ts';
export { renderPlain } from './chat/show/plain.ts';
export { showSources } from './chat/show/sources.ts';
export { type Log, scrub } from './common/log.ts';
export type { KeyValue } from './storage/keyValue.ts';

// For source authors.

export type {
  Answers,
  MarketSource,
  Observation,
  Quantity,
  SourceKind,
  SourceOptions,
} from './market/source.ts';

// For embedders.

export { createLog } from './common/log.ts';
export { readConfig } from './config.ts';
export { type Desk, type DeskOptions, openDesk } from './desk.ts';
export { createMarket } from './market/market.ts';
