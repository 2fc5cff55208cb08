/**
 * The public surface, ordered by reader. Adapters take `hashdesk/chat` alone; `hashdesk/economics` is the calculation
 * core by itself.
 */

// For everyone: questions, answers and what goes wrong.

export * from './chat.ts';

// For command authors.

export type { AuditRecord } from './access/audit.ts';
export { type Grant, type Right, rightNames } from './access/rights.ts';
export type { Token } from './access/tokens.ts';
export * as alerts from './alerts/index.ts';
export * as answers from './answers/index.ts';
export type { Chart } from './charts/chart.ts';
export * as leaseParameters from './chat/leaseParameters/index.ts';
export type { Arguments } from './chat/parameter.ts';
export * as parameters from './chat/parameters/index.ts';
export { givenFile } from './chat/read/givenFile.ts';
export { nearest } from './chat/read/nearest.ts';
export { showMinute } from './chat/show/age.ts';
export { chartBlock } from './chat/show/chart.ts';
export { damagedBlocks } from './chat/show/damaged.ts';
export { combined, figure, metrics } from './chat/show/figures.ts';
export { btcMetrics, moneyAt, pricesIn } from './chat/show/inBtc.ts';
export type { MetricSpec } from './chat/show/metricSpec.ts';
export type { Metric, Metrics } from './chat/show/metrics.ts';
export { pagesOf } from './chat/show/short.ts';
export { tableOf } from './chat/show/tables.ts';
export { type Command, type CommandContext, command, type Operations } from './command.ts';
export * as calendar from './common/localTime.ts';
export { memoize } from './common/memoize.ts';
export { creditKinds } from './credits/index.ts';
export type { Queue } from './delivery/queue.ts';
export { queueBlocks } from './delivery/show.ts';
export { type Digest, type DigestBook, type Schedule, showDigest } from './digest/index.ts';
export * as economics from './economics/index.ts';
export type * from './market/contract.ts';
export { TOLD } from './model/told.ts';
export { showUrl } from './net/http.ts';
export { webhookCard, webhookSecret } from './plans/index.ts';
export { dayAheadCard, dayAheadInputs, powerCard, powerDayCard, powerMetrics } from './power/index.ts';
export { topicOf as sheetTopicOf } from './sheet/question.ts';
export { whyNoSheet } from './sheet/without.ts';
export { type FleetFile, measuredFleet, writeFleetFile } from './sites/fleet/index.ts';
export { siteKey } from './sites/name.ts';
export { METER_UNITS, type MeterUnit } from './tariffs/intervals/index.ts';

// For source authors.

export type {
  Answers,
  MarketSource,
  Quantity,
  SourceAnswer,
  SourceKind,
  SourceOptions,
} from './market/source.ts';

// For embedders.

export { createLog } from './common/log.ts';
export { readConfig } from './config.ts';
export { type Desk, type DeskOptions, openDesk } from './desk.ts';
export { createMarket } from './market/market.ts';
