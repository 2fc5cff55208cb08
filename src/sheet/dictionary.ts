/**
 * What questions have in common, so that a link holds little more than its numbers. It belongs to version 1: another
 * dictionary is another version.
 */
export const DICTIONARY = [
  '"colocationCapexUsdMPerCriticalMw":"rentUsdPerKwMonth":"leaseTermYears":"difficultyGrowthPercentPerYear":"taxPercent":"assume":"',
  '"assumed":{"assumedOfSite":{"deals":[{"landlord":"lessee":"structure":"triple-net","modified gross","status":"signed","own":true}]',
  '"notice":"stale (not confirmed for 15 minutes), reference (built in)","state":"unconfirmed"},"state":"stale"},"state":"reference"}',
  '"grossMw":,"energisedMw":,"firmMw":,"earliestEnergisation":"20","grossToCritical":1.,"retrofit":false,"retrofit":true,"custom":true,"vendor":"custom"',
  '"efficiencyJPerTh":,"air","hydro","immersion","not stated","as entered","entered by hand","recalled"',
  '"vendor":"MicroBT","model":"Whatsminer M60S++","vendor":"Canaan","model":"Avalon A1566","vendor":"Bitdeer","model":"SEALMINER A2",',
  '"options":{"site":"demo","power":"$45/MWh","pue":"1.03","fee":"2%","uptime":"97%","fleet":"100 MW s21xp","machine":"hashrate":"price":"90k","hashprice":"-20%","difficulty":"+6%","fees":"megawatts":"50 MW","rent":"$140/kW-mo","lease":"term":"15y","escalator":"3%","capex":"9M/MW","build":"18 months","filter":"all"',
  '{"topic":"offer","{"topic":"pivot","{"topic":"machines","{"topic":"halving","{"topic":"whatif","{"topic":"breakeven","options":{',
  '"sites":[],"market":{{"topic":"profit","options":{"site":"demo"},"sites":[{"site":{"name":"Demo Prairie","timeZone":"America/Chicago","timeZone":"UTC","powerPriceUsdPerMwh":45,"pue":1.04,"uptime":0.97,"poolFee":0.01,"poolScheme":"FPPS","poolScheme":"PPLNS","fleet":[{"machine":{"vendor":"Bitmain","model":"Antminer S19j Pro","model":"Antminer S21 XP","hashrateThPerS":270,"powerW":3645,"efficiencyJPerTh":13.5,"cooling":"air","release":"2024","source":"hashrateindex, asicminervalue, bitmain","verified":true},"count":16000},{"machine":',
  '"verified":false},"count":12300}],"otherOperatingUsdPerMwh":3,"otherOperatingUsdPerMonth":150000,"interconnectMw":100,"demandChargeUsdPerKwMonth":1.5,"sgaUsdPerMonth":250000,"interestUsdPerMonth":300000,"stockCompensationUsdPerMonth":200000,"capexUsd":120000000,"depreciationYears":4',
  '},"demo":true}],"demo":false,"updatedAt":17}],"market":{"now":17,"basis":"reference","basis":"stale","basis":"live","priceUsd":{"value":8,"source":"Kraken, Coinbase, Bitstamp, Gemini","observedAt":17,"state":"confirmed"},"chain":{"value":{"height":9,"tipTime":17,"difficulty":14,"periodStartHeight":9,"periodStartTime":17,"previousRetargetPercent":-,"block504Time":17},"source":"mempool.space","observedAt":17,"state":"confirmed"},"fees":{"value":{"btcPerBlock":0.0},"source":"mempool.space","observedAt":17,"state":"confirmed"},"longRunSecondsPerBlock":59,"btcVolatilityPercent":}}',
].join('');
