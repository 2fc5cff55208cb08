import { accessBook } from '../access/book.ts';
import { type Rights, requireRight } from '../access/rights.ts';
import { alertBook } from '../alerts/index.ts';
import type { Incoming } from '../chat/adapter.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../common/errors.ts';
import { simulator } from '../compute/simulation.ts';
import { creditBook } from '../credits/index.ts';
import { deliveryBook } from '../delivery/queue.ts';
import { digestBook } from '../digest/index.ts';
import { toldBook } from '../model/told.ts';
import { peakBook } from '../peaks/index.ts';
import { pictureBook } from '../pictures/themes.ts';
import { planBook } from '../plans/index.ts';
import { dayAheadBook, powerBook } from '../power/index.ts';
import { sheetFragment } from '../sheet/link.ts';
import { siteBook } from '../sites/book.ts';
import { tariffBook } from '../tariffs/index.ts';
import type { BotParts } from './parts.ts';
import { type Seen, seeAssumptions, seeMarket, seePower, seeSites, seeTariffs } from './seen.ts';

const MARKET_DEADLINE_MS = 2500;

interface Asked {
  parts: BotParts;
  incoming: Incoming;
  rights: Rights;
  /** Notes what is handed out. */
  seen: Seen;
  confirmed: boolean;
}

/**
 * What a command may use: all of it of the tenant it was asked in, and within the rights of whoever asks. A command
 * needs one or two of the books, so each is made when it is asked for.
 */
export function commandContext(asked: Asked): CommandContext {
  const { parts, incoming, rights, confirmed, seen } = asked;
  const { address, person } = incoming;
  const { tenant } = address;
  let sites: CommandContext['sites'] | undefined;
  const onRead = () => {
    seen.readsSites = true;
  };
  return {
    now: parts.now,
    asker: { tenant, person, rights, confirmed },
    market: seeMarket(marketOf(parts), seen),
    get sites() {
      sites ??= seeSites(sitesOf(asked), seen);
      return sites;
    },
    get access() {
      const { reachesNobody } = incoming;
      const { access: list, tokens, audit: trail } = parts;
      return accessBook({ list, tokens, trail, address, person, rights, reachesNobody });
    },
    get deliveries() {
      const { read: mayRead, change: mayChange } = rights;
      return deliveryBook({ queue: parts.deliveries, tenant, by: person, mayRead, mayChange });
    },
    get alerts() {
      const mentions = parts.mentions[address.adapter] ?? [];
      return alertBook({ ...parts.alerts, sites: sitesOf(asked), address, person, rights, mentions });
    },
    get power() {
      return seePower(powerBook({ ...parts.power, tenant, person, rights }), seen);
    },
    get dayAhead() {
      return dayAheadBook({ ...parts.power, ...parts.threads, tenant, person, rights });
    },
    get plans() {
      return planBook({ ...parts.plans, tenant, person, rights });
    },
    get tariffs() {
      return seeTariffs(tariffBook({ ...parts.power, tenant, by: person, rights, onRead }), seen);
    },
    get credits() {
      return creditBook({ ...parts.power, tenant, by: person, rights, onRead });
    },
    get peaks() {
      return peakBook({ ...parts.power, tenant, by: person, rights, onRead });
    },
    get digests() {
      return digestBook({ ...parts.digests, sites: sitesOf(asked), address, by: person, rights });
    },
    get assumptions() {
      return seeAssumptions(parts.assumptionBooks.of({ tenant, by: person, rights }), seen);
    },
    get llm() {
      const book = toldBook({ ...parts.alerts, tenant, person, rights });
      return { ...book, ...(parts.model && { name: parts.model.name }) };
    },
    get pictures() {
      return pictureBook({ ...parts.alerts, tenant, person, rights });
    },
    get threads() {
      return { compute: parts.threads.compute, simulate: simulator(parts.threads) };
    },
    answers: { progress: incoming.progress ?? (() => {}), recall: recallOf(asked), workings: () => {} },
    attachment: incoming.attachment ?? nothingAttached,
    readText: parts.threads.readText,
    desk: {
      version: parts.version,
      commands: parts.commands,
      ill: parts.ill,
      assistantsAt: parts.assistantsAt(),
      sheetFile: (question) => parts.sheet.file(sheetFragment(question)),
      ...(rights.operator && { operations: parts.operations }),
    },
  };
}

function marketOf({ market, marketDeadlineMs = MARKET_DEADLINE_MS }: BotParts): CommandContext['market'] {
  return {
    snapshot: () => market.snapshot({ deadlineMs: marketDeadlineMs }),
    status: () => market.status(),
  };
}

function sitesOf({ parts, incoming, rights, seen }: Asked): CommandContext['sites'] {
  return siteBook({
    store: parts.siteStore,
    tenant: incoming.address.tenant,
    demoSites: parts.demoSites,
    by: incoming.person,
    rights,
    onRead: () => {
      seen.readsSites = true;
    },
  });
}

function recallOf({
  parts,
  incoming: { address, person },
  rights,
  seen,
}: Asked): CommandContext['answers']['recall'] {
  return async (id) => {
    const { recall } = parts;
    const kept = await (id === undefined ? recall.last({ address, person }) : recall.get({ address, id }));
    if (kept?.readsSites) {
      requireRight({ rights, right: 'read', to: 'see the sites of that answer' });
      // What is shown of it is about the sites as well.
      seen.readsSites = true;
    }
    return kept?.reply;
  };
}

async function nothingAttached(name?: string): Promise<undefined> {
  if (name !== undefined)
    throw new UserError('There is no file here. Attach one, or paste its text after the command.');
}
