/** Power prices of sites as they are reported, by hand or by a URL: kept, asked every minute, shown. */

export { type PowerBook, type PowerBookParts, powerBook } from './book.ts';
export { powerCard } from './card.ts';
export { type DayAheadBook, dayAheadBook } from './dayAhead/book.ts';
export { dayAheadCard } from './dayAhead/card.ts';
export { type PricedDay, pricedDays } from './dayAhead/days.ts';
export { dayAheadInputs } from './dayAhead/inputs.ts';
export { powerDayCard, powerMetrics } from './dayCard.ts';
export type { FeedParts } from './feed.ts';
export { powerFeeds } from './feeds.ts';
export { meansOver } from './means.ts';
export { type PowerOfDay, powerOfDays } from './ofDay.ts';
export type { PowerOfYear } from './ofYear.ts';
export {
  dearHourUsdPerMwh,
  inTurn,
  type PowerMarket,
  type PowerPrice,
  pricesAhead,
  pricesSince,
} from './prices.ts';
export { type PowerReport, powerNow } from './report.ts';
export { showHours } from './showHours.ts';
export { powerSites, reportsOf } from './table.ts';
export { dayVersions } from './versions.ts';
export { watchPower } from './watch.ts';
export { atMarket, withReports } from './withReports.ts';
