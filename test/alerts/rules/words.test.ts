import { describe, expect, it } from 'vitest';
import { adapters } from '../../../adapters/index.ts';
import { isContradiction, isDuplicate } from '../../../src/alerts/rules/conflict.ts';
import { describeCondition, describeRule } from '../../../src/alerts/rules/describe.ts';
import { conditionSchema } from '../../../src/alerts/rules/rule.ts';
import { readEdit, readRule } from '../../../src/alerts/rules/words.ts';
import type { Mention } from '../../../src/chat/people.ts';
import { UserError } from '../../../src/common/errors.ts';
import { toy } from '../../support/toy/index.ts';

const mentionsOf = (name: string): readonly Mention[] =>
  [...adapters, toy].find((adapter) => adapter.name === name)?.mentions ?? [];

const known = {
  mentions: mentionsOf('console'),
  sites: [
    { name: 'Rockdale', machines: ['S21 XP', 'S19j Pro'] },
    { name: 'Fort Worth', machines: ['S21'] },
    { name: 'The Post', machines: ['S21'] },
    { name: 'West Texas 2', machines: ['M60S++'] },
  ],
};

function said(text: string): string {
  const asked = readRule(text, known);
  expect(conditionSchema.parse(asked.condition)).toEqual(asked.condition);
  return describeRule({ forMs: 0, cooldownMs: 0, once: false, pings: [], ...asked });
}

