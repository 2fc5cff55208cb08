import { fleetWords } from '../../chat/parameters/index.ts';
import { quote } from '../../chat/read/quote.ts';
import type { Block, FormField } from '../../chat/reply.ts';
import type { Site } from '../../economics/index.ts';
import { conversionParameters } from './conversionInputs.ts';
import { SITE_DEFAULTS, siteParameters } from './inputs.ts';

/** The fields of a new site, to be filled in; what was given already stands in them, or in the command they are sent to. */
export function addForm({ name, given }: { name: string | undefined; given: Partial<Site> }): Block {
  const more = Object.entries(typedConversion(given)).flatMap(([input, value]) =>
    value === undefined ? [] : [`${input}=${quote(value)}`],
  );
  const command = ['site add', ...more].join(' ');
  return siteForm({ title: 'Add a site', command, values: typedInputs(given), name });
}

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
export function fleetForm({ name, as }: { name: string; as: string | undefined }): Block[] {
  const command = siteLine({ verb: 'import', name }) + (as === undefined ? '' : ` as=${as}`);
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

const percent = (share: number | undefined): string | undefined =>
  share === undefined ? undefined : `${Number((share * 100).toPrecision(12))}%`;

const usdPerMwh = (price: number): string => `$${price}/MWh`.replace('$-', '-$');

const text = (value: number | undefined, unit = ''): string | undefined =>
  value === undefined ? undefined : `${value}${unit}`;

/** A site's inputs in the words that `site add` reads. */
function typedInputs(site: Partial<Site>): Typed {
  return {
    fleet: site.fleet && fleetWords({ fleet: site.fleet, pue: site.pue ?? SITE_DEFAULTS.pue }),
    power: site.powerPriceUsdPerMwh === undefined ? undefined : usdPerMwh(site.powerPriceUsdPerMwh),
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

function typedConversion(site: Partial<Site>): Typed {
  return {
    gross: text(site.grossMw, ' MW'),
    energised: text(site.energisedMw, ' MW'),
    firm: text(site.firmMw, ' MW'),
    online: site.earliestEnergisation,
    ratio: text(site.grossToCritical),
    ...(site.retrofit === undefined ? {} : { retrofit: site.retrofit ? 'yes' : 'no' }),
  };
}

/** The command line that does something to a site, its name quoted. */
export const siteLine = ({ verb, name }: { verb: string; name: string }): string =>
  `site ${verb} ${quote(name)}`;
