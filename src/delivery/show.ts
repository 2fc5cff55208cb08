import type { Block, Part } from '../chat/reply.ts';
import { showAge } from '../chat/show/age.ts';
import { figure } from '../chat/show/figures.ts';
import type { Queue } from './queue.ts';

/** The blocks that show what is not delivered; none when everything is. */
export function queueBlocks({ queue, now }: { queue: Queue; now: number }): Block[] {
  const { waiting, dead } = queue;
  return [
    ...(waiting > 0 ? [waitingText(queue, now)] : []),
    ...(dead.length > 0 ? deadBlocks(queue, now) : []),
  ];
}

const count = (label: string, value: number, now: number): Part =>
  figure({ metric: 'messageCount', label, value, from: { source: 'store', observedAt: now } });

function waitingText({ waiting, oldest }: Queue, now: number): Block {
  const parts: Part[] = ['Messages on their way: ', count('Waiting', waiting, now)];
  if (oldest)
    parts.push(`; the oldest was due ${showAge({ asOf: new Date(oldest.dueAt).toISOString(), now })}`);
  const reason = oldest?.reason === undefined ? '.' : `. ${oldest.reason}`;
  return { kind: 'text', parts: [...parts, reason] };
}

function deadBlocks({ dead, deadTotal }: Queue, now: number): Block[] {
  const shown = dead.length < deadTotal ? `; the latest ${dead.length} are shown.` : '.';
  return [
    {
      kind: 'note',
      tone: 'warning',
      parts: ['Messages that could not be delivered: ', count('Given up', deadTotal, now), shown],
    },
    {
      kind: 'table',
      columns: [
        { label: 'Id', align: 'right' },
        { label: 'Message', align: 'left' },
        { label: 'Why', align: 'left' },
      ],
      rows: dead.map(({ id, title, reason }) => [String(id), title, reason]),
    },
    {
      kind: 'actions',
      actions: [
        { label: 'Try all again', command: 'outbox retry all', style: 'primary' },
        { label: 'Drop all', command: 'outbox drop all', style: 'danger' },
      ],
    },
  ];
}
