import { recordChange } from '../../access/audit.ts';
import { type Right, requireRight } from '../../access/rights.ts';
import { UserError } from '../../common/errors.ts';
import type { Slot } from '../../economics/index.ts';
import { SourceError } from '../../net/http.ts';
import { siteKey } from '../../sites/name.ts';
import { type PowerBookParts, refuseUnusable } from '../book.ts';
import { inTurn, type PowerMarket, type PowerPrice, pricesWithin, recordDayAhead } from '../prices.ts';
import { askDayAhead, type DayAheadFeed, readSlots, sourceOf } from './feed.ts';
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
  /** Keeps the prices of a text; all of them, and how many differ from what was kept. UserError when it cannot be read. */
  keepText(given: {
    name: string;
    text: string;
    format: string;
    options: Record<string, unknown>;
  }): Promise<{ slots: Slot[]; changed: number }>;
  /** A site's prices that hold from `from` until before `to`, one after the other, each as it was corrected last. */
  prices(asked: { name: string; market: PowerMarket; from: number; to: number }): Promise<PowerPrice[]>;
}

/** Each is asked every half hour. */
const MOST_FEEDS = 50;

export function dayAheadBook(parts: PowerBookParts): DayAheadBook {
  const { database, now, tenant, person, rights } = parts;
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
        const source = sourceOf(feed);
        await recordDayAhead(database, { tenant, site, slots: said.slots, source, at: askedAt });
        await record({ verb: 'set', name, detail: `${format}, ${source}` });
      });
      return said.slots.length;
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
      const slots = slotsOrRefusal(asked);
      const at = now();
      const source = `given by ${person.name}`;
      const site = siteKey(name);
      const changed = await database.transaction(`tenant:${tenant}`, async () => {
        const count = await recordDayAhead(database, { tenant, site, slots, source, at });
        await record({ verb: 'set', name, detail: `${slots.length} prices, ${count} of them new` });
        return count;
      });
      return { slots, changed };
    },
    async prices({ name, ...asked }) {
      check('read');
      return inTurn(await pricesWithin(database, { tenant, site: siteKey(name), ...asked }));
    },
  };
}

function slotsOrRefusal(asked: Parameters<typeof readSlots>[0]): Slot[] {
  try {
    return readSlots(asked);
  } catch (error) {
    throw error instanceof SourceError
      ? new UserError(`These prices cannot be read: ${error.reason}.`)
      : error;
  }
}
