/** The public surface, ordered by reader. `hashdesk/economics` is the calculation core by itself. */

export { type Grant, type Grantee, type Right, rightNames } from './access.ts';
export * as alerts from './alerts/index.ts';
export * as answers from './answers/index.ts';
// For embedders
export type { AuditRecord } from './audit.ts';
export { createBot } from './bot.ts';
export { showAge } from './chat/age.ts';
export type {
  Address,
  Arguments,
  Bot,
  ChatAdapter,
  Command,
  CommandContext,
  Incoming,
  Operations,
  Person,
} from './chat/contract.ts';
export { command } from './chat/contract.ts';
export { figure, metrics, sourceLines } from './chat/figures.ts';
export { correctable, filledForm, formLine } from './chat/form.ts';
export type { Metric } from './chat/metrics.ts';
export { nearest } from './chat/nearest.ts';
export type { Parameter } from './chat/parameter.ts';
export * as parameters from './chat/parameters.ts';
export { renderPlain } from './chat/plain.ts';
export { quote } from './chat/quote.ts';
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
export { figuresOf, formSchema, isShareable, reply, replySchema } from './chat/reply.ts';
export { showSources } from './chat/sources.ts';
export { readConfig } from './config.ts';
export type { Queue } from './delivery/queue.ts';
export { queueBlocks } from './delivery/show.ts';
export { type Digest, type DigestBook, type Schedule, showDigest, showMoment } from './digest/index.ts';
export * as economics from './economics/index.ts';
// For command authors
// For adapter authors
export { DeliveryError, StaleError, UserError } from './errors.ts';
export { readFleetFile, writeFleetFile } from './fleetFile.ts';
export { type Log, scrub } from './log.ts';
// For source authors
export type * from './market/contract.ts';
export { createMarket } from './market/market.ts';
export type {
  Answers,
  MarketSource,
  Observation,
  Quantity,
  SourceKind,
  SourceOptions,
} from './market/source.ts';
export { siteKey } from './siteName.ts';
export type { KeyValue } from './store.ts';
