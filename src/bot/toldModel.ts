import type { Rights } from '../access/rights.ts';
import type { Incoming } from '../chat/adapter.ts';
import type { Reply } from '../chat/reply.ts';
import type { Beside, Model } from '../model/model.ts';
import { toldIn } from '../model/told.ts';
import type { BotParts } from './parts.ts';

/** A model with what the tenant lets it be told, read when a question is sent; nothing to whom may not see the sites. */
export interface ToldModel extends Pick<Model, 'name'> {
  lineFor(question: string): Promise<string | undefined>;
}

export function toldModel(asked: {
  parts: BotParts;
  incoming: Incoming;
  rights: Rights;
  /** The sites of whoever asks. */
  own: readonly string[];
}): ToldModel | undefined {
  const { parts, incoming, rights, own } = asked;
  const { address, person, inReply } = incoming;
  // What people reply to each other is nobody's business.
  const model = inReply ? undefined : parts.model;
  const beside = async (): Promise<Beside> => {
    const told = rights.read ? await toldIn(parts.alerts.database)(address.tenant) : 'nothing';
    if (told === 'nothing') return {};
    const last = told === 'figures' ? await parts.recall.last({ address, person }) : undefined;
    return { sites: own, ...(last && { answer: factsOf(last.reply) }) };
  };
  return model && { name: model.name, lineFor: async (question) => model.lineFor(question, await beside()) };
}

const factsOf = ({ title, readAs, explanation }: Reply): string[] => [
  ...(readAs === undefined ? [] : [readAs]),
  ...(title === '' ? [] : [title]),
  ...explanation.map(
    ({ result }) => `${[result.label, result.subject].filter(Boolean).join(', ')}: ${result.text}`,
  ),
];
