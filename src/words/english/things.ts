/**
 * People, things and occasions that a question may mention in passing: `the landlord called`, `before lunch`, `lost a
 * transformer`. They say nothing unless they are what is asked: `how many transformers`, `profit per guard`.
 */
export const things = `
  the crew, the night crew, call, grid guys, grid people, grid folks, noise, landlord, landlady, retailer, utility, utility company, power company, grid
  operator, electric company, provider, supplier, contractor, subcontractor, inspector, regulator, commissioner, mayor, city
  council, council, neighbor, neighbour, broker, dealer, reseller, salesman, salesperson, sales guy, rep, account manager,
  underwriter, insurer, trustee, treasurer, controller, bookkeeper, secretary, assistant, intern, trainee, apprentice, newbie,
  rookie, newcomer, veteran, expert, specialist, scientist, professor, teacher, student, journalist, reporter, blogger, podcaster,
  author, editor, designer, developer, programmer, coder, quant, trader, speculator, buyer, seller, sponsor, creditor, debtor,
  backer, angel, vc, fund, fund manager, hedge fund, family office, limited partners, lps, lp, gp, president, chairman, chairwoman,
  chair, director, vice president, vp, svp, evp, executive, exec, head office, headquarters, hq, management, leadership, leadership
  team, committee, advisory board, advisor, adviser, counsel, attorney, notary, court, sheriff, police, fireman, firefighter, guard,
  security guard, trucker, mechanic, plumber, welder, carpenter, electrician, lineman, linemen, foreman, supervisor, superintendent,
  site manager, plant manager, shift lead, team lead, lead, farm hand, guest, visitor, tourist, stranger, person, human, woman,
  gentleman, lady, girl, boy, child, children, baby, son, daughter, brother, sister, father, mother, uncle, aunt, cousin, nephew,
  niece, grandfather, grandmother, grandpa, grandma, parents, husband, girlfriend, boyfriend, fiancee, spouse, family, in laws,
  roommate, pal, mates, crowd, audience, public, press, media, everyone here, night crew, day crew, night guy, night guys, night
  shift guys, day guy, field team, field guys, control room, noc, war room, back office, front office, office, boardroom, conference
  room, conference, summit, expo, webinar, workshop, seminar, lecture, class, course work, school, university, college, church,
  hospital, hotel, bar, restaurant, cafe, kitchen, house, garage, basement, roof, wall, door, window pane, fence, gate, driveway,
  road, highway, street, parking lot, airport, flight, plane, train, truck, trailer, forklift, crane, car, van, bike, boat, ship,
  container, barn, warehouse, hangar, tent, building, hall, aisle, rack, shelf, pallet, crate, box of, bag, desk drawer, chair leg,
  table leg, whiteboard, notebook, paper, printer, laptop, phone, screen, monitor screen, keyboard, mouse, tablet, camera, radio,
  tv, television, firmware, firmware push, firmware update, firmware upgrade, software, software update, driver update, patch,
  router, modem, switchgear, switchgear work, breaker, transformer, substation, feeder, busbar, pdu, cable, wire, fuse, relay, meter
  box, fan, fans, filter, pump motor, chiller, cooling tower, dry cooler, radiator, pipe, hose, valve, duct, louver, panel, hash
  board, hashboard, control board, chip, psu, heat sink, heatsink, tool, toolbox, ladder, screwdriver, wrench, generator room,
  battery room, engine, motor, brakes, tire, tires, dust, dirt, mud, smoke, sparks, leak, flood, storm, thunderstorm, lightning,
  hail, snow, ice storm, hurricane, heat wave, heatwave, cold snap, cold front, freeze, heat, rain, wind storm, wildfire, blizzard,
  drought, earthquake, outage, blackout, brownout, trip out, failure, fault, malfunction, glitch, hiccup, incident, accident,
  emergency, maintenance, maintenance work, maintenance window, repair work, repairs, upgrade work, inspection, site visit,
  walkthrough, tour, audit season, tax season, earnings season, budget season, annual meeting, annual review, quarterly review,
  board call, board meeting, board pack, board packet, board paper, board papers, board memo, investor call, investor update,
  investor letter, investor deck, investor day, earnings call, pitch deck, data room, dataroom, due diligence, diligence, diligence
  list, credit committee, credit memo, loan application, covenant, covenant test, covenant check, compliance, compliance
  certificate, closing call, year end close, close of books, month end close, the close, 10q, 10k, 8k, filing, press release,
  interview, podcast, article, newspaper, tweet, twitter, linkedin, reddit, youtube, video, movie, joke, game, match, race day,
  dare, wager, prize, gift, birthday, wedding, funeral, christmas, thanksgiving, easter, holiday, vacation, weekend trip, ride,
  drive home, commute, walk, nap, bed, breakfast, brunch, lunch, dinner, supper, dessert, snack, coffee, coffee break, tea, beer,
  beers, wine, drink, drinks, pizza, barbecue, bbq, gym, shower, doctor, dentist, flu, fever, headache, sweat, rat, rats, mice, bug
  report, bugs, rumor, rumour, gossip, news, headline, hype, buzz around, noise about, hearsay, hunch, gut feeling, guesswork, wild
  guess, back of envelope, back of the envelope, envelope, scratch pad, cheat code, shortcut, recap call, follow up call, follow up,
  phone call, zoom, zoom call, video call, teams call, one on one, meeting room, sync, catch up, catch-up, check in, check-in,
  handover, handoff, shift change, shift handover, roll call, town hall, offsite, deadline, agenda, minutes of the meeting, action
  item, todo, to do list, checklist, backlog, ticket, task list, roadmap, milestone, kickoff, launch, go live, grand opening, ribbon
  cutting, groundbreaking, finish line, home stretch, line in the sand, ball park, elephant in the room, million dollar question,
  money question, honest answer, straight answer, short answer, quick answer, quick one, easy one, gut check, reality check, wake up
  call, worst of it, best of it, bright side, upside down world, silver lining, light at the end, storm clouds, dark clouds
`;

/** What the desk knows nothing of and a question may hang on: none of it is ever left out of what is read. */
export const beyond = `
  tax, taxes, taxed, after tax, pretax, property tax, depreciation, amortization, ebitda, payroll, salary, salaries, wage, labor,
  labour, insurance, insured, hosting, hosting fee, hosted, interest, interest rate, debt, loan, mortgage, dividend, equity, stock,
  share price, hedge, hedged, hedging, futures, forward, forwards, options, collar, solar, wind, battery, batteries, diesel, gas,
  natural gas, nuclear, hydropower, coal, carbon, emission, offset, water usage, employee, staff, headcount, worker, weather,
  temperature, humidity, decibel, acre, euro, euros, eur, pound, pounds, gbp, peso, pesos, yuan, rmb, yen, franc, loonie, cad,
  canadian dollars, aud, gold, silver, ethereum, eth, litecoin, doge, dogecoin, solana, altcoin, stablecoin, usdt, pdf, powerpoint,
  email, whatsapp, sms, overclocked, overclock, overclocking, underclocked, underclock, underclocking, low power mode, eco mode,
  immersion oil, resale, resale value, refund, refundable, deposit, guarantee, guarantor, collateral, unpaid, overdue invoice, sell,
  selling, sold, hodl, treasury, shutdown cost, relocate, relocation, upgrade, upgraded, upgrading, repair, repaired, replace,
  replacing, hire, hiring
`;
