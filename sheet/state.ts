import { computed, effect, signal } from '@preact/signals';
import type { Reply } from '../src/chat/reply.ts';
import type { Command } from '../src/command.ts';
import { UserError } from '../src/common/errors.ts';
import { OutOfRangeError } from '../src/economics/index.ts';
import type { SheetQuestion, Topic } from '../src/sheet/question.ts';
import { demoSites } from '../src/sites/demo.ts';
import { answerQuestion, hasTariffs } from './answer.ts';
import type { WebThreads } from './threads.ts';
import { type Beside, topicPages } from './topics.ts';

/** What cannot be computed, in words, and the input that it is about. */
interface Refusal {
  words: string;
  parameter?: string;
}

/** A scenario that others are held against. */
interface Kept {
  reply: Reply;
  /** What shows both. */
  Comparison: typeof import('./view/Comparison.tsx').Comparison;
}

/** The question as it was linked, which Reset brings back. */
const linked = signal<SheetQuestion>(undefined as never);
export const question = signal<SheetQuestion>(undefined as never);
export const command = signal<Command | undefined>(undefined);
/** What the question has besides its command. */
export const beside = signal<Beside | undefined>(undefined);
export const answer = signal<Reply | undefined>(undefined);
export const refusal = signal<Refusal | undefined>(undefined);
/** What was typed for the market and cannot be used, by the label of its field. */
export const unusable = signal<Partial<Record<string, string>>>({});
/** What is still being computed, in words. */
export const pending = signal<string | undefined>(undefined);
export const kept = signal<Kept | undefined>(undefined);
/** Why the link could not be read. */
export const linkProblem = signal<string | undefined>(undefined);

/** The page of a question says which one it is: the link of another question leads to its own page. */
async function linkOfPage(): Promise<string> {
  const { toFragment } = await import('../src/sheet/pack.ts');
  const [page = ''] = location.href.split('#');
  const named = page.replace(/[^/]*$/, (name) => (name in topicPages ? question.value.topic : name));
  return `${named}#${toFragment(question.value)}`;
}

const COMPUTING = 'Computing';
const FEW_PATHS = '100';
/** Started when they are first needed. */
let workers: WebThreads | undefined;
let round = 0;

/** Where long computations run; there are none before mine or lease, or the bill of a tariff, is asked. */
export const threads = (): WebThreads | undefined => workers;

/** Answers whenever the question changes; an answer that comes after a newer question is dropped. */
export function begin(first: SheetQuestion): void {
  typed = undefined;
  unusable.value = {};
  linked.value = first;
  question.value = first;
  effect(() => void answerAll(question.value));
}

async function answerAll(asked: SheetQuestion): Promise<void> {
  const mine = ++round;
  workers?.stop();
  try {
    pending.value = COMPUTING;
    const loaded = await topicPages[asked.topic].load();
    for (const step of stepsOf(asked, loaded)) {
      pending.value = step.words;
      if (mine === round) command.value = loaded;
      beside.value = await topicPages[asked.topic].beside?.();
      beside.value?.checkLease(asked);
      workers ??= await threadsFor(asked);
      const reply = await answerQuestion({ question: step.question, command: loaded, threads: workers });
      if (mine !== round) return;
      answer.value = reply;
      refusal.value = undefined;
    }
    rememberInAddress();
  } catch (error) {
    if (mine === round) refusal.value = refusalOf(error);
  } finally {
    if (mine === round) pending.value = undefined;
  }
}

async function threadsFor(asked: SheetQuestion): Promise<WebThreads | undefined> {
  if (!beside.value && !hasTariffs(asked)) return undefined;
  return (await import('./threads.ts')).webThreads();
}

/** A simulation shows a few paths first; the band of all of them follows from the workers. */
function stepsOf(
  asked: SheetQuestion,
  { parameters }: Command,
): { question: SheetQuestion; words: string }[] {
  const whole = { question: asked, words: COMPUTING };
  if (!parameters.paths) return [whole];
  const quick = { ...asked, options: { ...asked.options, paths: FEW_PATHS } };
  return [
    { question: quick, words: COMPUTING },
    { ...whole, words: `Shown with ${FEW_PATHS} paths; the band of all of them is being simulated` },
  ];
}

/** What went wrong, in words. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof UserError)
    return { words: error.message, ...(error.parameter !== undefined && { parameter: error.parameter }) };
  if (error instanceof OutOfRangeError) return { words: error.message };
  console.error(error);
  return { words: 'The sheet could not compute this because of a fault of its own.' };
}

/** Browsers limit how often the address may change. It stays as it is where what makes a link cannot be had. */
const ADDRESS_MS = 400;
let later: ReturnType<typeof setTimeout> | undefined;

function rememberInAddress(): void {
  clearTimeout(later);
  later = setTimeout(() => void writeAddress().catch(() => {}), ADDRESS_MS);
}

/** Puts the link of the question into the address of the page. */
export async function writeAddress(): Promise<string> {
  const link = await linkOfPage();
  history.replaceState(null, '', link);
  return link;
}

/** Types `text` into an input; nothing takes it back to what the site or the desk says. */
export function type(name: string, text: string): void {
  const { [name]: _, ...others } = question.value.options;
  const options = text.trim() === '' ? others : { ...others, [name]: text };
  question.value = { ...question.value, options };
}

/** What was typed so far, once another question was asked. */
let typed: ReturnType<typeof import('./carried.ts').carrier> | undefined;

/** Asks another question about the same site and market, with what was typed as far as it takes that. */
export async function turnTo(topic: Topic): Promise<void> {
  const mine = ++round;
  const { topic: before, options } = question.value;
  pending.value = COMPUTING;
  try {
    const [from, to] = await Promise.all([topicPages[before].load(), topicPages[topic].load()]);
    const { aboutWhat, carrier } = await import('./carried.ts');
    if (mine !== round) return;
    typed ??= carrier();
    const { start, aboutSite } = topicPages[topic];
    const carried = typed.carry({ options, started: topicPages[before].start, from, to });
    const sites =
      question.value.sites.length > 0 ? question.value.sites : [{ site: demoSites[0]!, demo: true }];
    const { name: site } = sites[0]!.site;
    const hadSite = options.site !== undefined || !topicPages[before].aboutSite;
    const about = aboutSite ? aboutWhat({ site, hadSite, carried, to }) : carried;
    answer.value = undefined;
    command.value = to;
    question.value = { ...question.value, topic, sites, options: { ...start, ...about } };
  } catch (error) {
    if (mine !== round) return;
    refusal.value = refusalOf(error);
    pending.value = undefined;
  }
}

/** Whether anything was typed since the link was opened. */
export const isTurned = computed(
  () => question.value !== linked.value || Object.keys(unusable.value).length > 0,
);

export function reset(): void {
  typed = undefined;
  unusable.value = {};
  question.value = linked.value;
}

export async function keep(): Promise<void> {
  const reply = answer.value;
  if (reply) kept.value = { reply, ...(await import('./view/Comparison.tsx')) };
}
