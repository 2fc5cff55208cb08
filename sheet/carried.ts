import { quote } from '../src/chat/read/quote.ts';
import type { Command } from '../src/command.ts';

type Options = Record<string, string>;
type Input = [name: string, parameter: Command['parameters'][string]];

/** Worded otherwise in each of the two leases, and meant alike. */
const ALIKE = ['rent', 'lease', 'term'];
/** A site has its own. */
const OF_MACHINES = ['machine', 'hashrate'];

/** What an input means: one name may mean two things, such as the capex of a site and that of a hall. */
const meaningOf = ([name, { description }]: Input): string => (ALIKE.includes(name) ? name : description);

/** Remembers what was typed, whichever question it was typed for. */
export function carrier() {
  const typed = new Map<string, string>();
  return {
    /** `options` were typed for the command `from`, beside what `started` it; those of them that `to` takes as well. */
    carry(asked: { options: Options; started: Options; from: Command; to: Command }): Options {
      const { options, started, from, to } = asked;
      for (const input of Object.entries(from.parameters)) {
        const [name] = input;
        const text = options[name];
        if (text === undefined || text === started[name]) typed.delete(meaningOf(input));
        else typed.set(meaningOf(input), text);
      }
      const taken = Object.entries(to.parameters).flatMap((input) => {
        const [name, parameter] = input;
        const text = typed.get(meaningOf(input));
        return name !== 'site' && text !== undefined && reads(parameter, text) ? [[name, text] as const] : [];
      });
      return Object.fromEntries(taken);
    },
  };
}

/** A question about a site leaves out machines described beside it, and one about machines leaves out the site. */
export function aboutWhat(asked: { site: string; hadSite: boolean; carried: Options; to: Command }): Options {
  const { site, hadSite, carried, to } = asked;
  const isDescribed = !hadSite && (carried.fleet ?? carried.machine) !== undefined;
  if (isDescribed && !to.parameters.site?.required) return carried;
  const others = Object.entries(carried).filter(([name]) => !OF_MACHINES.includes(name));
  return { ...Object.fromEntries(others), site };
}

function reads(parameter: Input[1], text: string): boolean {
  try {
    return parameter.read(quote(text), { sites: [] }) !== undefined;
  } catch {
    return false;
  }
}
