import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { readJson } from './json.ts';
import { readPriceUnit } from './money.ts';
import { priceProvider } from './provider.ts';
import { lengthsOf, slotsOf } from './slots.ts';

const answer = z.object({
  unix_seconds: z.array(z.int().min(1e9).max(1e10)),
  price: z.array(z.number().nullable()),
  unit: z.string().max(40).optional(),
});

/** Day-ahead prices of Energy-Charts (Fraunhofer ISE), `/price?bzn=…`: two lists, EUR/MWh, a price that is not there null. */
export const energyCharts = priceProvider({
  name: 'energyCharts',
  title: 'Energy-Charts',
  options: {},
  read({ text, options }) {
    const { unix_seconds, price, unit: name = 'EUR / MWh' } = readJson({ text, schema: answer });
    if (unix_seconds.length !== price.length)
      throw new SourceError(`it holds ${unix_seconds.length} times and ${price.length} prices`);
    const unit = readPriceUnit(name);
    if (unit === undefined) throw new SourceError(`its unit is “${name}”, EUR / MWh is read`);
    const rows = unix_seconds.map((_, index) => ({ place: `price[${index}]` }));
    const times = unix_seconds.map((seconds) => seconds * 1000);
    const lengths = lengthsOf({ rows, times });
    const known = rows.flatMap(({ place }, index) => {
      const [start, value] = [times[index]!, price[index]!];
      return value === null ? [] : [{ place, start, end: start + lengths[index]!, price: value }];
    });
    return slotsOf({ rows: known, unit, options });
  },
});
