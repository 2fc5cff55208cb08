/**
 * Common English words that say little of what is asked: a question that is sure to be understood means the same without them.
 * None is a thing that somebody could ask about, and none tells of doing anything to a site: `how many employees`, `if we close
 * fargo` are not understood without those words.
 */
export const common = `
  everything, nothing, nothin, ops, business, company, angry, awful, aware, beautiful, bored, brave, brilliant, brutal, busy, calm, careful, clever, comfortable, common, complicated,
  confident, confused, crazy, dangerous, desperate, dumb, eager, early, economic, economical, effective, empty, enormous, evil,
  excellent, excited, false, familiar, famous, fancy, fantastic, formal, frequent, friendly, funny, general, gentle, genuine, giant,
  glad, guilty, happy, heavy, helpful, hidden, honest, horrible, huge, important, impossible, impressive, incredible, informal,
  insane, interested, internal, jealous, joint, key, lazy, lonely, lovely, lucky, mad, main, major, massive, minor, modern, moral,
  narrow, nasty, natural, neat, necessary, normal, obvious, odd, official, ordinary, original, painful, patient, perfect, personal,
  plain, pleasant, polite, poor, popular, powerful, practical, primary, private, proper, proud, rare, raw, ready, realistic,
  regular, relevant, rich, ridiculous, rude, sad, scary, serious, severe, shaky, sharp, shocking, silly, similar, slow, small, soft,
  solid, special, stable, standard, steep, strange, strict, strong, stupid, sudden, suitable, sweet, terrible, tense, thin, tired,
  tough, tricky, typical, ugly, unable, unhappy, unlikely, unusual, urgent, useful, usual, vague, valuable, vast, visible, weak,
  weird, wide, wild, willing, wonderful, young, bloody, freaking, frigging, fucking, shitty, goddamn, godforsaken, poor old,

  absolutely, almost, alone, automatically, badly, barely, briefly, carefully, certainly, closely, completely, constantly,
  correctly, deeply, definitely, deliberately, directly, easily, effectively, entirely, equally, especially, essentially,
  eventually, evidently, extremely, finally, firmly, firstly, frankly, freely, frequently, fully, fundamentally, further, genuinely,
  gladly, gradually, greatly, happily, heavily, highly, historically, immediately, importantly, increasingly, incredibly, indeed,
  initially, instantly, internally, largely, lastly, loudly, luckily, mainly, massively, mostly, namely, naturally, nearly,
  necessarily, neatly, nicely, notably, occasionally, often, oddly, officially, openly, originally, overly, painfully, particularly,
  patiently, perfectly, personally, plainly, potentially, practically, presumably, primarily, privately, promptly, properly,
  publicly, purely, quietly, randomly, rapidly, rarely, readily, realistically, reasonably, regardless, regularly, relatively,
  reliably, reportedly, respectively, routinely, sadly, safely, scarcely, seemingly, severely, sharply, shortly, significantly,
  silently, similarly, simultaneously, slightly, slowly, smoothly, softly, solely, somewhat, soon, specifically, steadily, steeply,
  strangely, strictly, strongly, subsequently, substantially, suddenly, sufficiently, supposedly, surely, surprisingly, swiftly,
  technically, temporarily, terribly, thankfully, theoretically, thoroughly, thus, traditionally, truly, ultimately, undoubtedly,
  unexpectedly, unfortunately, unusually, urgently, utterly, vastly, widely, wildly, wisely,

  investor, board, shareholder, lender, bank, bankers, banker, partner, ceo, cfo, coo, cto, accountant, auditor, analyst, finance,
  operations, engineer, electrician, techs, tech, crew, shift, night shift, day shift, operator, manager, owner, founder, wife, dad,
  mom, kid, client, colleague, coworker, lawyer, consultant, vendor, supplier, deck, memo, pack, presentation, spreadsheet model,
  meeting, doc, document, letter, notes, plan to, afternoon, noon, midday, chance, odds, luck, mess, problem, issue, trouble,
  disaster, mystery, pressure, priority, fact, purpose, rest, stage, step, subject, task, topic, trick, truth, turn, word, world,
  bottom, edge, head, heart, middle, industry, operation, stakes, gut, math, maths, arithmetic, fundamentals, conditions, context,
  background, basis, approach, method, strategy, theory, opinion, vibe, mood, gist, scoop, lowdown, skinny, homework, nightmare,
  shitshow, fire drill, annoying, tiring, exhausting, frustrating, sketchy, iffy, dicey, hairy, juicy, spicy, garbage, crap, nuts,
  bonkers, mental, absurd, picky, slick, handy, rusty, clueless, stumped, late to this, new here, stuck on, puzzled, grumpy, worried
  sick,

  aforementioned, ample, applicable, attached, comprehensive, corresponding, designated, existing, following up, forthcoming,
  grateful, herewith, indicative, indication, in force, in question, in respect of, in relation to, in view of, kind regards, best
  regards, regards, sincerely, on behalf of, overarching, pertaining to, relating to, respective, subject to, sufficient, thereof,
  underlie, whilst, with regard to, with respect to, with reference to, afraid, aged, aggressive, alarmed, amazed, amazing,
  ambitious, amused, ancient, anxious, appropriate, arrogant, ashamed, asleep, awake, awkward, barely there, beaten up, bent,
  bewildered, big time, bitter, blind, bold, breathless, broad, casual, catchy, cautious, charming, cheeky, cheerful, classic,
  clunky, complex, concise, conservative, consistent, convinced, cozy, creative, crucial, crude, cruel, cute, cynical, damn near,
  deadly, decisive, defensive, delicate, delighted, detailed, devastating, diligent, direct, dirty, disappointed, disgusting,
  distant, dodgy, doubtful, dramatic, drunk, dull, dusty, elegant, embarrassed, embarrassing, exhausted, explicit, extreme, faint,
  fed up, fierce, final, firsthand, flawed, flimsy, foggy, foolish, forgetful, fortunate, fragile, frank, frantic, frustrated,
  fussy, fuzzy, generous, gloomy, gorgeous, graceful, greedy, grim, harsh, hectic, helpless, heroic, hesitant, hilarious, hopeful,
  hopeless, hostile, humble, hungover, hungry, hysterical, ideal world, idiotic, impatient, imminent, incomplete, inconvenient,
  indifferent about, inevitable, innocent, intense, itchy, keen, kind enough, laughable, legendary, lame, lengthy, logical, loud,
  lousy, loyal, ludicrous, magic, manageable, marvelous, meaningful, messy, mighty, mild, miserable, mysterious, naive, nearby,
  nuanced, obsessed, occasional, offensive, optimistic, outrageous, overdue, overwhelmed, paranoid, passionate, pathetic, peaceful,
  peculiar, persistent, pessimistic, petty, pissed, pissed off, pitiful, plausible, poetic, pointless, precious, preliminary,
  presentable, pretty much, probable, productive, professional, profound, promising, questionable, quicker, random ask, reluctant,
  restless, robust, romantic, rotten, rushed, satisfied, scared, secretive, selfish, senseless, sensible, sentimental, shady,
  shameful, shocked, shy, sick, sick of, skeptical, sceptical, sleepy, sleepless, sloppy, smooth, snappy, sober, sore, spooked,
  spooky, stressed, stressful, stubborn, stunned, stunning, subtle, superb, surreal, suspicious, swamped, sweaty, tempted, tempting,
  tentative, terrified, terrifying, thorough, thoughtful, thrilled, tidy, timely, toxic, tragic, troublesome, trivial, turbulent,
  uncertain, unclear, uncomfortable, unbelievable, unfair, unfortunate, unique, unpleasant, unreal, unsure, unstable, upset,
  vicious, violent, vital, vivid, wary, wasted, weary, well known, wicked, wise, wobbly, wondering, worn out, yucky, zealous,
  curiously, cautiously, calmly, casually, commonly, comparatively, conservatively, consistently, continuously, conveniently,
  dearly, decently, desperately, differently, dramatically, eagerly, elegantly, endlessly, enormously, exceedingly, exceptionally,
  explicitly, fortunately, hardly, hastily, heavily lately, hence, hilariously, horribly, hugely, ideally, implicitly, inevitably,
  insanely, intensely, ironically, kindly, legitimately, likewise, lightly, logically, madly, merely, mildly, miserably, moderately,
  mysteriously, nervously, nonetheless, nevertheless, noticeably, obscenely, optimistically, passively, permanently, pointedly,
  preferably, prematurely, prominently, proudly, purposely, reluctantly, remarkably, repeatedly, ridiculously, seamlessly, secretly,
  selfishly, shamelessly, shockingly, sorely, spectacularly, stubbornly, stupidly, suspiciously, tentatively, tightly, tirelessly,
  tremendously, unbelievably, usefully, vaguely, viciously, violently, visibly, vividly, warily, weirdly, well enough, wonderfully,
  anyhow, anyways, apart from that, as always, as ever, as it happens, as they say, as usual, at any rate, at least for now, at long
  last, by any chance, by chance, by the way, cant complain, come on, for crying out loud, for god sake, for heaven sake, for once,
  for some reason, for starters, for that matter, for the time being, for what its worth, fwiw, fingers crossed, first of all, god
  knows, god willing, good lord, hands down, heaven knows, holy cow, holy moly, holy shit, if i may, if i remember right, if
  possible, if thats ok, if you can, if you could, if you dont mind, if you will, if you would, in all honesty, in any case, in
  other words, in passing, in short, in the meantime, in light of this, keep in mind, last but not least, long story short, lord
  knows, more or less, needless to say, no big deal, no biggie, no doubt, no hurry, no idea why, no kidding, no matter what, no
  offense, no offence, no pressure, no problem, no rush, no worries, not gonna lie, ngl, of course, off hand, offhand, on second
  thought, once and for all, once more, one last thing, one more thing, one thing, one more question, out of curiosity, out of
  nowhere, out of the blue, quick favor, quick favour, quick q, quick question, rumor has it, so to speak, sooner or later, speaking
  of which, stupid question, the thing is, thanks a lot, thanks a ton, thanks in advance, thank you, thank you so much, to be fair,
  to be frank, to be honest, to say the least, to tell the truth, truth be told, when you can, when you get a chance, when you get a
  sec, when you have a sec, when you have a minute, when you have time, without further ado, word on the street, you guys
`;

