import { energyCharts } from './energyCharts.ts';
import { entsoe } from './entsoe.ts';
import { ercot } from './ercot.ts';
import { generic } from './generic.ts';
import type { PriceProvider } from './provider.ts';

/** What prices of power can be read from, in the order that help shows; one file each. */
export const priceProviders: readonly PriceProvider[] = [generic, ercot, energyCharts, entsoe];

export type { PriceProvider } from './provider.ts';
