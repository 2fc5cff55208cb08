import { showDuration } from '../../chat/parameters/duration.ts';
import { quote } from '../../chat/read/quote.ts';
import { type Action, type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import type { Provenance } from '../../chat/show/figures.ts';
import { type LevelCondition, payoutsOf, type Reading } from '../reading/measure.ts';
import type { Payouts } from '../reading/siteLine.ts';
import type { Rule } from '../rules/rule.ts';
import { happeningParts, happeningTitle } from './chainEvent.ts';
import { impactBlocks } from './impact.ts';
import type { Scene } from './messageContext.ts';
import { nameOf, readingFigures } from './readingFigures.ts';

/** One thing that a message says about one rule. */
export interface Said {
  number: number;
  rule: Rule;
  kind: 'fired' | 'reminded' | 'resolved' | 'happened';
  /** When it began, in Unix milliseconds. */
  since: number;
  /** Undefined for what happens and is over. */
  reading?: Reading;
  /** The value furthest beyond the limit while it fired. */
  deepest?: number;
}

/** Everything that the rules of one channel have to say at one moment, as one message. */
export function alertMessage({ said, scene }: { said: readonly Said[]; scene: Scene }): Reply {
  const [first] = said;
  if (first === undefined) throw new RangeError('A message needs something to say');
  const mentions = [...new Set(said.flatMap(({ kind, rule }) => (kind === 'resolved' ? [] : rule.pings)))];
  return reply({
    title: said.length === 1 ? titleOf({ one: first, scene }) : groupTitle(said),
    tone: toneOf(said),
    blocks: [
      ...said.map((one): Block => ({ kind: 'text', parts: sentence({ one, scene }) })),
      ...explained({ said, scene }),
      { kind: 'actions', actions: actionsFor(said) },
    ],
    sources: scene.sources,
    ...(mentions.length > 0 ? { mentions } : {}),
  });
}

function toneOf(said: readonly Said[]): Reply['tone'] {
  if (said.every(({ kind }) => kind === 'resolved')) return 'good';
  return said.every(({ kind }) => kind === 'happened') ? 'neutral' : 'bad';
}

function groupTitle(said: readonly Said[]): string {
  const count = (kinds: Said['kind'][]) => said.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [count(['fired', 'reminded']), 'firing'],
    [count(['resolved']), 'resolved'],
    [count(['happened']), 'to know'],
  ] as const;
  const shown = parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []));
  return `Alerts: ${shown.join(', ')}`;
}

/** `Firing: hashprice $43.10/PH/day < $45.00/PH/day for 30 min` */
function titleOf({ one, scene }: { one: Said; scene: Scene }): string {
  if (!isMeasured(one)) return happeningTitle({ rule: one.rule, scene });
  const words = { fired: 'Firing', reminded: 'Still firing', resolved: 'Resolved', happened: '' }[one.kind];
  return `${words}: ${plainText(comparison(one, scene.from))}`;
}

/** What a rule says, in one line of plain text: `#3 hashprice $43.10/PH/day < $45.00/PH/day`. */
export function headline({ one, scene }: { one: Said; scene: Scene }): string {
  const { rule, number } = one;
  const says = isMeasured(one) ? plainText(comparison(one, scene.from)) : happeningTitle({ rule, scene });
  return `#${number} ${says}`;
}

/** Something said about a value and its limit. */
type Measured = Said & { reading: Reading };

const isMeasured = (one: Said): one is Measured => one.reading !== undefined;

const plainText = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

/** The sentence, the title and the record say the same. */
const compared = new WeakMap<Measured, Part[]>();

function comparison(one: Measured, from: Provenance): Part[] {
  const parts = compared.get(one) ?? compare(one, from);
  compared.set(one, parts);
  return parts;
}

const SIGNS = { below: { beyond: '<', back: '≥' }, above: { beyond: '>', back: '≤' } } as const;

