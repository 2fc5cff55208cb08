import type { Person } from '../../src/chat/people.ts';
import type { Reply } from '../../src/chat/reply.ts';

/** What a tenant should have by now; people by their number, sites by name with their power price. */
interface Tenant {
  name: string;
  number: number;
  sites: Map<string, number>;
  grants: { read: Set<string>; change: Set<string> };
  changes: number;
}

interface Turn {
  line: string;
  /** Whether it should be answered as asked. */
  works: boolean;
  tenant: string;
  person: Person;
  /** What the answer does to what is expected from then on. */
  after?: (reply: Reply) => void;
}

type Move = (asked: {
  mine: Tenant;
  other: Tenant;
  person: Person;
}) => Pick<Turn, 'line' | 'works' | 'after'>;

const standings = ['admin', 'member', 'visitor', 'outsider'] as const;
/** Names that tell whose they are, and one that everyone uses. */
const siteNames = ({ number }: Tenant) => [`Pit T${number}m A`, `Pit T${number}m B`, 'Rockdale'];
const personOf = (tenant: Tenant, number: number) => `U${tenant.number}P${number}`;

/**
 * Tenants whose people, allowed and not, ask for their own things and for those of others at random, beside a
 * plain model of what each of them may do and should have.
 */
export function seededTenants({ tenants: count, seed }: { tenants: number; seed: number }) {
  const random = mulberry32(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const tenants = Array.from({ length: count }, (_, number): Tenant => {
    const name = number % 2 === 0 ? `slack:T${number}` : `discord:G${number}`;
    return { name, number, sites: new Map(), grants: { read: new Set(), change: new Set() }, changes: 0 };
  });
  const answers: { id: string; tenant: Tenant }[] = [];
  let turns = 0;
  const price = () => 20 + Math.floor(random() * 60);

  const mayChange = ({ grants }: Tenant, { id, standing }: Person) =>
    standing === 'admin' || (standing !== 'outsider' && grants.change.has(id));
  const mayRead = (tenant: Tenant, person: Person) =>
    mayChange(tenant, person) ||
    person.standing === 'member' ||
    (person.standing === 'visitor' && tenant.grants.read.has(person.id));

  /** A site of the asker's tenant, or of another; `own` when it is there to be found. */
  function aim({ mine, other }: { mine: Tenant; other: Tenant }) {
    const owner = pick([mine, mine, mine, other]);
    const known = [...owner.sites.keys()];
    const site = known.length > 0 ? pick(known) : siteNames(owner)[0]!;
    return { site, own: mine.sites.has(site) };
  }

  const add: Move = ({ mine, person }) => {
    const site = pick(siteNames(mine));
    const power = price();
    return {
      line: `site add "${site}" 100 s21xp at $${power}/MWh`,
      works: mayChange(mine, person) && !mine.sites.has(site),
      after() {
        mine.sites.set(site, power);
        mine.changes++;
      },
    };
  };

  const edit: Move = (asked) => {
    const { site, own } = aim(asked);
    const power = price();
    return {
      line: `site edit "${site}" power=${power}`,
      works: own && mayChange(asked.mine, asked.person),
      after() {
        asked.mine.sites.set(site, power);
        asked.mine.changes++;
      },
    };
  };

  const remove: Move = (asked) => {
    const { site, own } = aim(asked);
    return {
      line: `site remove "${site}" --yes`,
      works: own && mayChange(asked.mine, asked.person),
      after() {
        asked.mine.sites.delete(site);
        asked.mine.changes++;
      },
    };
  };

  const look: Move = (asked) => {
    const { site, own } = aim(asked);
    const works = own && mayRead(asked.mine, asked.person);
    return { line: `${pick(['site show', 'site export'])} "${site}"`, works };
  };

  const profit: Move = (asked) => {
    const { site, own } = aim(asked);
    return {
      line: `profit "${site}"`,
      works: own && mayRead(asked.mine, asked.person),
      after: ({ id }) => answers.push({ id: id!, tenant: asked.mine }),
    };
  };

  const explain: Move = ({ mine, person }) => {
    const ours = answers.filter(({ tenant }) => tenant === mine);
    const answer = pick([...answers.slice(-20), ...ours]);
    const works = answer?.tenant === mine && mayRead(mine, person);
    return { line: `explain ${answer?.id ?? 'none'}`, works };
  };

  const grant: Move = ({ mine, person }) => {
    const right = pick(['read', 'change'] as const);
    const who = personOf(mine, pick([1, 2, 3]));
    return {
      line: `access allow ${right} <@${who}>`,
      works: person.standing === 'admin',
      after() {
        if (!mine.grants[right].has(who)) mine.changes++;
        mine.grants[right].add(who);
      },
    };
  };

  const revoke: Move = ({ mine, other, person }) => {
    const right = pick(['read', 'change'] as const);
    const who = personOf(pick([mine, other]), pick([1, 2, 3]));
    return {
      line: `access revoke ${right} ${who}`,
      works: person.standing === 'admin' && mine.grants[right].has(who),
      after() {
        mine.grants[right].delete(who);
        mine.changes++;
      },
    };
  };

  const list: Move = ({ mine, person }) => ({ line: 'site list', works: mayRead(mine, person) });
  const audit: Move = ({ mine, person }) => ({ line: 'audit', works: mayChange(mine, person) });
  const access: Move = ({ person }) => ({ line: 'access show', works: person.standing === 'admin' });
  const status: Move = () => ({ line: 'status', works: true });
  const moves = [
    add,
    add,
    add,
    edit,
    remove,
    look,
    profit,
    profit,
    explain,
    explain,
    grant,
    revoke,
    list,
    audit,
  ];

  return {
    /** The next question, from anyone. Few tenants ask at a time, so that they come to know something. */
    turn(): Turn {
      const near = Math.floor(random() * 5) + Math.floor(turns++ / 50) * 5;
      const mine = tenants[near % count]!;
      const number = pick([0, 0, 0, 1, 2, 3]);
      const id = personOf(mine, number);
      const person: Person = { id, name: `Person ${id}`, standing: standings[number]!, roles: [] };
      const move = pick([...moves, access, status]);
      return { ...move({ mine, other: tenants[(near + 1) % count]!, person }), tenant: mine.name, person };
    },

    /** Names of sites and people of other tenants in an answer, but for what the line itself names. */
    foreignIn({ text, tenant, line }: { text: string; tenant: string; line: string }): string[] {
      const found = text.match(/Pit T\d+m [AB]|U\d+P\d|(?:slack:T|discord:G)\d+/g) ?? [];
      const number = /\d+$/.exec(tenant)?.[0];
      return found.filter((name) => /\d+/.exec(name)?.[0] !== number && !line.includes(name));
    },

    /** What should be stored, in the form of rows. */
    expected() {
      const rows = (of: (tenant: Tenant) => string[]) =>
        tenants.flatMap((tenant) => of(tenant).map((row) => `${tenant.name} ${row}`)).sort();
      return {
        sites: rows(({ sites }) => [...sites].map(([site, power]) => `${site} ${power}`)),
        grants: rows(({ grants: { read, change } }) => [
          ...[...read].map((id) => `read ${id}`),
          ...[...change].map((id) => `change ${id}`),
        ]),
        changes: rows(({ changes }) => (changes > 0 ? [String(changes)] : [])),
      };
    },
  };
}

/** Tommy Ettinger's mulberry32: small, and the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
