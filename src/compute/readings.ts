import { readCreditFile } from '../credits/file.ts';
import { readPrices } from '../power/providers/read.ts';
import { readFleetFile } from '../sites/fleet/index.ts';
import { readTariffFile } from '../tariffs/file/index.ts';
import { readMeterFile } from '../tariffs/intervals/index.ts';

/** What is read from texts that may be long: pure functions from a text to plain data. */
export const readings = {
  credits: readCreditFile,
  fleet: readFleetFile,
  meter: readMeterFile,
  prices: readPrices,
  tariff: readTariffFile,
};

type Readings = typeof readings;
/** A reader by its name, and what it is asked. */
export interface Reading {
  reading: keyof Readings;
  asked: unknown;
}

/** Reads a text, off the main thread where it is long. Rejects with what the reader throws. */
export type ReadText = <Name extends keyof Readings>(
  name: Name,
  asked: Parameters<Readings[Name]>[0],
) => Promise<ReturnType<Readings[Name]>>;

/** Reads a text on the spot. */
export const readHere = (async (name: keyof Readings, asked: never) =>
  (readings[name] as (asked: never) => unknown)(asked)) as ReadText;
