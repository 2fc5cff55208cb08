import type { GetPromptResult, Prompt } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** A memo that mining teams write, as what an assistant is asked to do. */
interface Memo extends Prompt {
  text(given: Record<string, string>): string;
}

const RULES =
  'Take every number from the tools, as its text says it, with its source and age; compute none yourself, and leave out what no tool says. A forecast keeps its band. Begin with whatever a notice says.';

const site = { name: 'site', description: 'A site of this team, or demo', required: true };

const memos: readonly Memo[] = [
  {
    name: 'daily_memo',
    title: 'The morning memo',
    description: 'Hashprice, difficulty, fees and what every site earns, in half a page',
    text: () =>
      `Write this morning's memo of at most 200 words: what changed since yesterday and what it means for the sites. Use hashprice, difficulty, fees, and profit for every site of site_list. ${RULES}`,
  },
  {
    name: 'site_memo',
    title: 'The memo of one site',
    description: 'What a site earns, where it stops earning, and what would change that',
    arguments: [site],
    text: ({ site }) =>
      `Write one page about the site ${JSON.stringify(site)}: what it earns, what one BTC costs there, at which power price, hashprice and BTC price it earns nothing, and what a hashprice 20 % lower and the next halving do to it. Use profit, breakeven, whatif and halving. ${RULES}`,
  },
  {
    name: 'lease_memo',
    title: 'Mine or lease',
    description: 'Whether a site should go on mining or be leased, for whoever decides',
    arguments: [
      site,
      { name: 'rent', description: 'The rent that is offered, such as $140/kW-month', required: false },
    ],
    text: ({ site, rent }) =>
      `Write a memo of two pages for the board: should the site ${JSON.stringify(site)} go on mining or be leased${rent === undefined ? '' : ` at ${JSON.stringify(rent)}`}? Use pivot, sensitivity, split and comps, and read the resource hashdesk://assumptions. Say what the decision rule says, what would turn it, and which assumptions are nobody's yet. ${RULES}`,
  },
];

export const prompts: Prompt[] = memos.map(({ text: _, ...prompt }) => prompt);

/** The memo of that name with its arguments. Throws ProtocolError where there is none, or one of them is missing. */
export function promptOf(asked: {
  name: string;
  arguments?: Record<string, string> | undefined;
}): GetPromptResult {
  const { name, arguments: given = {} } = asked;
  const memo = memos.find((one) => one.name === name);
  if (!memo) throw refused(`There is no prompt ${JSON.stringify(name)}.`);
  const missing = memo.arguments?.find((one) => one.required && !given[one.name]);
  if (missing) throw refused(`${name} needs ${missing.name}: ${missing.description}.`);
  const content = { type: 'text' as const, text: memo.text(given) };
  return { description: memo.description!, messages: [{ role: 'user', content }] };
}

const refused = (words: string) => new ProtocolError(ProtocolErrorCode.InvalidParams, words);
