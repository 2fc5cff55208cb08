import { recordChange } from '../../access/audit.ts';
import { type Right, requireRight } from '../../access/rights.ts';
import { UserError } from '../../common/errors.ts';
import type { ReadText } from '../../compute/readings.ts';
import { SourceError } from '../../net/http.ts';
import { siteKey } from '../../sites/name.ts';
import { type PowerBookParts, refuseUnusable } from '../book.ts';
import { inTurn, type PowerMarket, type PowerPrice, pricesWithin } from '../prices.ts';
import type { PriceText } from '../providers/read.ts';
import { askDayAhead, type DayAheadFeed, sourceOf } from './feed.ts';
import { keepDayAhead } from './keep.ts';
import { dropFeed, feedsOf, keepFeed } from './table.ts';

/** A feed as whoever sets it knows it. */
type NewDayAheadFeed = Pick<DayAheadFeed, 'name' | 'url' | 'format' | 'options'>;

/** A tenant's day-ahead prices, as someone may see and change them; what they may not is UserError. */
export interface DayAheadBook {
  /** By site. */
  feeds(): Promise<DayAheadFeed[]>;
  /** Keeps a feed and its prices, once it has given some; how many. UserError when it cannot be used. */
  setFeed(feed: NewDayAheadFeed): Promise<number>;
  /** False when there was none. What it said stays. */
  dropFeed(name: string): Promise<boolean>;
  /** Keeps the prices of a text; how many it has, and how many differ from what was kept. UserError when it cannot be read. */
  keepText(given: PriceText & { name: string }): Promise<{ count: number; changed: number }>;
  /** A site's prices that hold from `from` until before `to`, one after the other, each as it was corrected last. */
  prices(asked: { name: string; market: PowerMarket; from: number; to: number }): Promise<PowerPrice[]>;
}

/** Each is asked every half hour. */
const MOST_FEEDS = 50;

export function dayAheadBook(parts: PowerBookParts & { readText: ReadText }): DayAheadBook {
  const { database, now, tenant, person, rights, readText } = parts;
  const by = { id: person.id, name: person.name };
  const check = (right: Right) =>
    requireRight({ rights, right, to: `${right === 'read' ? 'see' : 'change'} the power prices` });
  const record = (change: { verb: string; name: string; detail: string }) => {
    const { verb, name, detail } = change;
    const object = `day-ahead prices of ${name}`;
    return recordChange(database, { tenant, at: now(), by, verb, object, detail });
  };

  return {
    async feeds() {
      check('read');
      return feedsOf(database, tenant);
    },
    async setFeed({ name, url, format, options }) {
      check('change');
      refuseUnusable(url);
      const site = siteKey(name);
      const askedAt = now();
      const feed = { tenant, site, name, url, format, options, askedAt };
      const said = await askDayAhead(feed, parts);
      if ('error' in said) throw new UserError(`The feed was not kept. ${said.error}.`);
      await database.transaction(`tenant:${tenant}`, async () => {
        const others = (await feedsOf(database, tenant)).filter((one) => one.site !== site);
        if (others.length >= MOST_FEEDS)
          throw new UserError(`${MOST_FEEDS} feeds of day-ahead prices are asked, the most there may be.`);
        await keepFeed(database, feed);
        await record({ verb: 'set', name, detail: `${format}, ${sourceOf(feed)}` });
      });
      const { prices } = said;
      await keepDayAhead(database, { tenant, site, prices, source: sourceOf(feed), at: askedAt });
      return prices.starts.length;
    },
    async dropFeed(name) {
      check('change');
      return database.transaction(`tenant:${tenant}`, async () => {
        const dropped = await dropFeed(database, { tenant, site: siteKey(name) });
        if (dropped) await record({ verb: 'removed', name, detail: 'the feed' });
        return dropped;
      });
    },
    async keepText({ name, ...asked }) {
      check('change');
      const prices = await readText('prices', asked).catch(refuse);
      const of = { tenant, site: siteKey(name), source: `given by ${person.name}`, at: now() };
      const changed = await keepDayAhead(database, { ...of, prices });
      const count = prices.starts.length;
      await record({ verb: 'set', name, detail: `${count} prices, ${changed} of them new` });
      return { count, changed };
    },
    async prices({ name, ...asked }) {
      check('read');
      return inTurn(await pricesWithin(database, { tenant, site: siteKey(name), ...asked }));
    },
  };
}

function refuse(error: unknown): never {
  throw error instanceof SourceError ? new UserError(`These prices cannot be read: ${error.reason}.`) : error;
}
