import { accessBook, type Rights } from '../access/rights.ts';
import { alertBook } from '../alerts/index.ts';
import type { CommandContext, Incoming } from '../chat/contract.ts';
import { UserError } from '../common/errors.ts';
import { simulator } from '../compute/simulation.ts';
import { deliveryBook } from '../delivery/queue.ts';
import { digestBook } from '../digest/index.ts';
import { powerBook } from '../power/index.ts';
import { siteBook } from '../sites/book.ts';
import type { BotParts } from './bot.ts';

const MARKET_DEADLINE_MS = 2500;

interface Asked {
  parts: BotParts;
  incoming: Incoming;
  rights: Rights;
  /** Set when a site of the tenant is handed out: what is answered then is for its readers only. */
  seen: { readsSites: boolean };
  confirmed: boolean;
}

/**
 * What a command may use: all of it of the tenant it was asked in, and within the rights of whoever asks. A command
 * needs one or two of the books, so each is made when it is asked for.
 */
export function commandContext(asked: Asked): CommandContext {
  const { parts, incoming, rights, confirmed } = asked;
  const { address, person } = incoming;
  const { tenant } = address;
  return {
    now: parts.now,
    tenant,
    person,
    rights,
    market: () => parts.market.snapshot({ deadlineMs: parts.marketDeadlineMs ?? MARKET_DEADLINE_MS }),
    marketStatus: () => parts.market.status(),
    get sites() {
      return sitesOf(asked);
    },
    get access() {
      return accessBook({ list: parts.access, tenant, person });
    },
    audit: async ({ most }) => {
      if (!rights.change) throw new UserError('Only those who may change something here may see who did.');
      return parts.audit.latest({ tenant, most });
    },
    get deliveries() {
      const { read: mayRead, change: mayChange } = rights;
      return deliveryBook({ queue: parts.deliveries, tenant, by: person, mayRead, mayChange });
    },
    get alerts() {
      return alertBook({ ...parts.alerts, sites: sitesOf(asked), address, person, rights });
    },
    get power() {
      return powerBook({ ...parts.power, tenant, person, rights });
    },
    get digests() {
      return digestBook({ ...parts.digests, sites: sitesOf(asked), address, by: person, rights });
    },
    get leaseBook() {
      return parts.leaseBooks.of({ tenant, by: person, rights });
    },
    compute: parts.threads.compute,
    simulate: simulator(parts.threads),
    progress: incoming.progress ?? (() => {}),
    recall: recallOf(asked),
    attachment: incoming.attachment ?? nothingAttached,
    confirmed,
    commands: parts.commands,
    about: parts.about,
    ...(rights.operator && { operations: parts.operations }),
  };
}

function sitesOf({ parts, incoming, rights, seen }: Asked): CommandContext['sites'] {
  return siteBook({
    store: parts.siteStore,
    tenant: incoming.address.tenant,
    demoSites: parts.demoSites,
    by: incoming.person,
    mayRead: rights.read,
    mayChange: rights.change,
    onRead: () => {
      seen.readsSites = true;
    },
  });
}

function recallOf({ parts, incoming: { address, person }, rights }: Asked): CommandContext['recall'] {
  return async (id) => {
    const kept = parts.recall.get({ address, person, ...(id === undefined ? {} : { id }) });
    if (kept?.readsSites && !rights.read) throw new UserError('That answer is about sites you may not read.');
    return kept?.reply;
  };
}

async function nothingAttached(name?: string): Promise<undefined> {
  if (name !== undefined)
    throw new UserError('There is no file here. Attach one, or paste its text after the command.');
}
