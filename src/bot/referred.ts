import { fleetWords } from '../chat/parameters/index.ts';
import { normalise } from '../chat/read/nearest.ts';
import { quoted } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import { machineLabel } from '../economics/index.ts';
import type { Site } from '../economics/site.ts';
import { lineOf, type Reading, readFollowUp } from '../words/index.ts';
import { fullName } from './named.ts';
import { readOr, type Typed } from './typed.ts';

/** What a question may refer to. */
export interface Referring extends Typed {
  /** The sites of whoever asks, beside those of the demo. */
  own: readonly string[];
  now: number;
  /** The line of the answer before, where the question may refer to it: read only where it is needed. */
  last(): Promise<string | undefined>;
  /** A site by its name, for those who may read it. */
  siteOf(name: string): Promise<{ site: Pick<Site, 'fleet' | 'pue'> }>;
}

/** What a question means that refers to the answer before. Throws UserError where it leaves nothing of it. */
export async function followUpOf(asked: Referring & { byItself: Reading }) {
  const { commands } = asked;
  const last = await asked.last();
  const before = last === undefined ? undefined : readOr(() => undefined, { ...asked, text: last });
  if (!before) return undefined;
  const { command, line, texts } = before;
  const name = fullName(command, commands);
  const inputs = Object.keys(command.parameters);
  const followUp = readFollowUp({ ...asked, last: { line, command: name, inputs, texts } });
  if (!followUp || !('without' in followUp)) return followUp;
  const { without, of } = followUp;
  const { fleet, ...rest } = of.texts;
  // Of a fleet that was typed it is not known which machines go: it would be another one.
  if (fleet !== undefined)
    throw new UserError(
      `The last answer was about ${quoted(fleet)} alone: ask for the fleet that is left, such as fleet="100 s21xp".`,
      { choices: [lineOf(of.command, rest)] },
    );
  const at = of.texts.site!;
  const kept = fleetWithout({ ...(await asked.siteOf(at)).site, name: at, model: without });
  return { line: lineOf(of.command, { ...rest, fleet: kept }) };
}

/** The fleet without the machines of a model, `s19` being all of that line. Throws UserError where nothing goes, or all. */
function fleetWithout({
  fleet,
  pue,
  name,
  model,
}: Pick<Site, 'fleet' | 'pue'> & { name: string; model: string }): string {
  const label = ({ machine }: Site['fleet'][number]) => machineLabel({ machine });
  const kept = fleet.filter((part) => !normalise(label(part)).startsWith(normalise(model)));
  if (kept.length === 0)
    throw new UserError(`Without its ${model} nothing would be left running at ${name}.`);
  if (kept.length === fleet.length)
    throw new UserError(`There is no ${model} at ${name}: it runs ${fleet.map(label).join(', ')}.`);
  return fleetWords({ fleet: kept, pue });
}
