// A running desk in a process of its own, whose answers are asked for their pictures, or not.
import { renderPlain } from '../../src/chat/show/plain.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';
import { openSideDesk } from '../sideDesk.ts';

export interface PictureSettings {
  directory: string;
  marketUrl: string;
  isPainted: boolean;
}

const { isPainted, ...where } = JSON.parse(process.argv[2]!) as PictureSettings;
const desk = await openSideDesk(where);
const address = { adapter: 'console', tenant: 'console:local', channel: 'bench' };
const person = { id: 'operator', name: 'operator', standing: 'admin' as const, roles: [] };

/** No two are the same, so that each picture is painted. */
const lineOf = (count: number) =>
  [
    `profit ${count + 1} MW s21xp at $45/MWh`,
    `breakeven ${count + 1} MW s21xp at $45/MWh`,
    `whatif demo price=${80 + count / 10}k`,
    `profit ${count + 1} MW s19jpro at $40/MWh`,
  ][count % 4]!;

/** MB of this process after each answer, and how many pictures there were. */
async function answered(count: number) {
  const residentMb: number[] = [];
  let painted = 0;
  for (let asked = 0; asked < count; asked += 1) {
    const reply = await desk.bot.handle({ address, person, ask: { text: lineOf(asked) } });
    if (reply === undefined || reply.tone === 'error') throw new Error(`${lineOf(asked)}: ${reply?.title}`);
    renderPlain({ reply, now: Date.now(), width: 80, colour: false });
    if (isPainted && (await desk.bot.picture?.({ reply, tenant: address.tenant }))) painted += 1;
    residentMb.push(process.memoryUsage.rss() / 2 ** 20);
  }
  return { residentMb, painted };
}

answerQuestions(answered);
