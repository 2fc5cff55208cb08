import { describe, expect, it } from 'vitest';
import { quote } from '../../src/chat/read/quote.ts';
import { type BlockOf, figuresOf, type Reply, textOf } from '../../src/chat/reply.ts';
import { openTestDesk } from '../support/desk.ts';

const valueOfMetric = (reply: Reply, metric: string, subject?: RegExp): number | undefined =>
  figuresOf(reply).find((it) => it.metric === metric && (!subject || subject.test(it.subject ?? '')))?.value;

describe('pivot', () => {
  it('says the same to the same question, and other paths for another seed', async () => {
    const desk = openTestDesk();
    const [one, two, other] = [
      await desk.ask('pivot demo paths=500'),
      await desk.ask('pivot demo paths=500'),
      await desk.ask('pivot demo paths=500 seed=2'),
    ];
    const p50 = ({ reply }: typeof one) => valueOfMetric(reply, 'p50Usd', /mining/);
    expect(p50(one)).toBe(p50(two));
    expect(p50(other)).not.toBe(p50(one));
  });

  it('puts the question over the site over the tenant over the default', async () => {
    const desk = openTestDesk();
    const growth = async (line: string) =>
      valueOfMetric((await desk.ask(line)).reply, 'difficultyGrowthPercentPerYear');
    expect(await growth('pivot demo paths=100 path=falling')).toBe(5);
    await desk.ask('assumptions set difficultyGrowthPercentPerYear 10');
    expect(await growth('pivot demo paths=100 path=falling')).toBe(10);
    expect(await growth('pivot demo paths=100 path=falling assume="difficultyGrowthPercentPerYear=20"')).toBe(
      20,
    );
    await desk.ask('assumptions set difficultyGrowthPercentPerYear 12 site="Demo Prairie"');
    expect(await growth('pivot demo paths=100 path=falling')).toBe(12);
    const elsewhere = { tenant: 'slack:T0ELSEWHERE' };
    const { reply } = await desk.ask('pivot demo paths=100 path=falling', elsewhere);
    expect(valueOfMetric(reply, 'difficultyGrowthPercentPerYear')).toBe(5);
  });

  it('offers what limits a lease in a form: filled with what is kept, sent back it changes nothing', async () => {
    const desk = openTestDesk();
    await desk.ask(
      'site add fargo 60 MW s21xp at 40 gross=120 energised=60 firm=90 online=2027-09 ratio=1.25 retrofit=no',
    );
    const shown = async () => (await desk.ask('site show fargo')).text.replaceAll(/(more|sheet) a\d+/g, '$1');
    const before = await shown();
    const forms = (await desk.ask('site edit fargo')).reply.blocks.filter(({ kind }) => kind === 'form');
    const { command, fields } = forms[1] as BlockOf<'form'>;
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['gross', '120 MW'],
      ['energised', '60 MW'],
      ['firm', '90 MW'],
      ['online', '2027-09'],
      ['ratio', '1.25'],
      ['retrofit', 'no'],
    ]);
    const send = (value: (typeof fields)[number]) => `${value.name}=${quote(value.value ?? '')}`;
    await desk.ask([command, ...fields.map(send)].join(' '));
    expect(await shown()).toBe(before);
    await desk.ask(`${command} firm="50 MW" retrofit="yes"`);
    expect((await desk.ask('audit')).text).toMatch(/Firm 90 MW → 50 MW; Retrofit no →\s+yes/);
  });

  it('keeps what is assumed for a site with it: renamed with the site, gone with the site', async () => {
    const desk = openTestDesk();
    const add = () => desk.ask('site add fargo 60 MW s21xp at 40');
    const tax = async (site: string) =>
      valueOfMetric((await desk.ask(`assumptions taxPercent site=${site}`)).reply, 'taxPercent');
    await add();
    await desk.ask('assumptions set taxPercent 25 site=fargo');
    await desk.ask('site edit fargo name=bismarck');
    expect(await tax('bismarck')).toBe(25);
    await add();
    expect(await tax('fargo')).toBe(0);
    await desk.ask('site remove bismarck --yes');
    await desk.ask('site edit fargo name=bismarck');
    expect(await tax('bismarck')).toBe(0);
  });

  it('takes what limits a site from the site, and says what binds', async () => {
    const desk = openTestDesk();
    await desk.ask(
      'site add fargo 60 MW s21xp at 40 gross=120 energised=60 firm=90 online=2027-09 ratio=1.25',
    );
    const { reply, text } = await desk.ask('pivot fargo paths=100');
    expect(valueOfMetric(reply, 'leasableMw')).toBe(90);
    expect(valueOfMetric(reply, 'criticalMw')).toBe(72);
    expect(text).toContain('what is firm');
    expect((await desk.ask('site show fargo')).text).toContain('all energised in Sep 2027');
    await desk.ask('site edit fargo firm=50');
    expect(valueOfMetric((await desk.ask('pivot fargo paths=100')).reply, 'leasableMw')).toBe(50);
  });

  it('leaves the sites of others alone: a visitor may ask about the demo only', async () => {
    const desk = openTestDesk();
    await desk.ask('site add fargo 60 MW s21xp at 40');
    const visitor = { person: { id: 'v', standing: 'visitor' as const } };
    expect((await desk.ask('pivot fargo', visitor)).reply.tone).toBe('error');
    expect(
      (await desk.ask('comps add West Acme 10 MW critical 15y $250M triple-net', visitor)).reply.tone,
    ).toBe('error');
    expect((await desk.ask('pivot demo paths=100', visitor)).reply.tone).not.toBe('error');
  });

  it('shows how far a long simulation is, once a second', async () => {
    const desk = openTestDesk();
    const shown: string[] = [];
    const asked = desk.bot.handle({
      id: 'long',
      address: { adapter: 'console', tenant: 'console:local', channel: 'terminal' },
      person: { id: 'operator', name: 'operator', standing: 'admin', roles: [] },
      ask: { text: 'pivot demo paths=6000' },
      progress: ({ title }) => {
        shown.push(title);
      },
    });
    let isAnswered = false;
    // The clock goes on with each turn of the loop: a busy machine has fewer seconds in an answer, not more.
    const tick = () => {
      desk.clock.advance(400);
      if (!isAnswered) setImmediate(tick);
    };
    tick();
    await asked;
    isAnswered = true;
    expect(shown.length).toBeGreaterThan(0);
    for (const title of shown) expect(title).toMatch(/^Demo Prairie: simulating, \d+% done$/);
  });
});

