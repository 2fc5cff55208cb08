/** What power costs at sites, and what their meters read: kept by the tenant. Files are read in `file/` and `intervals/`. */

export { type SiteTariffs, type TariffBook, tariffBook, tariffsOfSites } from './book.ts';
export { type MeteredMonth, type StoredTariff, tariffSites, tariffsOfAll } from './table.ts';
