import { inputFigure, questionAbout, siteInputs } from './answers/siteQuestion.ts';
import { machineLabel, type Site } from './economics/index.ts';

const longestFleet = 180;

/**
 * What a change did to a site, in words and exact numbers: `Power price 45 USD/MWh → 48 USD/MWh; Capex none → 50000000 USD`.
 * Without `before` or `after`, all that was added or removed.
 */
export function siteChange({ before, after }: { before?: Site; after?: Site }): string {
  const was = before ? facts(before) : undefined;
  const is = after ? facts(after) : undefined;
  if (!was || !is) return described(was ?? is ?? new Map());
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changed = names.filter((name) => was.get(name) !== is.get(name));
  if (changed.length === 0) return 'no input changed';
  return changed.map((name) => `${name} ${was.get(name) ?? 'none'} → ${is.get(name) ?? 'none'}`).join('; ');
}

/** The record names the site itself. */
function described(known: Map<string, string>): string {
  const rest = [...known].filter(([name]) => name !== 'Name');
  return rest.map(([name, value]) => `${name} ${value}`).join('; ');
}

/** Everything that is known of a site, by the name people have for it. The fleet is last: it may be long. */
function facts(site: Site): Map<string, string> {
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
    Fleet: fleetText(site),
  };
  const said = Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Map([['Name', site.name], ...inputs, ...said]);
}

/** Not the rounded text: a change of the third decimal is a change. */
function exact({ value, unit }: { value: number; unit: string }): string {
  const number = String(Number(value.toPrecision(12))).replace('-', '−');
  return unit === '%' ? `${number}%` : `${number} ${unit}`.trim();
}

function fleetText({ fleet }: Site): string {
  const items = fleet.map(({ machine, count, efficiencyJPerTh }) => {
    const override = efficiencyJPerTh === undefined ? '' : ` @ ${efficiencyJPerTh} J/TH`;
    return `${Number(count.toPrecision(12))} × ${machineLabel({ machine })}${override}`;
  });
  const text = items.join(', ');
  return text.length <= longestFleet
    ? text
    : `${text.slice(0, longestFleet).toWellFormed()}… (${fleet.length} kinds)`;
}
