import profit from '../commands/profit.ts';
import type { Command } from '../src/command.ts';
import type { Topic } from '../src/sheet/question.ts';

type Lease = typeof import('./lease.ts');
/** What mine or lease has besides its commands. */
export type Beside = Pick<Lease, 'checkLease'> & Partial<Pick<Lease, 'Assumptions' | 'knobs'>>;

/** A question as the sheet offers it. */
interface TopicPage {
  label: string;
  /** The command that answers it; fetched when it is first asked. */
  load: () => Promise<Command>;
  /** What only its answers need. */
  beside?: () => Promise<Beside>;
  /** What is asked where nothing was typed, the site apart. */
  start: Record<string, string>;
  /** Whether it is about one site by name. */
  aboutSite: boolean;
}

const lease = () => import('./lease.ts');
const comps = () => import('./comps.ts');

export const topicPages: Record<Topic, TopicPage> = {
  profit: page('Profit', async () => ({ default: profit })),
  breakeven: page('Breakeven', () => import('../commands/breakeven.ts')),
  cost: page('Cost of a bitcoin', () => import('../commands/cost.ts')),
  whatif: { ...page('What if', () => import('../commands/whatif.ts')), start: { price: '+10%' } },
  halving: { ...page('Halving', () => import('../commands/halving.ts')), aboutSite: false },
  machines: { ...page('Machines', () => import('../commands/machines.ts')), aboutSite: false },
  hashprice: { ...page('Hashprice', () => import('../commands/hashprice.ts')), aboutSite: false },
  difficulty: { ...page('Difficulty', () => import('../commands/difficulty.ts')), aboutSite: false },
  pivot: leasePage('Mine or lease', 'pivot'),
  offer: {
    ...leasePage('Offer', 'offer'),
    start: { megawatts: '50 MW critical', rent: '$140/kW-mo', term: '15y' },
  },
  split: leasePage('Split', 'split'),
  sensitivity: leasePage('Sensitivity', 'sensitivity'),
  delay: { ...leasePage('Delay', 'delay'), start: { months: '6 months' } },
  comps: {
    ...page('Deals', async () => ({ default: (await comps()).comps })),
    beside: comps,
    aboutSite: false,
  },
};

function page(label: string, from: () => Promise<{ default: Command }>): TopicPage {
  return { label, load: async () => (await from()).default, start: {}, aboutSite: true };
}

function leasePage(label: string, name: 'pivot' | 'offer' | 'split' | 'sensitivity' | 'delay'): TopicPage {
  return { ...page(label, async () => ({ default: (await lease())[name] })), beside: lease };
}
