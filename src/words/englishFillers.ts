/** English words that say nothing of what is asked: how people talk, by kind. With other endings they say nothing either. */
export const englishFillers = `
  a, an, the, i, we, us, our, ours, ourselves, me, my, mine too, myself, you, your, yours, u, ur, ya, yall, y'all, it, its, itself, this,
  that, these, those, they, them, their, theirs, em, 'em, he, she, him, her, his, one, ones, thing, stuff, someone else, somebody else,
  there, here, over there, out there, out here, up there, down there, over here,

  is, are, am, was, were, be, been, being, r, do, does, did, done, has, have, had, having, hasnt been, can, could, would, wuld, wud, may,
  might, must, gotta, got to, have to, has to, had to, having to, need to know, want, wanna, want to, like, id, i'd, i'm, im, lemme,
  let me, let us, lets, let's, gimme, get me, give, gave, given, tell, told, show, say, says, said, they say, people say, talk, mention,
  ask, know, see, think, thought, thinking, figure, guess, reckon, believe, bet, wonder, wondering, curious, understand, remember,
  hear, heard, feel, feels, seem, seems, sound, sounds, appear, wish, hope, prefer, care, try, tryna, trying to, keep, keeps, kept,
  stay, stays, stayed, remain, remains, put, bring, brought, throw, hand, grab, fetch, pull, pull up, bring up, look up, read me, spit
  out, crunch, run the crunch the do the math, calculate, compute, calc, work out, figure out, find, find out, remind
  me, remind us, check for me, share, present, provide, take, takes, took, taken, go, goes, went, gone, come, comes, came, coming out,
  get, gets, got, gotten, become, becomes, became, turn out, turns out, end up, ends up, ended up, wind up, start, starts, started, begin,
  begins, began, happen to, supposed to, meant to, able to, about to, willing to, allowed for, based on, according to, given that,

  please, pls, plz, plox, thanks, thank you, thx, ty, cheers, sorry, excuse me, hello, hi, hey, heya, hiya, yo, howdy, sup, greetings,
  morning how, morning what, morning is, morning are, all in, all-in, all in all,
  good morning, morning team, good evening, good afternoon, gm, hashdesk, bot, desk, team, folks, guys, everyone, everybody, all right,
  mate, man, bro, dude, buddy, boss, chief, fam, sir, yall, friend, ok, okay, k, alright, right, sure, yes, yeah, yep, yup, cool, nice,
  great, well, so, now then, oh, ah, um, uh, hmm, hm, eh, lol, haha, damn, dang, man oh man, jeez, wow, btw, fyi, tbh, imo, imho, afaik,
  asap, rq, real quick, quick, quickly, fast, for a sec, a sec, second question, question, quick question, quick one, dumb question,
  random, for fun, for the record, for me, for us, to me, to us, on us, at us, for my boss, for the board, for the call, for the meeting,

  just, only, really, actually, exactly, exact, precise, precisely, honestly, basically, roughly, approximately, approx, around, about,
  ballpark, rough, like, kinda, kind of, kind, sort, sort of, sorta, type, bit, a bit, a little, little, tiny, lot, lots, a lot, a ton,
  tons, super, very, too, also, quite, rather than, pretty, fairly, simply, totally, literally, seriously, even, still, already, yet,
  ever, always, usually, generally, typically, normally, probably, maybe, perhaps, possibly, likely, hopefully, apparently, obviously,
  clearly, anyway, anyways, otherwise, overall, altogether, in general, all in all, so far, as well, both, either, per, since it, because,
  cuz, cause, bc, b/c, due to, thanks to, though, although, tho, however, whereas, meanwhile, whether, whether or not, or not, or no,
  or what, or so, yes or no, if any, if possible, if at all, at all, any, some, much, many, few, several, enough, such, certain, particular,
  specific, different, various, whole, entire, full, complete, real, actual, true, straight, clean, fresh, simple, short, brief, latest,
  updated, up to the minute, newest, most recent, present, own, out of interest, no idea, not sure, dunno, idk,

  of, on, as, out, into, onto, than, with, w/, off the top, through, thru, via, across, along, among, towards, toward, upon, without
  fail, then, while, until, til, till now, until now, here and now, once we, long, far, high, low, hard, easy, deep, tight, loose,
  nowadays, lately then, rn, atm, right away, this minute, at this point, at this stage, at the end of the day, at the meter, on paper,
  on the ground, on average we, in total, in the end, in fact, in practice, in theory, in real life, in one go, in a nutshell, in hand,
  in place, in there, in it, in here, in this market, in this environment, at these levels, at these prices, at current prices, at spot,
  at todays prices, under current conditions, with current as is, as it stands, as things stand, from here, from there,

  number, figure, figures, info, information, answer, result, results, value of, amount, level, levels, line,
  piece, part, portion, side, point, bit of, version, view, angle, perspective, situation, state of, position, picture of, story, deal
  with, matter, case of, kind of thing, way, time, times, moment, people, everyone else, folk, bucks worth, thing going, place, spot we,
  idea, any idea, clue, sense, feeling, chance you, possible, reason, point of, worth it, worth doing, good to go, quick look, look like,
  looks like, looking like, each of, which is, where is that, mind, would you mind, back, down there, somewhere, somehow, whatever,
  something like, stuff like, and so on, etc, and all, and stuff, or something, or whatever, i mean, i guess, i think, i wonder
`;
