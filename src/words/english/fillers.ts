/**
 * English words that say nothing of what is asked, by kind: small words, helping verbs, manners, hedges, nouns that stand for
 * what is meant already. With other endings they say nothing either. What may change a question is none of them: not, half, ago.
 */
export const fillers = `
  a, an, the, i, we, us, our, ourselves, me, my, myself, you, your, u, ur, ya, y'all, it, its, itself, this, that,
  these, those, they, them, their, em, 'em, he, she, him, her, his, one, someone else, somebody else, everyone else,
  there, here, over there, over here, up there, down there, of, on, as, out, into, onto, than, with, w/, through, thru,
  via, across, along, among, towards, upon, per, then, while, until, til, till now, until now, since it, because, cuz,
  cause, bc, b/c, due to, though, although, tho, however, whereas, meanwhile, whether, whether or not, or not, or no,
  yes or no, both, either, each of, which is, such,

  is, are, am, was, were, be, been, being, r, do, does, did, done, has, have, had, can, could, would, wuld, wud, may,
  might, must, gotta, got to, want, want to, wanna, like, id, im, supposed to, meant to, able to, happen to, based on,
  according to, let, let me, let us, lemme, lets, gimme, give, gave, given, tell, told, show, say, said, they say,
  people say, talk, mention, ask, know, need to know, see, look like, think, thought, figure, guess, reckon, believe,
  bet, wonder, curious, understand, remember, hear, heard, feel, seem, sound, appear, wish, hope, prefer, care, mind,
  determine, ascertain, quantify, describe, indicate, confirm, verify, identify, clarify, establish, examine, disclose, communicate,
  retrieve, obtain, elaborate on, evaluate, double check, doublecheck, cross check, look into, dig up, dig out, pull together, put together,
  give me a sense, give me an idea, give us an idea, estimate for me, illustrate, demonstrate, interpret, depict, walk through, talk me through, break down for me,
  try, tryna, keep, kept, stay, remain, put, bring, brought, throw, hand, grab, fetch, pull, pull up, bring up,
  look up, read me, spit out, crunch, run the numbers, crunch the numbers, do the math, calculate, compute, calc,
  work out, find, remind me, remind us, check for me, share, present, provide, furnish, outline, set out, specify, state, supply me, arrange for, arrange, take, took, taken, go, goes, went, gone,
  come, came, get, get me, got, gotten, become, became, turn out, end up, wind up, start, begin, began, to produce,
  worry, worried, concerned, nervous,

  please, pls, plz, plox, thanks, thx, ty, cheers, sorry, excuse me, hello, hi, hey, heya, hiya, yo, howdy, sup,
  greetings, good morning, morning all, morning everyone, morning everybody, morning folks, morning guys, morning desk, morning bot, evening all,
  hi all, hello all, hey all, hi everyone, hello everyone, hey everyone, hi there, hello there, hey there, morning team, morning how, morning what, morning is, morning are, good evening,
  good afternoon, gm, hashdesk, bot, desk, team, folks, guys, everyone, everybody, mate, man, bro, dude, buddy, boss,
  chief, fam, sir, friend, ok, okay, k, all right, alright, right, sure, yes, yeah, yep, yup, cool, nice, great, well,
  so, now then, oh, ah, um, uh, hmm, hm, eh, lol, haha, damn, dang, jeez, wow, btw, fyi, tbh, imo, imho, afaik, asap,
  rq, a sec, quick, quickly, quick look, fast, question, second question, dumb question, random, for fun,
  for the record, for me, for us, at us, for my boss, for the board, for the call, for the meeting, good to go,

  just, only, really, actually, exactly, exact, precise, precisely, honestly, basically, roughly, approximately,
  approx, around, about, ballpark, rough, kinda, kind, kind of thing, sort, sorta, something like, type, bit, little,
  tiny, lot, tons, super, very, too, also, quite, pretty, fairly, simply, totally, literally, seriously, even, still,
  already, yet, ever, always, usually, generally, in general, typically, normally, probably, maybe, perhaps, possibly,
  possible, likely, hopefully, apparently, obviously, clearly, anyway, otherwise, overall, altogether, in total,
  all in, all-in, all in all, so far, if at all, at all, any, some, much, many, few, several, enough, certain,
  particular, specific, different, various, whole, entire, full, complete, real, actual, true, straight, clean, fresh,
  simple, short, brief, latest, newest, most recent, updated, up to the minute, own, long, far, high, low, hard, easy,
  deep, tight, loose, not sure, no idea, dunno, idk, out of interest, without fail, nowadays, rn, atm, right away,
  this minute, here and now, at this point, at this stage, in this market, in this environment,
  under current conditions, as is, as it stands, as things stand, at the meter, at the end of the day, in the end,
  in fact, in practice, in theory, in real life, in one go, in a nutshell, on paper, on the ground,

  thing, stuff, channel, this channel, chat, group, tenant, written down, written, term, terms, in the model,
  in your model, number, info, information, answer, result, amount, level, line, piece, part, portion, side, point,
  version, view, angle, perspective, situation, position, story, matter, way, time, moment, people, place, idea, clue,
  sense, reason, percent, percentage, pct, value of, state of, picture of, case of, worth it, worth doing, a read on,
  get a read, sanity check, walk me through, walk us through, shop, back, somewhere, somehow, whatever, etc, and so on,
  and all, and stuff, or something, i mean, anything, something, %, behind that, behind, single, c/kwh, $/mwh, $/kwh,
  weve, theyre, theyve, youre, youve, ive, itll, itd, thatll, thatd, wed, shouldve, couldve,
  wouldve, gonna be, at home, home, decision, near, close to, themselves, nah, nope, meh,
  ugh, oof, yikes, welp, aye, aight, kk, np, ta, lads, lad, chaps, peeps, gents, ladies, im new, i am new, instead,
  what went wrong, bruh, bro, and everything, last answer, the last answer, last one, the last one, everything else the same, everything else equal, all else equal, all else the same, other things equal
`;
