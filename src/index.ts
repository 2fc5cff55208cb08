/** The public surface, ordered by reader. `hashdesk/economics` is the calculation core by itself. */

// For command authors

export { type Grant, type Grantee, type Right, rightNames } from './access.ts';
export * as alerts from './alerts/index.ts';
export * as answers from './answers/index.ts';
export type { AuditRecord } from './audit.ts';
export type { Arguments, Command, CommandContext } from './chat/contract.ts';
export { command } from './chat/contract.ts';
export { figure, metrics, sourceLines } from './chat/figures.ts';
export type { Metric } from './chat/metrics.ts';
export { nearest } from './chat/nearest.ts';
export type { Parameter } from './chat/parameter.ts';
export * as parameters from './chat/parameters.ts';
export { quote } from './chat/quote.ts';
export type { Block, BlockOf, Figure, Part, Reply, SourceLine, Step, Tone } from './chat/reply.ts';
export { reply } from './chat/reply.ts';
export type { Queue } from './delivery/queue.ts';
export { queueBlocks } from './delivery/show.ts';
export { type Digest, type DigestBook, type Schedule, showDigest, showMoment } from './digest/index.ts';
export * as economics from './economics/index.ts';
export { UserError } from './errors.ts';
export { readFleetFile, writeFleetFile } from './fleetFile.ts';
export { siteKey } from './siteName.ts';

// For adapter authors

export { showAge } from './chat/age.ts';
export type { Address, Bot, ChatAdapter, Incoming, Person } from './chat/contract.ts';
export { correctable, filledForm, formLine } from './chat/form.ts';
export { renderPlain } from './chat/plain.ts';
export type { Action, Form, FormField } from './chat/reply.ts';
export { figuresOf, formSchema, isShareable, replySchema } from './chat/reply.ts';
export { showSources } from './chat/sources.ts';
export { DeliveryError } from './errors.ts';
export { type Log, scrub } from './log.ts';
export type { KeyValue } from './store.ts';

// For source authors

export { StaleError } from './errors.ts';
export type * from './market/contract.ts';
export type {
  Answers,
  MarketSource,
  Observation,
  Quantity,
  SourceKind,
  SourceOptions,
} from './market/source.ts';

// For embedders

export { createBot } from './bot.ts';
export type { Operations } from './chat/contract.ts';
export { readConfig } from './config.ts';
export { createMarket } from './market/market.ts';
