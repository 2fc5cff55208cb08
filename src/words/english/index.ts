import type { Language } from '../language.ts';
import { alerts } from './alerts.ts';
import { common, verbs } from './common.ts';
import { earnings } from './earnings.ts';
import { fillers } from './fillers.ts';
import { kept } from './kept.ts';
import { lease } from './lease.ts';
import { market } from './market.ts';

export const english: Language = {
  ideas: { ...earnings, ...market, ...lease, ...alerts, ...kept },
  asides: {
    is: 'is, are, was, were, does, did, has',
    early: 'before, ahead of, in advance of, prior to',
    we: 'we, i, us, our, ours, my, me',
    give: 'give me, give us, send me, send us, get me, get us, gimme',
    tell: 'tell me, tell us, remind me, remind us',
    about: 'what about, how about',
    what: 'what, which, wat, whatd, whatre, whatll',
    how: 'how, hw, how much, how big, howd, howre, howll',
    when: `when, wen, whenever, as soon as, at what point, what point, which year, what year, what month,
      which month is, what day, whend, whenll`,
    who: 'who, whod, wholl',
    where: 'where, whered',
    if: 'if',
    at: 'at, @, for, with, w, on',
    to: 'to',
    by: 'by',
    in: 'in, within, inside, inside of, over, during',
    from: 'from, between',
    will: 'will, gonna, going to',
    would: 'would, wud, wuld',
    should: 'should, shall, would it be better to',
    or: 'or, and, &, +, instead of, rather than, instead, n',
    next: 'next, upcoming, coming',
    again: 'again',
    now: `now, right now, today, currently, current, at the moment, at present, these days, presently, nowadays,
      as of now, at current hashprice, at this hashprice, at todays hashprice, at the current hashprice,
      at current prices, at these prices, at todays prices, at spot, at current difficulty, at current levels`,
  },
  fillers,
  common,
  verbs,
  within: { point: 'point', and: 'and' },
  numbers: `zero 0, oh 0, one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven 11, twelve 12,
    thirteen 13, fourteen 14, fifteen 15, sixteen 16, seventeen 17, eighteen 18, nineteen 19, twenty 20, thirty 30,
    forty 40, fifty 50, sixty 60, seventy 70, eighty 80, ninety 90, hundred 100, thousand 1000, million 1000000`,
  inLines: 'bucks dollars, buck dollar',
  rewritten: [
    [
      /(?<![\d.,])(\d{1,3}),(\d{1,2})(?=\s?(?:[%¢$]|(?:c|cts?|cents?|usd|dollars?|[km]wh?|[ept]h|j)(?![a-z])))/giu,
      '$1.$2',
    ],
    [/(?<=\d) and a half(?![a-z])/giu, '.5'],
    [/(?<=[a-z]ty)-(?=(?:one|two|three|four|five|six|seven|eight|nine)(?![a-z]))/giu, ' '],
    [/(?<![a-z])half a year(?![a-z])/giu, '6 months'],
    [/(?<![a-z])(?:a|one) year and a half(?![a-z])/giu, '18 months'],
    [/(?<![a-z])midnight(?![a-z])/giu, '00:00'],
    [/(?<![a-z])noon(?![a-z])/giu, '12:00'],
    [/(?<=\d) (?:more|additional|extra|whole|full) (?=(?:month|year|day|hour)s?(?![a-z]))/giu, ' '],
    [/(?<=\d)\s?grand(?![a-z])/giu, 'k'],
    [/(?<![a-z])kilowatt[\s-]?hours?(?![a-z])/giu, 'kWh'],
    [/(?<![a-z])megawatt[\s-]?hours?(?![a-z])/giu, 'MWh'],
    [/(?<![a-z])(?:kw|kilowatts?)\s?(?:per|a|\/|-)?\s?mo(?:nth)?(?![a-z])/giu, 'kW-month'],
    [/(?<=\d)\s?exahash(?:es)?(?![a-z])/giu, ' EH'],
    [/(?<=\d)\s?petahash(?:es)?(?![a-z])/giu, ' PH'],
    [/(?<=\d)\s?terahash(?:es)?(?![a-z])/giu, ' TH'],
    [/(?<=dollars|bucks|usd|cents)\s(?=[km]wh(?![a-z]))/giu, '/'],
    [/(?<=\d)\s?(?:pieces?|pcs?|units?|x)\s(?:of\s)?(?=[a-z]{1,3}\d)/giu, ' '],
  ],
  endings: [/(?<![su])s$/u, /(?:ing|(?<!e)ed)$/u, /([b-df-hj-np-tv-z])(?=\1$)/u, /e$/u],
  months: 'january, february, march, april, may, june, july, august, september, october, november, december',
};
