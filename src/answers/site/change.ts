import { metrics } from '../../chat/show/metrics.ts';
import { machineLabel, type Site } from '../../economics/index.ts';
import { inputFigure, questionAbout, siteInputs } from './question.ts';

const LONGEST_FLEET = 180;

/** What is known of a site by one name: `exact` decides whether it changed, `shown` is what the record says. */
interface Fact {
  exact: string;
  shown: string;
}

/**
 * What a change did to a site, in words and exact numbers: `Power price 45 USD/MWh → 48 USD/MWh; Capex none → 50000000 USD`.
 * Without `before` or `after`, all that was added or removed.
 */
export function siteChange({ before, after }: { before?: Site; after?: Site }): string {
  const was = before ? facts(before) : undefined;
  const is = after ? facts(after) : undefined;
  if (!was || !is) return described(was ?? is ?? new Map());
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changed = names.filter((name) => was.get(name)?.exact !== is.get(name)?.exact);
  if (changed.length === 0) return 'no input changed';
  const shown = (known: Map<string, Fact>, name: string) => known.get(name)?.shown ?? 'none';
  return changed.map((name) => `${name} ${shown(was, name)} → ${shown(is, name)}`).join('; ');
}

/** The record names the site itself. */
function described(known: Map<string, Fact>): string {
  const rest = [...known].filter(([name]) => name !== 'Name');
  return rest.map(([name, { shown }]) => `${name} ${shown}`).join('; ');
}

/** Everything that is known of a site, by the name people have for it. The fleet is last: it may be long. */
function facts(site: Site): Map<string, Fact> {
  const question = questionAbout({ site, version: 1, demo: false });
  const inputs = siteInputs.flatMap((input): [string, string][] => {
    const found = inputFigure({ question, input, now: 0 });
    return found ? [[found.label, exact(found)]] : [];
  });
  const words = {
    'Pool scheme': site.poolScheme,
    'Time zone': site.timeZone,
    'All energised': site.earliestEnergisation,
    Retrofit: site.retrofit === undefined ? undefined : site.retrofit ? 'yes' : 'no',
  };
  const said = Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const plain: [string, string][] = [['Name', site.name], ...inputs, ...said];
  return new Map([
    ...plain.map(([name, text]): [string, Fact] => [name, { exact: text, shown: text }]),
    ['Fleet', { exact: fleetKey(site), shown: fleetText(site) }],
  ]);
}

/** Not the rounded text: a change of the third decimal is a change. */
function exact({ value, unit }: { value: number; unit: string }): string {
  const number = String(Number(value.toPrecision(12))).replace('-', '−');
  return unit === '%' ? `${number}%` : `${number} ${unit}`.trim();
}

function fleetKey({ fleet }: Site): string {
  return JSON.stringify(
    fleet.map(({ machine, count, efficiencyJPerTh }) => {
      const { model, hashrateThPerS, powerW } = machine;
      return { model, hashrateThPerS, powerW, count, efficiencyJPerTh };
    }),
  );
}

function fleetText({ fleet }: Site): string {
  const items = fleet.map(({ machine, count, efficiencyJPerTh }) => {
    const override = efficiencyJPerTh === undefined ? '' : ` @ ${efficiencyJPerTh} J/TH`;
    return `${metrics.machineCount.show(count)} × ${machineLabel({ machine })}${override}`;
  });
  const text = items.join(', ');
  return text.length <= LONGEST_FLEET
    ? text
    : `${text.slice(0, LONGEST_FLEET).toWellFormed()}… (${fleet.length} kinds)`;
}
