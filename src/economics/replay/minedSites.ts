import type { Deal } from '../deals/deal.ts';

/** A published figure, with its month or day and who published it. */
export interface PublishedFigure {
  value: number;
  date: string;
  source: string;
}

/** A site on which a landlord mined before it let megawatts there; what it did not publish is absent. */
export interface MinedSite {
  landlord: string;
  /** Begins or is part of what the deal calls its site; empty for all sites of the landlord. */
  site: string;
  powerPriceUsdPerMwh?: PublishedFigure;
  efficiencyJPerTh?: PublishedFigure;
}

/** Mining sites behind signed deals. Figures are of the company's fleet or of the site, the latest before the deal. */
export const minedSites: readonly MinedSite[] = [
  {
    landlord: 'Core Scientific',
    site: '',
    efficiencyJPerTh: { value: 26.85, date: '2024-03', source: 'Core Scientific, results of Q1 2024' },
  },
  { landlord: 'Galaxy', site: 'Helios' },
  {
    landlord: 'TeraWulf',
    site: 'Lake Mariner',
    powerPriceUsdPerMwh: { value: 53, date: '2025-06', source: 'TeraWulf, Q2 2025 (ainvest.com)' },
  },
  {
    landlord: 'Cipher',
    site: 'Black Pearl',
    efficiencyJPerTh: { value: 16.8, date: '2025-09', source: 'Cipher, Q3 2025 (fintool.com)' },
  },
  {
    landlord: 'IREN',
    site: 'Childress',
    powerPriceUsdPerMwh: {
      value: 30,
      date: '2024-12',
      source: 'IREN, Q2 of fiscal 2025 (techtelegraph.co.uk)',
    },
    efficiencyJPerTh: { value: 15, date: '2024-12', source: 'IREN, December 2024 update' },
  },
  {
    landlord: 'Riot',
    site: 'Rockdale',
    powerPriceUsdPerMwh: { value: 40, date: '2025-10', source: 'Riot, October 2025 update (investing.com)' },
    efficiencyJPerTh: { value: 20.5, date: '2025-09', source: 'Riot, September 2025 update (investing.com)' },
  },
];

/** Stands in for what a miner did not publish: the power price and the machine of a site that nobody owns. */
export const referenceMiner = {
  powerPriceUsdPerMwh: {
    value: 45,
    date: '2025-04',
    source: 'reference site: median of the Cambridge survey of 2025, recalled',
  },
  efficiencyJPerTh: { value: 17.5, date: '2023-12', source: 'reference site: Antminer S21, minerdb' },
} as const satisfies Record<string, PublishedFigure>;

/** The mining site that a deal takes megawatts from; undefined where no mining there is known: it stands alone. */
export function minedSiteOf({ landlord, site }: Deal): MinedSite | undefined {
  return minedSites.find((mined) => mined.landlord === landlord && site.startsWith(mined.site));
}