describe('offer', () => {
  it('is compared with the tenant’s own deals too, and with nobody else’s', async () => {
    const desk = openTestDesk();
    const among = async (tenant?: string) => {
      const asked = tenant === undefined ? {} : { tenant };
      const { reply } = await desk.ask('offer 50 MW critical $140/kW-mo', asked);
      return valueOfMetric(reply, 'dealCount');
    };
    const before = await among();
    await desk.ask('comps add West Acme 10 MW critical 15y $250M triple-net');
    expect(await among()).toBe(before! + 1);
    expect(await among('slack:T0ELSEWHERE')).toBe(before);
  });

  it.each([
    [
      'offer 150 MW critical $140/kW-mo site=demo',
      /^150 MW critical is more than Demo Prairie can lease: 100 MW gross, which is 71\.4 MW critical at 1\.4/,
    ],
    ['offer 500 MW gross $140/kW-mo site=demo', /^500 MW gross is more than Demo Prairie can lease/],
    [
      'offer 90000 MW critical $140/kW-mo',
      /^90,000 MW critical takes 126,000 MW gross .* more than 100,000 MW/,
    ],
    [
      'offer 10 kW gross $140/kW-mo',
      /^0\.01 MW gross is too little: an offer is for at least 0\.01 MW critical/,
    ],
    [
      'offer 10 MW critical $3.7B over 10y',
      /^A total rent of \$3,700M over 10 years rising 3% a year on 10 MW critical begins with \$2,689\.61/,
    ],
    [
      'offer 50 MW critical average $1.5/kW-mo escalator=20% term=40y',
      /^An average rent of \$1\.5\/kW-month over 40 years rising 20%/,
    ],
    [
      'pivot demo forwards="2020-01=36"',
      /^I read “2020-01=36”: forwards are for months after this question begins, 2026-03 to 2076-02/,
    ],
    [
      'pivot demo forwards="2026-09=0"',
      /^I read “2026-09=0”: a forward must be between 0\.01 and 1,000,000 \$\/PH\/day/,
    ],
    ['pivot demo forwards="2026-09=36, 2026-09=37"', /^I read two forwards for 2026-09/],
    [
      'comps add West Acme 10 MW critical 5y $90B',
      /^Total, megawatts and term make an average rent of \$150,000\/kW-month/,
    ],
  ])('refuses in the words of who typed: %s', async (line, words) => {
    const { reply } = await openTestDesk().ask(line);
    expect(reply.tone).toBe('error');
    expect(reply.title).toMatch(words);
  });
});

