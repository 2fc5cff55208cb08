import { fleetWords } from '../../chat/parameters/index.ts';
import { quote } from '../../chat/read/quote.ts';
import { type Action, type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { type FleetItem, machineLabel } from '../../economics/index.ts';
import { type FleetFile, type MinerGroup, measuredFleet } from '../../sites/fleet/index.ts';
import { siteLine } from './forms.ts';
import { SITE_DEFAULTS } from './inputs.ts';

/** A file that was read, and the site that it is for. */
interface Preview {
  file: FleetFile;
  /** What the file is called. */
  source: string;
  site: string;
  /** Whether there is a site of that name, whose fleet would be replaced. */
  isPresent: boolean;
  now: number;
}

/** A longer command is not put on a button: platforms and people cannot hold it. */
const LONGEST_LINE = 3_000;

/** What was understood of a file, before it is kept: its columns, its machines, and a button for each way to keep them. */
export function importPreview(asked: Preview): Reply {
  const { file, site, isPresent } = asked;
  const measured = file.miners && measuredFleet(file.miners);
  const ways = [
    { label: 'nameplate', fleet: file.fleet },
    ...(measured ? [{ label: 'measured', fleet: measured }] : []),
  ];
  return reply({
    title: isPresent ? `Replace the fleet of ${site}?` : `Add ${site} with this fleet?`,
    tone: 'warning',
    visibility: 'private',
    blocks: [
      { kind: 'text', parts: [columnWords(file)] },
      file.miners ? minersTable({ ...asked, miners: file.miners }) : classesTable(asked),
      ...leftOut(file),
      {
        kind: 'text',
        parts: [`Nothing is kept yet. To keep it without a button: ${yesLine(site)}, with the file.`],
      },
      { kind: 'actions', actions: ways.flatMap((way) => keepAction({ ...asked, ...way })) },
    ],
  });
}

/** Whether the file leaves no doubt: classes under the desk's own names. */
export const isPlain = ({ titles, miners }: FleetFile): boolean =>
  miners === undefined && titles.every(({ column, exact }) => column === undefined || exact);

/** What of a file does not count: places with a count of 0, and miners that do not run. */
export function leftOut({ empty, miners = [] }: FleetFile): Block[] {
  const stopped = miners.reduce((sum, { offline }) => sum + offline, 0);
  const sentences = [
    ...(empty.length > 0 ? [`Left out, with a count of 0: ${listed(empty)}.`] : []),
    ...(stopped > 0
      ? [`Left out, not running: ${stopped.toLocaleString('en-US')} ${stopped === 1 ? 'miner' : 'miners'}.`]
      : []),
  ];
  return sentences.length === 0 ? [] : [{ kind: 'note', tone: 'info', parts: [sentences.join(' ')] }];
}

const MOST_LISTED = 10;

const listed = (places: readonly string[]): string =>
  places.length <= MOST_LISTED
    ? places.join(', ')
    : `${places.slice(0, MOST_LISTED).join(', ')} and ${places.length - MOST_LISTED} more`;

function columnWords({ titles, miners }: FleetFile): string {
  const named = titles.filter(({ title }) => title !== '');
  const read = named.flatMap(({ title, column }) =>
    column === undefined ? [] : [`“${title}” as ${column}`],
  );
  const unread = named.flatMap(({ title, column }) => (column === undefined ? [`“${title}”`] : []));
  const rows = miners ? 'One miner a row. ' : '';
  return `${rows}Read ${read.join(', ')}.${unread.length > 0 ? ` Not used: ${listed(unread)}.` : ''}`;
}

type Cell = { metric: 'machineCount' | 'machineHashrateThPerS' | 'machinePowerW'; value: number | undefined };

function minersTable({ miners, source, now }: Preview & { miners: readonly MinerGroup[] }): Block {
  const from = { source, observedAt: now };
  const rows = miners.map(({ machine, online, offline, measuredThPerS, measuredW }): Part[] => {
    const label = machineLabel({ machine });
    const cell = (of: string, { metric, value }: Cell): Part =>
      value === undefined ? '—' : figure({ metric, value, subject: `${label}, ${of}`, from });
    return [
      label,
      cell('running', { metric: 'machineCount', value: online }),
      cell('not running', { metric: 'machineCount', value: offline }),
      cell('nameplate', { metric: 'machineHashrateThPerS', value: machine.hashrateThPerS }),
      cell('measured', { metric: 'machineHashrateThPerS', value: measuredThPerS }),
      cell('measured', { metric: 'machinePowerW', value: measuredW }),
    ];
  });
  return table(['Machine', 'Running', 'Not running', 'Nameplate', 'Measured', 'Measured W'], rows);
}

function classesTable({ file, source, now }: Preview): Block {
  const from = { source, observedAt: now };
  const rows = file.fleet.map(({ machine, count }, index): Part[] => {
    const subject = `${machineLabel({ machine })}, ${index + 1}`;
    return [
      machineLabel({ machine }),
      figure({ metric: 'machineCount', value: count, subject, from }),
      figure({ metric: 'machineHashrateThPerS', value: machine.hashrateThPerS, subject, from }),
    ];
  });
  return table(['Machine', 'Machines', 'TH/s each'], rows);
}

const table = ([first = '', ...others]: string[], rows: Part[][]): Block => ({
  kind: 'table',
  columns: [{ label: first, align: 'left' }, ...others.map((label) => ({ label, align: 'right' as const }))],
  rows,
});

function keepAction(asked: Preview & { label: string; fleet: readonly FleetItem[] }): Action[] {
  const { site, isPresent, label, fleet } = asked;
  const words = fleetWords({ fleet, pue: SITE_DEFAULTS.pue });
  const command = `${siteLine({ verb: isPresent ? 'edit' : 'add', name: site })} fleet=${quote(words)}`;
  const count = fleet.reduce((sum, item) => sum + item.count, 0).toLocaleString('en-US');
  // A machine described by hand would lose its name on the way through a command line.
  const isWhole = command.length <= LONGEST_LINE && !words.includes(' custom ');
  return isWhole ? [{ label: `Keep ${count}, ${label}`, command, style: 'primary' }] : [];
}

const yesLine = (site: string): string => `${siteLine({ verb: 'import', name: site })} --yes`;