/** The value beside the condition that it is or is not beyond. */
function compare({ rule, kind, reading }: Measured, from: Provenance): Part[] {
  const condition = rule.condition as LevelCondition;
  const { value, limit } = readingFigures({ condition, reading, from });
  const sign = SIGNS[reading.side][kind === 'resolved' ? 'back' : 'beyond'];
  const held = rule.forMs > 0 ? ` for ${showDuration(rule.forMs)}` : '';
  return [`${nameOf({ condition, reading })} `, value, ` ${sign} `, limit, held];
}

function sentence({ one, scene }: { one: Said; scene: Scene }): Part[] {
  const { number, rule } = one;
  const { from } = scene;
  if (!isMeasured(one)) return [`#${number} `, ...happeningParts({ rule, scene })];
  const lasted = showDuration(scene.now - one.since);
  return [`#${number} `, ...comparison(one, from), ...after({ one, from, lasted })];
}

function after({ one, from, lasted }: { one: Measured; from: Provenance; lasted: string }): Part[] {
  const since = new Date(one.since).toISOString().slice(11, 16);
  switch (one.kind) {
    case 'resolved':
      return [`. It lasted ${lasted}`, ...depth({ one, from }), '.'];
    case 'reminded':
      return [`, for ${lasted} now.`];
    default:
      return [`, since ${since} UTC.`];
  }
}

function depth({ one, from }: { one: Measured; from: Provenance }): Part[] {
  const { rule, reading, deepest } = one;
  if (deepest === undefined) return [];
  const condition = rule.condition as LevelCondition;
  const { value } = readingFigures({ condition, reading: { ...reading, value: deepest }, from });
  return [
    reading.side === 'below' ? ', at its lowest ' : ', at its highest ',
    { ...value, label: 'Furthest' },
  ];
}

/** What moved and what it means, where any of the rules is about the hashprice or a site. */
function explained({ said, scene }: { said: readonly Said[]; scene: Scene }): Block[] {
  if (said.every(({ rule: { condition } }) => condition.kind === 'sources')) return [];
  const { moved, lines, payouts, from } = scene;
  return [
    ...(moved.length > 0 ? [{ kind: 'text' as const, parts: moved }] : []),
    ...impactBlocks({ lines, payouts, before: before({ said, scene }), from }),
  ];
}

/** What was paid before the retarget that is told of: the difficulty alone has changed. */
function before({ said, scene }: { said: readonly Said[]; scene: Scene }): Payouts | undefined {
  const retarget = said.some(
    ({ rule: { condition: it } }) => it.kind === 'happening' && it.what === 'retarget',
  );
  const { difficulty } = scene.sample;
  if (!retarget || difficulty === undefined) return undefined;
  const { previousRetargetPercent } = scene.snapshot.chain.value;
  return payoutsOf({ ...scene.sample, difficulty: difficulty / (1 + previousRetargetPercent / 100) });
}

/** The buttons: what can be done about the rules that fire, and where to read on. */
function actionsFor(said: readonly Said[]): Action[] {
  const plain = (label: string, command: string): Action => ({ label, command, style: 'plain' });
  const firing = said.filter(({ kind }) => kind === 'fired' || kind === 'reminded');
  const numbers = firing.map(({ number }) => number).join(',');
  const sites = said.flatMap(({ reading }) => (reading?.site ? [reading.site.line.name] : []));
  const profit = sites[0] === undefined ? 'profit all' : `profit ${quote(sites[0])}`;
  return [
    ...(firing.length === 0
      ? []
      : [
          plain('Acknowledge', `alert ack ${numbers}`),
          plain('Mute 1 h', `alert mute ${numbers} 1h`),
          plain('Mute 24 h', `alert mute ${numbers} 24h`),
          plain('Mute until recovered', `alert mute ${numbers} until=recovered`),
        ]),
    plain('Show profit', profit),
    plain('Explain', `alert show ${said[0]?.number}`),
  ];
}
