/**
 * Common English words that say little of what is asked: a question that is sure to be understood means the same without them.
 * None is a thing that somebody could ask about, and none tells of doing anything to a site: `how many employees`, `if we close
 * fargo` are not understood without those words.
 */
export const common = `
  angry, awful, aware, beautiful, bored, brave, brilliant, brutal, busy, calm, careful, clever, close, comfortable, common, complicated,
  confident, confused, correct, crazy, curious, dangerous, decent, desperate, dumb, eager, early, economic, economical, effective, empty,
  enormous, evil, excellent, excited, fair, false, familiar, famous, fancy, fantastic, fine, formal, frequent, friendly, funny, general,
  gentle, genuine, giant, glad, guilty, happy, heavy, helpful, hidden, honest, horrible, huge, important, impossible, impressive,
  incredible, informal, insane, interested, internal, jealous, joint, key, lazy, lonely, lovely, lucky, mad, main, major, massive, minor,
  modern, moral, narrow, nasty, natural, neat, necessary, normal, obvious, odd, official, ordinary, original, painful, patient, perfect,
  personal, plain, pleasant, polite, poor, popular, powerful, practical, primary, private, proper, proud, rare, raw, ready, realistic,
  regular, relevant, rich, ridiculous, rude, sad, safe, scary, serious, severe, shaky, sharp, shocking, silly, similar, slow, small, soft,
  solid, sound, special, stable, standard, steep, strange, strict, strong, stupid, sudden, suitable, sweet, terrible, tense, thin, tight,
  tired, tough, tricky, typical, ugly, unable, unhappy, unlikely, unusual, urgent, useful, usual, vague, valuable, vast, visible, weak,
  weird, wide, wild, willing, wonderful, young, bloody, freaking, frigging, fucking, shitty, goddamn, godforsaken, poor old,

  absolutely, almost, alone, automatically, badly, barely, briefly, carefully, certainly, closely, completely, constantly, correctly,
  deeply, definitely, deliberately, directly, easily, effectively, entirely, equally, especially, essentially, eventually, evidently,
  extremely, finally, firmly, firstly, frankly, freely, frequently, fully, fundamentally, further, genuinely, gladly, gradually, greatly,
  happily, heavily, highly, historically, immediately, importantly, increasingly, incredibly, indeed, initially, instantly, internally,
  largely, lastly, loudly, luckily, mainly, massively, mostly, namely, naturally, nearly, necessarily, neatly, nicely, notably,
  occasionally, often, oddly, officially, openly, originally, overly, painfully, particularly, patiently, perfectly, personally, plainly,
  potentially, practically, presumably, primarily, privately, promptly, properly, publicly, purely, quietly, randomly, rapidly, rarely,
  readily, realistically, reasonably, regardless, regularly, relatively, reliably, reportedly, respectively, routinely, sadly, safely,
  scarcely, seemingly, severely, sharply, shortly, significantly, silently, similarly, simultaneously, slightly, slowly, smoothly, softly,
  solely, somewhat, soon, specifically, steadily, steeply, strangely, strictly, strongly, subsequently, substantially, suddenly,
  sufficiently, supposedly, surely, surprisingly, swiftly, technically, temporarily, terribly, thankfully, theoretically, thoroughly, thus,
  traditionally, truly, ultimately, undoubtedly, unexpectedly, unfortunately, unusually, urgently, utterly, vastly, widely, wildly, wisely,

  investor, board, shareholder, lender, bank, bankers, banker, partner, ceo, cfo, coo, cto, accountant, auditor, analyst, finance, ops,
  operations, engineer, electrician, techs, tech, crew, shift, night shift, day shift, operator, manager, owner, founder, wife, dad, mom,
  kid, client, customer, colleague, coworker, lawyer, consultant, vendor, supplier, deck, slide, memo, pack, presentation,
  spreadsheet model, meeting, page, doc, document, letter, notes, review, plan to, afternoon, noon, midday, 
  chance, odds, luck, mess, problem, issue, trouble, disaster, mystery, pressure, priority, fact, 
  purpose, rest, series, shape, stage, step, subject, task, theme, topic, trick, truth, turn, word, world, bottom, edge,
  end, head, heart, middle, business, company, industry, operation, stakes, gut, math, maths, arithmetic, fundamentals, conditions,
  context, background, basis, approach, method, strategy, theory, opinion, vibe, mood, gist, scoop, lowdown, skinny, homework, nightmare,
  shitshow, fire drill,
  annoying, tiring, exhausting, frustrating, sketchy, iffy, dicey, hairy, juicy, spicy, garbage, trash, crap, nuts, bonkers, mental, absurd,
  picky, slick, handy, neat, rusty, clueless, lost, stumped, late to this, new here, stuck on, puzzled, grumpy, worried sick
`;

/** The verbs among them: a question does not begin with one, since that may be an order. */
export const verbs = `
  accept, agree, aim, appear, apply, argue, arrive, assist, attempt, await, behave, belong, bother, bounce, breathe, catch, cause, claim,
  combine, complain, confirm, confuse, consider, contain, contribute, cover, cry, deal, debate, decide, declare, depend, deserve,
  determine, discover, discuss, doubt, dream, eat, enjoy, escape, examine, experience, explore, express, face, fear, fight, float, fly,
  focus, follow, force, forget, freak out, gather, glance, grind, guarantee, hang, hate, hide, hit, hurt, ignore, imply, include,
  indicate, insist, intend, interest, introduce, involve, join, joke, justify, lack, land, last, laugh, lead, learn, lie, 
  listen, love, manage, mean, meet, mess, notice, pass, perform, pick, play, pour, practice, prefer, prepare, print, printed,
  process, promise, protect, prove, race, reach, realize, realise, receive, reflect, refuse, regard, relate, rely, reply, represent,
  request, reset, resolve, respond, rest, result, reveal, ring, roll, rush, scare, search, serve, settle, shake, shape, sit, sat,
  sitting, sleep, smile, solve, spread, stare, stick, stuck with, strike, struggle, study, succeed, suffer, suggest, suit, surprise,
  suspect, swear, sweat, talk, teach, tend, threaten, touch, treat, trust, upset, visit, wake up to, walk, waste, weigh, pray, panic,
  chase, chew, brace, bite, burned by, caught, chose, choose, drew, felt, fought, found, hung, knew, led, meant, met,
  saw, shook, spoke, stood, struck, stuck, taught, thought, understood, woke, won, wrote, sweating, freaking, screaming, eating, looking at,
  alarming, boring, concerning, confusing, depressing, disappointing, encouraging, exciting, interesting, surprising, worrying
`;
