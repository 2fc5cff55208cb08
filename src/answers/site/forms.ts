import { quote } from '../../chat/read/quote.ts';
import type { Block, FormField } from '../../chat/reply.ts';
import type { FleetItem, Site } from '../../economics/index.ts';
import { conversionParameters } from './conversionInputs.ts';
import { siteParameters } from './inputs.ts';

/** The fields of a new site, to be filled in. */
export const addForm = (name?: string): Block =>
  siteForm({ title: 'Add a site', command: 'site add', values: {}, name });

/** What a site mines with, and what of it could be leased: two forms, each short enough to be filled in. */
export function editForms(site: Site): Block[] {
  const { name } = site;
  const command = siteLine({ verb: 'edit', name });
  const values = typedConversion(site);
  const fields = fieldsOf({ parameters: conversionParameters, values, required: [] });
  return [
    siteForm({ title: `Edit ${name}`, command, values: typedInputs(site), name }),
    { kind: 'form', title: `Edit ${name} for a lease`, command, fields },
  ];
}

/** The fields of a site as a person would type them. */
function siteForm(asked: { title: string; command: string; values: Typed; name: string | undefined }): Block {
  const { title, command, values, name } = asked;
  const fields = fieldsOf({ parameters: siteParameters, values, required: ['fleet', 'power'] });
  const nameField: FormField = {
    name: 'name',
    label: 'Name',
    required: true,
    multiline: false,
    ...(name === undefined ? {} : { value: name }),
  };
  return { kind: 'form', title, command, fields: [nameField, ...fields] };
}

/** Asks for the fleet of a site, as a file or as text. */
export function fleetForm({ name }: { name: string }): Block[] {
  const command = siteLine({ verb: 'import', name });
  const field: FormField = {
    name: 'file',
    label: 'The fleet as CSV or JSON',
    hint: 'For example model,count in the first line, S21 XP,20000 in the next.',
    required: true,
    multiline: true,
  };
  const how = `Name a CSV or JSON file of at most 1 MB: ${command} fleet.csv. In a chat, attach it to a mention or a direct message that says so, or paste a short one into the form.`;
  return [
    { kind: 'text', parts: [how] },
    { kind: 'form', title: 'Import a fleet', command, fields: [field] },
  ];
}

/** Inputs by name, as they would be typed. */
type Typed = Readonly<Record<string, string | undefined>>;

function fieldsOf(asked: {
  parameters: Readonly<Record<string, { description: string; example: string }>>;
  values: Typed;
  required: readonly string[];
}): FormField[] {
  const { parameters, values, required } = asked;
  return Object.entries(parameters).map(([name, { description, example }]) => {
    const value = values[name];
    return {
      name,
      label: description,
      hint: `For example ${example}`,
      ...(value === undefined ? {} : { value }),
      required: required.includes(name),
      multiline: name === 'fleet',
    };
  });
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(12))}%`;

const text = (value: number | undefined, unit = ''): string | undefined =>
  value === undefined ? undefined : `${value}${unit}`;

/** A site's inputs in the words that `site add` reads. */
function typedInputs(site: Site): Typed {
  return {
    fleet: site.fleet.map((item) => typedItem({ item, pue: site.pue })).join(', '),
    power: `$${site.powerPriceUsdPerMwh}/MWh`.replace('$-', '-$'),
    pue: text(site.pue),
    uptime: percent(site.uptime),
    fee: percent(site.poolFee),
    scheme: site.poolScheme,
    opex: text(site.otherOperatingUsdPerMwh),
    opexMonthly: text(site.otherOperatingUsdPerMonth),
    demand: text(site.demandChargeUsdPerKwMonth),
    interconnect: text(site.interconnectMw, ' MW'),
    sga: text(site.sgaUsdPerMonth),
    interest: text(site.interestUsdPerMonth),
    stock: text(site.stockCompensationUsdPerMonth),
    capex: text(site.capexUsd),
    depreciation: text(site.depreciationYears),
    zone: site.timeZone,
  };
}

function typedConversion(site: Site): Typed {
  return {
    gross: text(site.grossMw, ' MW'),
    energised: text(site.energisedMw, ' MW'),
    firm: text(site.firmMw, ' MW'),
    online: site.earliestEnergisation,
    ratio: text(site.grossToCritical),
    ...(site.retrofit === undefined ? {} : { retrofit: site.retrofit ? 'yes' : 'no' }),
  };
}

/** Whole machines by number; a share of one, which megawatts leave behind, as those megawatts. */
function typedItem({ item, pue }: { item: FleetItem; pue: number }): string {
  const { machine, count, efficiencyJPerTh } = item;
  const watts = efficiencyJPerTh === undefined ? machine.powerW : machine.hashrateThPerS * efficiencyJPerTh;
  const meterMw = Number(((count * watts * pue) / 1e6).toPrecision(12));
  const size = Number.isInteger(count) ? `${count}` : `${meterMw} MW`;
  const model = machine.custom ? `custom ${machine.hashrateThPerS}TH ${machine.powerW}W` : machine.model;
  return `${size} ${model}${efficiencyJPerTh === undefined ? '' : ` @ ${efficiencyJPerTh} J/TH`}`;
}

/** The command line that does something to a site, its name quoted. */
export const siteLine = ({ verb, name }: { verb: string; name: string }): string =>
  `site ${verb} ${quote(name)}`;
