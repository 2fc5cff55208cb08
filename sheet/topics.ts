import profit from '../commands/profit.ts';
import type { Command } from '../src/command.ts';
import type { Topic } from '../src/sheet/question.ts';

/** What mine or lease has besides its commands. */
export type Beside = Pick<typeof import('./lease.ts'), 'Assumptions' | 'checkLease' | 'knobs'>;

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

export const topicPages: Record<Topic, TopicPage> = {
  profit: page('Profit', async () => ({ default: profit })),
  breakeven: page('Breakeven', () => import('../commands/breakeven.ts')),
  cost: page('Cost of a bitcoin', () => import('../commands/cost.ts')),
  whatif: { ...page('What if', () => import('../commands/whatif.ts')), start: { price: '+10%' } },
  halving: { ...page('Halving', () => import('../commands/halving.ts')), aboutSite: false },
  machines: { ...page('Machines', () => import('../commands/machines.ts')), aboutSite: false },
  pivot: { ...page('Mine or lease', async () => ({ default: (await lease()).pivot })), beside: lease },
  offer: {
    ...page('Offer', async () => ({ default: (await lease()).offer })),
    beside: lease,
    start: { megawatts: '50 MW critical', rent: '$140/kW-mo', term: '15y' },
  },
};

function page(label: string, from: () => Promise<{ default: Command }>): TopicPage {
  return { label, load: async () => (await from()).default, start: {}, aboutSite: true };
}