describe('pivotAnswer()', () => {
  it('lists years that add up to the NPV of each plan when it is asked for CSV', async () => {
    const { reply } = await openTestDesk().ask('pivot demo csv=yes paths=100 tax=21%');
    const file = reply.blocks.find((block) => block.kind === 'file') as BlockOf<'file'>;
    const [head = '', ...lines] = file.content.trim().split('\n');
    const rows = lines.map((line) => line.split(','));
    const at = (column: string) => head.split(',').indexOf(column);
    const sum = (plan: string, column: string) =>
      rows.filter(([name]) => name === plan).reduce((total, row) => total + Number(row[at(column)]), 0);
    for (const [plan, subject] of [
      ['never lease', /mining$/],
      ['colocation', /, colocation$/],
      ['GPU cloud', /GPU cloud$/],
    ] as const)
      expect(sum(plan, 'present_value_usd')).toBeCloseTo(valueOfMetric(reply, 'siteNpvUsd', subject)!, 0);
    for (const row of rows) {
      const cell = (column: string) => Number(row[at(column)]);
      const cash = cell('noi_usd') - cell('capex_usd') + cell('proceeds_usd') - cell('tax_usd');
      expect(cell('cash_usd')).toBeCloseTo(cash, 0);
      expect(cell('equity_cash_usd')).toBeCloseTo(cell('cash_usd') + cell('debt_net_usd'), 0);
    }
  });

  it('says the gain of the one rule first, with the stress and what turns it beneath', async () => {
    const { reply } = await openTestDesk().ask('pivot demo paths=100');
    const gain = figuresOf(reply).find(({ metric }) => metric === 'gainUsd')!;
    expect(reply.title).toContain(gain.text);
    const metricsIn = (blocks: typeof reply.blocks) => figuresOf({ blocks }).map(({ metric }) => metric);
    expect(metricsIn(reply.blocks.slice(0, 1))).toEqual([
      'gainUsd',
      'incrementalNpvUsd',
      'capexUsd',
      'yieldOnCostPercent',
      'minimumDscr',
      'powerPriceUsdPerMwh',
    ]);
    expect(metricsIn(reply.blocks)).toContain('hashpriceOfPathChangePercent');
    const texts = reply.details!.filter((block) => block.kind === 'text').slice(0, 2);
    const [rule, turning] = texts.map((block) => metricsIn([block]));
    expect(rule).toEqual(expect.arrayContaining(['gainUsd', 'incrementalNpvUsd']));
    expect(turning).toContain('breakevenHashpriceOnPathUsdPerPhDay');
    // A hashprice that is typed moves month 1 and no other: what turns it is said of all months, and beside what it is.
    const [, turns] = reply.blocks.map((block) => (block.kind === 'text' ? textOf(block.parts) : ''));
    expect(turns).toMatch(
      /hashprice \d+% higher in every month of the network’s path, or held constant at today’s \$35\.05\/PH\/day\.$/u,
    );
  });

  it('has one path under the verdict: another one when it is asked for', async () => {
    const desk = openTestDesk();
    const inTenYears = async (path: string) =>
      valueOfMetric(
        (await desk.ask(`pivot demo paths=100 path=${path}`)).reply,
        'hashpriceOnPathUsdPerPhDay',
        /10/,
      );
    expect(await inTenYears('constant')).toBeCloseTo(35.05, 1);
    expect(await inTenYears('falling')).toBeLessThan((await inTenYears('network')) as number);
  });
});

describe('explain of pivot', () => {
  it.each([
    'pivot demo paths=100 tax=21%',
    'pivot demo paths=100 path=constant exit=cap',
    'pivot 100 MW s21xp at $30/MWh paths=100 hashprice=90 rent=$60',
    'pivot demo paths=100 firm=80 gross=140 energised=60 online=2027-06',
    'offer 50 MW critical 15y $140/kW-mo 3% nnn site=demo paths=100',
  ])('leads to every NPV, gain, IRR, cover and loan that is shown: %s', async (line) => {
    const { reply } = await openTestDesk().ask(line);
    const explained = new Map(
      reply.explanation.map(({ result }) => [`${result.metric} of ${result.subject}`, result.value]),
    );
    const led = /Npv|^npv|[iI]rrPercent$|^gainUsd$|Dscr$|^loanUsd$/;
    const shown = figuresOf(reply).filter(({ metric }) => led.test(metric) && metric !== 'minimumDscrSigned');
    expect(shown.length).toBeGreaterThan(20);
    for (const { metric, subject, value } of shown) {
      expect([...explained.keys()]).toContain(`${metric} of ${subject}`);
      expect(explained.get(`${metric} of ${subject}`)).toBeCloseTo(value, 2);
    }
  });
});

describe('offerAnswer()', () => {
  it('judges the terms by the same rule as pivot, and shows two deals alike', async () => {
    const line = 'offer 50 MW critical 15y $140/kW-mo 3% nnn paths=100';
    const { reply, text } = await openTestDesk().ask(line);
    const gain = valueOfMetric(reply, 'gainUsd', /, colocation$/);
    expect(gain).toBeCloseTo(
      valueOfMetric(reply, 'siteNpvUsd', /, colocation$/)! - valueOfMetric(reply, 'siteNpvUsd', /mining$/)!,
      0,
    );
    expect(valueOfMetric(reply, 'capexUsd', /, colocation$/)).toBe(500e6);
    expect(text).toContain('incremental NPV');
    expect(
      new Set(
        figuresOf(reply).flatMap(({ metric, subject }) =>
          metric === 'averageRentUsdPerKwMonth' ? [subject] : [],
        ),
      ).size,
    ).toBe(2);
  });
});