describe('readRule()', () => {
  it.each([
    ['hashprice < 45', 'hashprice below $45.00/PH/day'],
    ['hashprice<45', 'hashprice below $45.00/PH/day'],
    ['hashprice > $0.05/TH/day', 'hashprice above $50.00/PH/day'],
    ['hashprice < 0.0005 BTC', 'hashprice in BTC below 0.00050000 BTC/PH/day'],
    ['hashprice in btc < 0.0005 BTC/PH/day', 'hashprice in BTC below 0.00050000 BTC/PH/day'],
    ['hashvalue < 50 sats/TH/day', 'hashprice in BTC below 0.00050000 BTC/PH/day'],
    ['hashprice < 46000 sats/PH/day', 'hashprice in BTC below 0.00046000 BTC/PH/day'],
    ['hashprice < 45.005', 'hashprice below $45.01/PH/day (exactly 45.005)'],
    ['price > 101,000.50', 'BTC price above $101,001 (exactly 101,000.5)'],
    ['rockdale margin% < -15.25', 'Rockdale margin of revenue below −15.3% (exactly −15.25)'],
    ['hashprice drops 10% in 24h', 'hashprice drops 10% in 1 day'],
    ['difficulty goes up by 3% in 2 weeks', 'difficulty rises 3% in 14 days'],
    ['network hashrate decreases 10% in 2 days', 'network hashrate drops 10% in 2 days'],
    ['price moves 5% in 1h', 'BTC price moves 5% in 1 h'],
    ['btc price falls by 7.5% within 2 days', 'BTC price drops 7.5% in 2 days'],
    ['bitcoin > 100k', 'BTC price above $100,000'],
    ['price drops below 80k', 'BTC price below $80,000'],
    ['difficulty > 150T', 'difficulty above 150.00 T'],
    ['network hashrate > 1.1 ZH/s', 'network hashrate above 1,100 EH/s'],
    ['fees > 10%', 'fee share above 10.00%'],
    ['next retarget > +3%', 'next retarget above +3.00%'],
    ['rockdale margin < 0', 'Rockdale margin below $0.00/day'],
    ['rockdale margin < -$5k for 2h', 'Rockdale margin below −$5,000/day for 2 h'],
    ['rockdale margin% < 15 for 6h', 'Rockdale margin of revenue below 15.0% for 6 h'],
    ['rockdale margin < 15%', 'Rockdale margin of revenue below 15.0%'],
    ["Rockdale's margin is below zero".replace('zero', '0'), 'Rockdale margin below $0.00/day'],
    ['rockdale headroom < 10%', 'Rockdale headroom below 10.0%'],
    ['west texas 2 headroom under 5', 'West Texas 2 headroom below 5.0%'],
    ['rockdale stops > $500/MWh', 'Rockdale stops a class within 30 min at power above $500.00/MWh'],
    [
      'tell me before rockdale stops > 500 in 1h for 5m once',
      'Rockdale stops a class within 1 h at power above $500.00/MWh for 5 min; once',
    ],
    ['any site margin < 0', 'any site margin below $0.00/day'],
    ['any of our sites unprofitable', 'any site margin below $0.00/day'],
    ['rockdale s19jpro unprofitable', 'Rockdale S19j Pro unprofitable'],
    ['rockdale S21 XP is under water for 1h', 'Rockdale S21 XP unprofitable for 1 h'],
    [
      'rockdale power > breakeven for 15m',
      'Rockdale power price above its breakeven, all cash costs given for 15 min',
    ],
    ['rockdale power > $60/MWh', 'Rockdale power price above $60.00/MWh'],
    ['rockdale power above 6c', 'Rockdale power price above $60.00/MWh'],
    ['tell me when hashprice is below 45 for half an hour', 'hashprice below $45.00/PH/day for 30 min'],
    ['let us know if the price rises 5% in an hour', 'BTC price rises 5% in 1 h'],
    ['alert me when any site’s margin drops below 0', 'any site margin below $0.00/day'],
    ['fort worth margin < 0', 'Fort Worth margin below $0.00/day'],
    ['tell me when fort worth loses money', 'Fort Worth margin below $0.00/day'],
    ['the post margin < 0', 'The Post margin below $0.00/day'],
    ['one of my sites loses money', 'any site margin below $0.00/day'],
    ["any of our sites' margin < 0", 'any site margin below $0.00/day'],
    ['price drops by more than 5% in an hour', 'BTC price drops 5% in 1 h'],
    ['price up at least 5% within 1h', 'BTC price rises 5% in 1 h'],
    ['price climbs above 100k', 'BTC price above $100,000'],
    ['next halving', 'halving milestones'],
    ['hashprice < 45 for=1h cooldown=2h', 'hashprice below $45.00/PH/day for 1 h; cooldown 2 h'],
    ['halving', 'halving milestones'],
    ['tell me about the halving', 'halving milestones'],
    ['difficulty adjusted', 'difficulty adjusted'],
    ['retarget', 'difficulty adjusted'],
    ['source lost', 'a price source lost or disagreeing'],
    ['a price source is lost or disagrees', 'a price source lost or disagreeing'],
    [
      'hashprice < 45 for 30m, once, remind every 6h, cooldown 1h',
      'hashprice below $45.00/PH/day for 30 min; once; reminder every 6 h; cooldown 1 h',
    ],
    [
      'hashprice < 45 for 1h30m, remind every hour',
      'hashprice below $45.00/PH/day for 1 h 30 min; reminder every 1 h',
    ],
    [
      'hashprice < 45 for 2 days and 6 hours, remind every 0m',
      'hashprice below $45.00/PH/day for 2 days 6 h',
    ],
    ['hashprice < 45 ping=<@U0123456789> once=yes', 'hashprice below $45.00/PH/day; once; names U0123456789'],
    [
      'hashprice < 45 ping <@U0123456789> and <@&123456789012345678>',
      'hashprice below $45.00/PH/day; names U0123456789, 123456789012345678',
    ],
  ])('reads “%s” as “%s”', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each([
    ['slack', 'ping <@U012|ada>, <!subteam^S9|ops> and U0123ABCD', ['U012', 'S9', 'U0123ABCD']],
    [
      'discord',
      'ping <@!123456789012345678>, <@&223456789012345678>',
      ['123456789012345678', '223456789012345678'],
    ],
    ['telegram', 'ping <@12345>, 678 once', ['12345', '678']],
    ['toy', 'ping {person:ada} and {person:bo} for 30m', ['ada', 'bo']],
  ])('reads whom an alert names as %s writes it: %s', (platform, clause, pings) => {
    expect(readRule(`hashprice < 45 ${clause}`, { ...known, mentions: mentionsOf(platform) }).pings).toEqual(
      pings,
    );
  });

  it('refuses a channel where people are named, and how another platform writes them', () => {
    const slack = { ...known, mentions: mentionsOf('slack') };
    expect(() => readRule('hashprice < 45 ping <#C0123ABCD>', slack)).toThrow(
      'An alert names people and roles, and tells the channel in which it was added.',
    );
    expect(() => readRule('hashprice < 45 ping {person:ada}', slack)).toThrow(
      'I do not understand “ping {person:ada}”.',
    );
  });

  it.each([
    [
      'hashprice',
      'I read nothing after the metric where a limit or a change was expected, such as hashprice < $45.',
    ],
    [
      'hashprice < 0.05',
      'A hashprice of 0.05 could be per TH or per PH: write $0.05/TH/day or $0.05/PH/day.',
    ],
    ['hashprice < 45 MW', 'I read “45 MW” where a limit or a change was expected, such as hashprice < $45.'],
    [
      'hashprice < -5',
      '“-5” is below zero, which the hashprice never is. Write a limit such as hashprice < $45.',
    ],
    [
      'price below -$100',
      '“-$100” is below zero, which the BTC price never is. Write a limit such as price < 80k.',
    ],
    [
      'price < minus 5',
      '“minus 5” is below zero, which the BTC price never is. Write a limit such as price < 80k.',
    ],
    ['hashprice drops 10%', 'Say within what time: drops 10% in 24h.'],
    [
      'hashprice drops 10% in 2m',
      'The window of a change must be between 5 min and 365 days in whole minutes, read “2m”.',
    ],
    [
      'hashprice drops 10% in 30 seconds',
      'I read “30 seconds”, expected a time such as 24h: drops 10% in 24h.',
    ],
    [
      'price drops more than 5000',
      'I read “drops more than 5000” where a limit or a change was expected, such as price < 80k.',
    ],
    [
      'price rises more than 5000',
      'I read “rises more than 5000” where a limit or a change was expected, such as price < 80k.',
    ],
    ['hashprice drops 100% in 24h', 'A drop must be between 0.01 and 99.99 %, read “drops 100%”.'],
    [
      'network hashrate drops 10% in 7 days',
      'The network hashrate is remembered for 2 days: a change of it can be watched within that.',
    ],
    [
      'hashprice < 50000 sats',
      'A hashprice in BTC must be between 0.0000001 and 0.01 BTC/PH/day, read “50000 sats”.',
    ],
    [
      `hashprice < 45 ping ${Array.from({ length: 11 }, (_, at) => `U0000000${at}`).join(' ')}`,
      'An alert names at most 10 people and roles, read 11.',
    ],
    ['price < 5', 'A BTC price must be between 100 and 100,000,000 USD, read “5”.'],
    ['rockdale power < breakeven', 'Power below breakeven is the good case. Watch power > breakeven.'],
    ['rockdale power > 6', 'A power price of 6 could mean 6c per kWh or $6 per MWh: write 6c or $6/MWh.'],
    ['rockdale m50 unprofitable', 'Rockdale has no M50. Its machines: S21 XP, S19j Pro.'],
    [
      'hashprice < 45 forever',
      'I do not understand “forever”. After the condition you can say: for 30m · cooldown 1h · remind every 6h · once · ping <id>. Another condition is an alert of its own.',
    ],
    ['hashprice < 45 for 1h for 2h', '“for 2h” says a second time what was said before: say it once.'],
    [
      'rockdale',
      'I read nothing after Rockdale, where one of these was expected: margin < 0, margin% < 15, headroom < 10%, power > breakeven, power > $60/MWh, stops > $500/MWh, or a machine with “unprofitable”.',
    ],
    ['hashprce < 45', 'There is no “hashprce” to watch. Did you mean hashprice?'],
    ['rokdale margin < 0', 'There is no “rokdale” to watch. Did you mean Rockdale?'],
    [
      'the weather',
      'I read “the weather”, which names nothing to watch. Name a market metric (hashprice, price, difficulty, hashrate, fees, next retarget), a site, or an event (halving, difficulty adjusted, source lost).',
    ],
  ])('refuses “%s”', (text, message) => {
    expect(() => readRule(text, known)).toThrow(UserError);
    expect(() => readRule(text, known)).toThrow(message);
  });
});

describe('readEdit()', () => {
  it.each([
    ['once', { once: true }],
    ['remind every 6h, ping <@U0123456789>', { remindMs: 21_600_000, pings: ['U0123456789'] }],
    ['remind 0m', { remindMs: undefined }],
    ['once hashprice < 31', { condition: { kind: 'market', metric: 'hashprice', side: 'below', limit: 31 } }],
  ])('reads “%s”', (text, asked) => {
    expect(readEdit(text, known)).toStrictEqual(asked);
  });

  it('refuses what is neither a condition nor follows one', () => {
    expect(() => readEdit('below 41', known)).toThrow('which names nothing to watch');
    expect(() => readEdit('once more', known)).toThrow('I do not understand “more”');
  });
});

describe('conflicts', () => {
  const address = { adapter: 'slack', tenant: 't', channel: 'C1' };
  const placed = (text: string, channel = 'C1') => ({
    forMs: 0,
    ...readRule(text, known),
    address: { ...address, channel },
  });

  it('isDuplicate() tells the same condition in the same channel', () => {
    expect(isDuplicate(placed('hashprice < 45'), placed('tell me when hashprice is under $45'))).toBe(true);
    expect(isDuplicate(placed('hashprice < 45'), placed('hashprice < 45', 'C2'))).toBe(false);
    expect(isDuplicate(placed('hashprice < 45'), placed('hashprice < 45 for 1h'))).toBe(false);
  });

  it('isContradiction() tells two rules of which one always fires', () => {
    expect(isContradiction(placed('hashprice < 50'), placed('hashprice > 45'))).toBe(true);
    expect(isContradiction(placed('hashprice < 45'), placed('hashprice > 50'))).toBe(false);
    expect(isContradiction(placed('rockdale margin < 10'), placed('west texas 2 margin > 5'))).toBe(false);
  });

  it('describeCondition() names the unit of a change of a percentage', () => {
    expect(describeCondition(readRule('fees rises 3% in 24h', known).condition)).toBe(
      'fee share rises 3 points in 1 day',
    );
  });
});
