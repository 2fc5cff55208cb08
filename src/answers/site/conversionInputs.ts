import type { Arguments } from '../../chat/parameter.ts';
import * as parameters from '../../chat/parameters/index.ts';
import { UserError } from '../../common/errors.ts';
import { checkSite, SITE_RANGES, type Site } from '../../economics/index.ts';

/** What of a site decides how much of it can be leased. */
export const conversionParameters = {
  gross: parameters.megawatts({
    description: 'All that land, substation and grid can carry',
    aliases: ['grossMw'],
    bare: true,
  }),
  energised: parameters.megawatts({
    description: 'The part of it with power today',
    aliases: ['energisedMw', 'energized'],
    bare: true,
  }),
  firm: parameters.megawatts({
    description: 'The part that the grid may not interrupt',
    aliases: ['firmMw'],
    bare: true,
  }),
  online: parameters.month({
    description: 'Month in which the rest has power',
    aliases: ['earliestEnergisation'],
    example: '2027-09',
  }),
  ratio: parameters.number({
    description: 'Gross megawatts per critical one',
    range: SITE_RANGES.grossToCritical,
    what: 'Gross per critical',
    aliases: ['grossToCritical'],
    example: '1.4',
  }),
  retrofit: parameters.flag({ description: 'The buildings there are can be used' }),
};

export type ConversionInputs = Arguments<typeof conversionParameters>;

const FIELDS = {
  gross: 'grossMw',
  energised: 'energisedMw',
  firm: 'firmMw',
  online: 'earliestEnergisation',
  ratio: 'grossToCritical',
  retrofit: 'retrofit',
} as const satisfies Record<keyof ConversionInputs, keyof Site>;

/** The inputs that were given, under the names of a site's fields. */
export function givenConversion(inputs: ConversionInputs): Partial<Site> {
  const given = Object.entries(FIELDS).flatMap(([name, field]) => {
    const value = inputs[name as keyof ConversionInputs];
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(given);
}

/** A site with what was given of these replaced. RangeError when the result cannot be used. */
export function withConversion({ site, inputs }: { site: Site; inputs: ConversionInputs }): Site {
  const changed = { ...site, ...givenConversion(inputs) };
  for (const part of ['energised', 'firm'] as const) refuseMoreThanGross({ part, site: changed });
  return checkSite(changed);
}

/** A part of a site's megawatts is refused in the words in which it is typed. */
function refuseMoreThanGross({ part, site }: { part: 'energised' | 'firm'; site: Site }): void {
  const { grossMw } = site;
  const partMw = site[FIELDS[part]];
  if (grossMw === undefined || partMw === undefined || partMw <= grossMw) return;
  throw new UserError(`${part}=${partMw} MW is more than gross=${grossMw} MW, of which it is a part.`, {
    parameter: part,
  });
}
