import { z } from 'zod';
import { UserError } from '../../common/errors.ts';
import type { Slot } from '../../economics/index.ts';
import { SourceError } from '../../net/http.ts';
import { moneyOptions } from './money.ts';

/** A kind of price data: how what a market, a service or a file says is read. It fetches nothing. */
export interface PriceProvider {
  /** One word, as it is typed. */
  name: string;
  /** As answers name it. */
  title: string;
  /**
   * Prices per MWh in quarter hours, oldest first; what is missing in the text is missing. In USD, or in the currency that
   * the options name. @throws UserError for options that cannot be used, SourceError for a text that cannot be read
   */
  read(asked: { text: string; options?: unknown }): Slot[];
}

/** Five years of quarter hours as JSON take about as much. */
const MAX_LENGTH = 16_000_000;

/** A provider from its name, the options it takes besides currency and rate, and what it does with a text. */
export function priceProvider<Shape extends z.core.$ZodLooseShape>(parts: {
  name: string;
  title: string;
  options: Shape;
  read(asked: { text: string; options: z.infer<z.ZodObject<Shape & typeof moneyOptions>> }): Slot[];
}): PriceProvider {
  const { name, title } = parts;
  const schema = z.strictObject({ ...moneyOptions, ...parts.options });
  return {
    name,
    title,
    read({ text, options = {} }) {
      const parsed = schema.safeParse(options);
      if (!parsed.success) throw new UserError(`${title}: ${issueOf(parsed.error)}`);
      if (text.length > MAX_LENGTH)
        throw new SourceError(`the text is longer than ${MAX_LENGTH / 1e6} million characters`);
      return parts.read({ text, options: parsed.data as never });
    },
  };
}

function issueOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const at = issue?.path.join('.') ?? '';
  return [at, issue?.message].filter(Boolean).join(': ');
}
