import { recordChange } from '../access/audit.ts';
import { quote } from '../chat/read/quote.ts';
import { UserError } from '../common/errors.ts';
import { addMonths, monthOfTime } from '../economics/index.ts';
import { allowed, type SiteBookParts } from '../sites/bookParts.ts';
import { siteKey } from '../sites/name.ts';
import {
  type Credit,
  type CreditEntry,
  creditCount,
  creditOf,
  creditsOf,
  keepVersion,
  lastMonthOf,
} from './table.ts';

/** What a tenant's sites were paid for power that they did not use; what somebody may not see or change is UserError. */
export interface CreditBook {
  /** Of a month, by number, those that were removed among them. */
  ofMonth(asked: { site: string; month: string }): Promise<Credit[]>;
  /** The last month of which a credit holds, of this one and the twelve before it. */
  lastMonth(asked: { site: string }): Promise<string | undefined>;
  /** Keeps a credit, or what corrects the one of that number, which stays beside it. UserError when there are too many. */
  keep(asked: { site: string; entry: CreditEntry; corrects?: number | undefined }): Promise<Credit>;
  /** Keeps all of them, or none. UserError when there are too many, and where one is there already, which may be the same. */
  keepAll(asked: { site: string; entries: readonly CreditEntry[] }): Promise<void>;
  /** Takes a credit away; what it was stays beside that. UserError where there is none of that number. */
  remove(asked: { site: string; number: number }): Promise<Credit>;
}

/** Of one site: more than a call a day for ten years. */
const MOST_VERSIONS = 5_000;

export function creditBook(parts: SiteBookParts): CreditBook {
  const { database, now, tenant, by } = parts;
  const { read, change } = allowed(parts, 'the credits');

  /** Keeps a version and its record, which are one. Part of a transaction. */
  async function write(asked: {
    site: string;
    number?: number | undefined;
    of(before: Credit | undefined): { entry: CreditEntry; removed: boolean };
  }): Promise<Credit> {
    const place = { tenant, site: siteKey(asked.site) };
    const { versions, last } = await creditCount(database, place);
    if (versions >= MOST_VERSIONS)
      throw new UserError(
        `${asked.site} has ${MOST_VERSIONS} credits and corrections, the most there may be.`,
      );
    const { number = last + 1 } = asked;
    const before = await creditOf(database, { ...place, number });
    if (asked.number !== undefined && before === undefined) throw noCredit({ ...asked, number });
    const { entry, removed } = asked.of(before);
    const version = before === undefined ? 1 : before.corrected.length + 2;
    const entered = { removed, enteredBy: by.name, enteredAt: now() };
    await keepVersion(database, { ...place, number, version, ...entry, ...entered });
    await recordChange(database, {
      tenant,
      at: now(),
      by,
      verb: removed ? 'removed' : before === undefined ? 'added' : 'corrected',
      object: `credit #${number} of ${asked.site}`,
      detail: `${entry.kind} of ${entry.month}, ${entry.usd} USD${entry.mwh === undefined ? '' : `, ${entry.mwh} MWh`}`,
    });
    return (await creditOf(database, { ...place, number }))!;
  }

  return {
    async ofMonth({ site, month }) {
      read();
      return creditsOf(database, { tenant, site: siteKey(site), month });
    },
    async lastMonth({ site }) {
      read();
      const until = monthOfTime({ time: now() });
      const month = await lastMonthOf(database, { tenant, site: siteKey(site), until });
      return month !== undefined && month >= addMonths({ month: until, months: -12 }) ? month : undefined;
    },
    keep: ({ site, entry, corrects }) =>
      change(() => write({ site, number: corrects, of: () => ({ entry, removed: false }) })),
    keepAll: ({ site, entries }) =>
      change(async () => {
        const place = { tenant, site: siteKey(site) };
        for (const month of new Set(entries.map((entry) => entry.month)))
          refuseAlike({ entries, present: await creditsOf(database, { ...place, month }) });
        for (const entry of entries) await write({ site, of: () => ({ entry, removed: false }) });
      }),
    remove: ({ site, number }) =>
      change(() =>
        write({
          site,
          number,
          of(before) {
            if (before!.removed) throw noCredit({ site, number });
            const { month, kind, usd, mwh } = before!;
            return { entry: { month, kind, usd, ...(mwh !== undefined && { mwh }) }, removed: true };
          },
        }),
      ),
  };
}

const noCredit = ({ site, number }: { site: string; number: number }): UserError =>
  new UserError(`${site} has no credit #${number}.`, {
    suggestions: [`credits ${quote(site)}`],
    parameter: 'number',
  });

/** A file that is read twice would be counted twice. */
function refuseAlike(asked: { entries: readonly CreditEntry[]; present: readonly Credit[] }): void {
  const holds = asked.present.filter(({ removed }) => !removed);
  const alike = holds.find((one) =>
    asked.entries.some(({ month, kind, usd }) => month === one.month && kind === one.kind && usd === one.usd),
  );
  if (alike === undefined) return;
  const { number, kind, month, usd } = alike;
  throw new UserError(
    `Nothing was kept: #${number}, ${kind} of ${month} at $${usd.toLocaleString('en-US')}, is there already. Take that row out of the file, or remove the credit.`,
  );
}
