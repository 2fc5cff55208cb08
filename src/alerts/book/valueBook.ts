import { type Rights, requireRight } from '../../access/rights.ts';
import type { Log } from '../../common/log.ts';
import type { Compute } from '../../compute/threads.ts';
import type { Market, MarketSnapshot } from '../../market/contract.ts';
import { siteKey } from '../../sites/name.ts';
import type { Database } from '../../storage/database.ts';
import type { RuleValue } from '../cards/preview.ts';
import { type ValueNow, valueNow } from '../cards/valueNow.ts';
import { type Backtest, backtest } from '../reading/backtest.ts';
import { circumstancesOf } from '../reading/circumstances.ts';
import { type Circumstances, measure } from '../reading/measure.ts';
import { sampleOf } from '../reading/sample.ts';
import { samples } from '../reading/samples.ts';
import { watchMarket } from '../reading/series.ts';
import { siteCache } from '../reading/siteCache.ts';
import type { Rule } from '../rules/rule.ts';
import type { StoredRule } from '../rules/storedRule.ts';

/** What conditions read of the market and the sites, now and in the past; UserError where someone may not see it. */
export interface ValueBook {
  /** The value beside the limit now. */
  now(condition: Rule['condition']): Promise<ValueNow>;
  /** Each rule with its value, all of them at one moment. */
  nowOfAll(rules: readonly StoredRule[]): Promise<RuleValue[]>;
  backtest(
    rule: Pick<Rule, 'condition' | 'forMs' | 'cooldownMs'>,
    options: { days: number },
  ): Promise<Backtest>;
}

export interface ValueBookParts {
  database: Database;
  market: Pick<Market, 'snapshot' | 'status'>;
  now: () => number;
  log: Log;
  /** Bills the tariffs of sites. */
  compute: Compute;
  tenant: string;
  rights: Rights;
}

export function valueBook(parts: ValueBookParts): ValueBook {
  const { tenant, rights, market } = parts;

  /** Reads the value of any condition, all of them in the market of this moment. */
  async function reader(
    conditions: readonly Rule['condition'][],
  ): Promise<(condition: Rule['condition']) => ValueNow> {
    const snapshot = await market.snapshot();
    const now = await circumstancesIn({ snapshot, conditions, parts });
    return (condition) => {
      const measurement = condition.kind === 'chainEvent' ? undefined : measure({ condition, tenant, now });
      return valueNow({ measurement, snapshot });
    };
  }

  return {
    async now(condition) {
      requireRight({ rights, right: 'read', to: 'see the alerts' });
      return (await reader([condition]))(condition);
    },
    async nowOfAll(rules) {
      requireRight({ rights, right: 'read', to: 'see the alerts' });
      const read = await reader(rules.map(({ rule }) => rule.condition));
      return rules.map((stored) => ({ stored, value: read(stored.rule.condition) }));
    },
    async backtest(rule, { days }) {
      requireRight({ rights, right: 'read', to: 'see the alerts' });
      const snapshot = await market.snapshot();
      const sites = await circumstancesIn({ snapshot, conditions: [rule.condition], parts });
      return backtest({ rule, tenant, rows: snapshot.history.slice(-days), sites });
    },
  };
}

async function circumstancesIn(asked: {
  snapshot: MarketSnapshot;
  conditions: readonly Rule['condition'][];
  parts: ValueBookParts;
}): Promise<Circumstances> {
  const { snapshot, conditions } = asked;
  const { database, market, now, tenant } = asked.parts;
  const sites = siteCache(asked.parts);
  if (conditions.some((condition) => watchMarket(condition) === undefined)) await sites.read([tenant]);
  return circumstancesOf({
    ...{ snapshot, sample: sampleOf(snapshot), status: market.status(), now: now() },
    ...{ kept: samples({ database }), sites },
    ahead: {
      database,
      of: conditions.flatMap((condition) =>
        condition.kind === 'stop' ? [{ tenant, site: siteKey(condition.site) }] : [],
      ),
    },
    windowsMs: conditions.flatMap((condition) => ('windowMs' in condition ? [condition.windowMs] : [])),
  });
}
