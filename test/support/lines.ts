import fc from 'fast-check';

const of = (...values: string[]) => fc.constantFrom(...values);
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), arbitrary);
const line = (...parts: (string | fc.Arbitrary<string>)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((words) => words.filter((word) => word !== '').join(' '));

const machine = of('s21xp', 'S21 XP', 'M60S++', 's19jpro', 'S19 Pro', 'm30s++', 'custom 234TH 3510W');
const site = of('rockdale', 'Rockdale', 'fargo', '"West Texas"', 'west texas', 'demo', 'Demo Basin', '"=x"');
const price = of('$45/MWh', '4.5c', '45', '-$5/MWh', '0.06 $/kWh', '120', '€40', '1e3');
const size = of('100 MW', '3', '20000', '250 kW', '1.2 GW', '0.5 MW');
const input = of(
  ...['pue=1.03', 'fee=2%', 'uptime=97%', 'scheme=PPS', 'opex=$2', 'opexMonthly=250k', 'demand=5'],
  ...['interconnect=90', 'sga=1m/year', 'interest=$1k', 'capex=$50M', 'depreciation=4', 'zone=UTC'],
);
const change = of(
  ...['price=90k', 'price=+5%', 'hashprice=-20%', 'hashprice=45', 'power=60', 'power=x0.5', 'fees=0.3'],
  ...['difficulty=+6%', 'hashrate=1000 EH', 'fleet="5000 s19jpro @31"'],
);
const flag = of('--private', '--public', '--yes', '--json');
const fleet = fc.oneof(line(size, machine), line(size, machine, ',', '500', machine));

/** Lines that a person may well mean: most of them can be answered. */
const meant = fc.oneof(
  line(
    of('profit', 'margin', '/profit', 'PROFIT'),
    fc.oneof(site, fleet, of('', 'all')),
    maybe(price),
    maybe(input),
  ),
  line('profit', fleet, 'at', price, input, maybe(flag)),
  line(of('breakeven', 'hashcost'), fc.oneof(site, machine, fleet), maybe(input)),
  line('whatif', site, change, maybe(change), maybe(input)),
  line(
    of('hashprice', 'difficulty', 'halving', 'status', 'explain', 'help', 'site list', 'access show'),
    maybe(flag),
  ),
  line('machines', maybe(of('hydro', 's21', 'microbt', 'all')), maybe(price)),
  line('help', of('profit', 'site', 'site add', 'whatif', 'explain')),
  line('site add', site, fleet, 'at', price, maybe(input)),
  line('site edit', site, input, maybe(input)),
  line(of('site show', 'site export', 'site remove'), site, maybe(flag)),
  line('site import', site, of('fleet.csv', 'model,count\nS21 XP,5\n', '[{"model":"S19","count":2}]')),
);

const piece = fc.oneof(
  of(
    '=',
    ':',
    ',',
    ';',
    '"',
    "'",
    '“',
    '@',
    '%',
    '$',
    '-',
    '−',
    '--',
    '—',
    '\n',
    '\t',
    '\\',
    '<',
    '`',
    '+',
    '^',
    '¢',
  ),
  of('-5', '0', '1e999', '1e-999', '9'.repeat(40), '1,2,3', '½', '٣', '0x1f', '-0', '1.2.3', '1/0', '４５'),
  of(
    '__proto__',
    'constructor',
    'toString',
    '__proto__=1',
    '{}',
    '[]',
    'null',
    '=1+1',
    '<!channel>',
    '@everyone',
  ),
  of('\u202e', '\u0000', '\u001b[2J', '\ud800', '💥💥', 'ß', 'İ', '日本', 'e\u0301'),
  fc.string({ maxLength: 12 }),
  fc
    .array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 8 })
    .map((points) => String.fromCodePoint(...points)),
  fc.oneof(machine, site, price, size, input, change, flag),
);

/** A line with something put in, taken out or repeated at some place. */
const slipped = fc
  .tuple(meant, piece, fc.nat(), fc.nat(6), of('in', 'out', 'again', 'instead'))
  .map(([text, extra, seed, length, how]) => {
    const at = seed % (text.length + 1);
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    if (how === 'in') return head + extra + tail;
    if (how === 'again') return head + tail.slice(0, length) + tail;
    return head + (how === 'instead' ? extra : '') + tail.slice(length);
  });

const noise = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' '));
const begun = fc
  .tuple(
    of(
      'profit',
      'site add',
      'site edit rockdale',
      'whatif demo',
      'machines',
      'explain',
      'help',
      'site import x',
    ),
    noise,
  )
  .map((parts) => parts.join(' '));

/** Command lines as they come: meant, slipped, begun and left, and nothing like one. */
export const lines: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: meant },
  { weight: 3, arbitrary: slipped },
  { weight: 1, arbitrary: begun },
  { weight: 1, arbitrary: noise },
);