/** The verbs among them: a question does not begin with one, since that may be an order. */
export const verbs = `
  print, popped, popped up, planned on, agree, aim, apply, argue, arrive, assist, attempt, await, behave, belong, bounce, breathe, catch, claim, combine, complain,
  confirm, confuse, consider, contain, contribute, cover, cry, debate, decide, declare, depend, deserve, determine, discover,
  discuss, doubt, dream, enjoy, escape, examine, experience, explore, express, face, fear, fight, float, fly, focus, follow, force,
  forget, freak out, gather, glance, grind, guarantee, hang, hate, hide, imply, include, indicate, insist, intend, interest,
  introduce, involve, join, joke, justify, lack, laugh, lead, learn, lie, listen, love, manage, meet, mess, pick, play, pour,
  practice, prepare, printed, process, promise, protect, prove, race, realize, realise, receive, reflect, refuse, regard, relate,
  rely, reply, represent, request, resolve, respond, rest, reveal, roll, rush, scare, search, serve, settle, shake, sit, sat,
  sitting, smile, solve, stare, stuck with, struggle, study, succeed, suffer, suggest, suit, surprise, suspect, swear, sweat, teach,
  tend, threaten, trust, upset, visit, wake up to, walk, waste, weigh, pray, panic, chase, chew, brace, bite, burned by, caught,
  chose, choose, drew, felt, fought, found, hung, knew, led, meant, met, saw, shook, spoke, stood, taught, understood, woke, won,
  wrote, sweating, freaking, screaming, eating, looking at, alarming, boring, concerning, confusing, depressing, disappointing,
  encouraging, exciting, interesting, surprising, worrying,

  advise, negotiate, renegotiate, bargain, haggle, obtain, amend data, prescribe, proceed, retain, undertake, utilise, utilize, junk, write, writing, anywhere, accuse,
  accused, admire, admit, admitted, advised, ailing, amaze, annoy, apologise, apologize, appreciate, argued, arrived, asked around,
  assured, babble, beg, begged, beginning to, believed, bicker, bitch, bitching, blame, blamed, blew, blow, blowing, blown, blurt,
  boast, bragging, brag, breathing down, brood, browse, browsing, bug out, bullied, bumped into, called about, called again, called
  back, called in, calling, calling about, came up, caring, carried, charm, chatted, chatter, chatting, chat about, cheat, cheer,
  chill, chuckle, claimed, clash, climb down, cling, comment, commented, complained, complaining, concentrate, congratulate,
  consult, consulted, convince, convinced, crawl, creep, creeping, crept, cringe, criticise, criticize, crying, dare, dealt,
  debating, decided, deciding, delight, demanded, denied, deny, departed, described, describe, desired, detect, devote, died down,
  disagree, disappear, disappeared, disappoint, discussed, discussing, dislike, dispute, distract, distracted, disturbing, doubted,
  doze, drag, dragged, dragging, dread, dreading, drift, drifted, drifting, drown, drowning, dwell, embarrass, emphasise, emphasize,
  encounter, encountered, encourage, enquire, ensure, escaped, expecting, explained to, exploded, fail, failed, failing, fancied,
  fascinate, fell asleep, fiddle, fiddling, figured, finished, finishing, flatter, flew, flickered, flooded, forced, forgave,
  forgot, forgotten, freaked, freaked out, freaking out, fret, fretting, frown, frozen, fumble, fuss, fussing, gamble, gasp,
  gathered, giggle, glimpse, gossiped, grasp, greet, grieve, grilled, grilling, groan, grumble, grumbling, handed, handed over,
  hanging, harass, harassed, hassle, hassling, haunt, heading, headed into, headed to, hesitate, hinted, hinting, hoping, hounded,
  hounding, hovering, hurried, hurry, impress, impressed, informed, insisted, insisting, inspire, insult, interrupt, interrupted,
  introduced, itching, joined, joined us, joking, jump on a call, kicked in, kicked off, kicks in, kidding, knock, knocked,
  knocking, lagged, landed on, laughed, leaned, leaning, leaping, learned, learnt, leaving, lectured, lied, limp, limping,
  lingering, listened, listening, logged in, looking for, looking into, losing sleep, losing my mind, lurking, lying, managed,
  marvel, meeting with, melt, melted, mentioned, messing, misheard, misread, missed the call, moan, moaning, mock, mumble, nagged,
  nagging, napping, nodded, nosing around, objected, obsess, obsessing, occurred, occur, overheard, overslept, panicked, panicking,
  peeked, pester, pestered, pestering, phoned, picked, picturing, pinched, playing, pleaded, pleased, poking around, pondering,
  ponder, praised, preached, preparing, prepping, prep, pressured, pressuring, pretended, promised, proposed to, prove to, proved,
  puzzling, quarrel, questioned, quizzed, raging, rambling, ranted, ranting, rant, rattled, reassure, reassured, reckoned,
  recognise, recognize, regret, regretted, rejoice, relax, relied, remarked, remembered, reminded, replied, requested, resent,
  resigned, respect, responded, returned, roared, rolled onto, rolled over, rolled in, rumbling, rumored, rushing, sang, scaring,
  scolded, scratched, screamed, screwed, screwed up, searched, searching, seeking, seek, sensed, shaken, sharing, shivering, shocked
  me, shouting at me, showed up, shrug, shrugged, sighed, signing off, sinking in, sitting on, slammed, slept, smiled, sniff,
  sniffing, sniffing around, snooping, sounded, spoke with, spoken, spooked, spotted, squeezed, staggered, stalled, stalling,
  stammer, startled, stepped, stepped in, stirred, straighten, strained, stressed out, stressing, strolled, struggled, struggling,
  stumbled, stumbling, stunned, suffered, suffering, supposed, surprised, suspected, swearing, sweated, swung by, talked, talked to,
  talking, talking about, talking to, tempted, thanked, thinking, thinking about, thinking of, threatened, threatening, tossed,
  tossed around, touched, trembled, tricked, tripped over, troubled, trusted, turned up, twisted, typed, undid, unwind, urged,
  vanished, visited, visiting, vouch, waited, waiting, waking, walked, walking, wander, wandered, warned about, wasting, watched,
  waved, whine, whined, whining, whispered, winced, wished, wondered, worked up, yelled at, wants to know, want to know, wants to
  hear, needs to know, is asking, are asking, keeps asking, keep asking, wanted to know, was asking, were asking, asked me, asked
  us, asked for, asks for
`;
