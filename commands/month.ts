import { answers, command, economics, parameters, UserError } from 'hashdesk';

export default command({
  name: 'month',
  leadsTo: 'hashprice',
  summary: 'How mining revenue per hash moved in a month: price, difficulty, fees, subsidy, and the mix',
  parameters: {
    month: parameters.month({
      description: 'The month; without it the last one that is known',
      positional: true,
    }),
  },
  examples: ['month', 'month 2025-09'],
  async run({ month }, context) {
    const snapshot = await context.market.snapshot();
    const known = answers.knownMonths(snapshot);
    const wanted = month ?? lastWhole({ known, now: snapshot.now });
    const find = (name: string) => known.find((one) => one.month === name);
    const [before, after] = [find(economics.addMonths({ month: wanted, months: -1 })), find(wanted)];
    if (before === undefined || after === undefined) throw unknown({ wanted, known });
    return answers.monthAnswer({ before, after });
  },
});

/** The month that runs is no month yet. */
function lastWhole({ known, now }: { known: readonly answers.KnownMonth[]; now: number }): string {
  const running = economics.monthOfTime({ time: now });
  const whole = known.filter(({ month, partial }) => month < running || partial === undefined);
  return whole.at(-1)?.month ?? running;
}

function unknown({ wanted, known }: { wanted: string; known: readonly answers.KnownMonth[] }): UserError {
  const [first, last] = [known[1]?.month, known.at(-1)?.month];
  return new UserError(
    `There is no history of ${wanted} and the month before it. Known are ${first} to ${last}.`,
    { suggestions: [`month ${last}`] },
  );
}
