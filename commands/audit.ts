import { type AuditRecord, type Block, command, figure, reply } from 'hashdesk';

const MOST = 50;

export default command({
  name: 'audit',
  summary: 'Who changed what, and when, newest first; for those who may change',
  parameters: {},
  examples: ['audit'],
  forPeople: true,
  async run(_, { access, now }) {
    const { records, total } = await access.audit({ most: MOST });
    const from = { source: 'store', observedAt: now() };
    const count = figure({ metric: 'changeCount', value: total, from });
    const parts = [count, total === 1 ? ' change is on record' : ' changes are on record'];
    const shown = records.length < total ? `; the latest ${records.length} are shown.` : '.';
    return reply({
      title: 'Who changed what',
      visibility: 'private',
      blocks: [{ kind: 'text', parts: [...parts, shown] }, ...(total > 0 ? [changes(records)] : [])],
    });
  },
});

function changes(records: readonly AuditRecord[]): Block {
  return {
    kind: 'table',
    columns: [
      { label: 'When (UTC)', align: 'left' },
      { label: 'Who', align: 'left' },
      { label: 'What', align: 'left' },
      { label: 'Detail', align: 'left' },
    ],
    rows: records.map(({ at, by, verb, object, detail }) => [
      new Date(at).toISOString().slice(0, 16).replace('T', ' '),
      by.name === by.id ? by.id : `${by.name} (${by.id})`,
      `${verb} ${object}`,
      detail,
    ]),
  };
}
