import {
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type Resource,
  ResourceNotFoundError,
  type ResourceTemplateType,
} from '@modelcontextprotocol/server';
import type { Bot } from '../chat/adapter.ts';
import type { Caller } from './caller.ts';
import { ask } from './calls.ts';
import { answerOf } from './result.ts';

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv';

/** What there is to read, beside the tools. */
export const resources: Resource[] = [
  { uri: 'hashdesk://sites', name: 'sites', title: 'The sites of this team', mimeType: JSON_TYPE },
  {
    uri: 'hashdesk://assumptions',
    name: 'assumptions',
    title: 'What is assumed when megawatts are compared, with source and date',
    mimeType: JSON_TYPE,
  },
  { uri: 'hashdesk://comps', name: 'comps', title: 'Signed leases of miners', mimeType: JSON_TYPE },
];

/** The same, with a name in the address. */
export const resourceTemplates: ResourceTemplateType[] = [
  {
    uriTemplate: 'hashdesk://sites/{site}',
    name: 'site',
    title: 'The inputs of one site',
    mimeType: JSON_TYPE,
  },
  {
    uriTemplate: 'hashdesk://answers/{answer}',
    name: 'answer',
    title: 'The arithmetic of an answer, by its id; the latest are kept for a day',
    mimeType: JSON_TYPE,
  },
  {
    uriTemplate: 'hashdesk://history/{metric}',
    name: 'history',
    title:
      'Up to ten years of one metric by day: priceUsd, difficulty, feesBtcPerBlock, hashpriceBtcPerPhDay or hashpriceUsdPerPhDay',
    mimeType: CSV_TYPE,
  },
];

const MOST_DAYS = 3650;

/** The command that each kind of address stands for, and the input that its name fills. */
const COMMANDS: Record<string, { command: string[]; input?: string }> = {
  sites: { command: ['site', 'list'] },
  assumptions: { command: ['assumptions'] },
  comps: { command: ['comps'] },
  'sites/': { command: ['site', 'show'], input: 'site' },
  'answers/': { command: ['explain'], input: 'answer' },
};

/** Reads a resource as the caller. `history`: `/api/history.csv` for a query. */
export function resourceReader(means: {
  bot: Bot;
  caller: Caller;
  now: () => number;
  history: (query: string) => Promise<Response>;
}) {
  const { history, ...asking } = means;
  return async (uri: string): Promise<ReadResourceResult> => {
    const { kind, name } = parsed(uri);
    if (kind === 'history/') {
      const query = new URLSearchParams({ metric: name, days: String(MOST_DAYS) });
      const response = await history(query.toString());
      const text = await response.text();
      if (!response.ok) throw refused(text.trim());
      return { contents: [{ uri, mimeType: CSV_TYPE, text }] };
    }
    const { command, input } = COMMANDS[kind] ?? {};
    if (!command) throw new ResourceNotFoundError(uri);
    const options = input === undefined ? {} : { [input]: name };
    const reply = await ask({ ...asking, ask: { command, options } });
    if (!reply) throw new ResourceNotFoundError(uri);
    if (reply.tone === 'error') throw refused(reply.title);
    const text = JSON.stringify(answerOf({ reply, now: asking.now() }));
    return { contents: [{ uri, mimeType: JSON_TYPE, text }] };
  };
}

const refused = (words: string) => new ProtocolError(ProtocolErrorCode.InvalidParams, words);

/** `hashdesk://sites/Rock%20dale` is of the kind `sites/`, with a name. */
function parsed(uri: string): { kind: string; name: string } {
  const [, kind = '', name = ''] = /^hashdesk:\/\/(\w{1,20}\/?)([^/?#]{0,300})$/.exec(uri) ?? [];
  try {
    return {
      kind: Object.hasOwn(COMMANDS, kind) || kind === 'history/' ? kind : '',
      name: decodeURIComponent(name),
    };
  } catch {
    return { kind: '', name: '' };
  }
}
