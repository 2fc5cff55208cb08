/** Market and mining without options as numpy does it best: one month at a time, over blocks that stay in cache. */
export const numpyModel = `
import json, sys, time
import numpy as np

given = json.load(sys.stdin)
market, fleet = given["market"], given["fleet"]
months, paths, block = market["months"], given["paths"], 5000
sigma = np.array(market["sigma"])
drift = sigma ** 2 / 2
root = np.array(market["root"]).reshape(5, 5)
path, low, high, centre = (np.array(market[k]) for k in ("path", "low", "high", "centre"))
leave, come = market["exit"], market["entry"]
move = lambda log, month: leave * np.minimum(log - low[month], 0) + come * np.maximum(log - high[month], 0)
classes = [{k: np.array(v) for k, v in one.items()} for one in fleet["classes"]]
fixed, discount = np.array(fleet["fixedUsd"]), np.array(fleet["discount"])

def simulate(rng):
    npv = np.empty(paths)
    for start in range(0, paths, block):
        n = min(block, paths - start)
        btc, hashrate, power, rent, gpu = (np.zeros(n) for _ in range(5))
        hashprice = power_factor = np.ones(n)
        total = np.zeros(n)
        for month in range(months):
            if month > 0:
                z = root @ rng.standard_normal((5, n))
                hashrate += move(path[month - 1] + btc - hashrate, month - 1) - move(path[month - 1], month - 1)
                hashrate += sigma[1] * z[1] - drift[1]
                btc += sigma[0] * z[0] - drift[0]
                power += sigma[2] * z[2] - drift[2]
                rent += sigma[3] * z[3] - drift[3]
                gpu += sigma[4] * z[4] - drift[4]
                hashprice, power_factor = np.exp(btc - hashrate) * centre[month], np.exp(power)
                np.exp(rent)
                np.exp(gpu)
            total -= fixed[month] * discount[month]
            for one in classes:
                margin = one["revenueUsd"][month] * hashprice - one["energyUsd"][month] * power_factor - one["otherUsd"][month]
                total += np.maximum(margin, 0) * discount[month]
        npv[start:start + n] = total
    return np.median(npv)

best = float("inf")
for seed in range(given["rounds"]):
    started = time.perf_counter()
    median = simulate(np.random.Generator(np.random.SFC64(seed)))
    best = min(best, time.perf_counter() - started)
print(json.dumps({"ms": best * 1000, "medianUsd": median}))
`;
