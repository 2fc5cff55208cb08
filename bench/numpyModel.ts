/** The simulation of src/economics as numpy does it best: one month at a time, over blocks that stay in cache. */
export const numpyModel = `
import json, sys, time
import numpy as np

given = json.load(sys.stdin)
months, paths, block = given["months"], given["paths"], 5000
sigma = np.array(given["sigma"])
drift = sigma ** 2 / 2
root = np.array(given["root"]).reshape(5, 5)
response = given["hashrateResponse"]
plans = [{k: ([{n: np.array(v) for n, v in one.items()} for one in plan[k]] if k == "classes" else np.array(plan[k]))
          for k in plan} for plan in given["plans"]]
horizons = [h - 1 for h in given["horizons"]]
rent_matters = np.any([plan["marketRentUsd"] != 0 for plan in plans], axis=0)
gpu_matters = np.any([plan["gpuUsd"] != 0 for plan in plans], axis=0)

def simulate(rng):
    npv = [np.empty(paths) for _ in plans]
    wins = np.zeros(len(horizons))
    for start in range(0, paths, block):
        n = min(block, paths - start)
        btc, hashrate, power, rent, gpu = (np.zeros(n) for _ in range(5))
        eh = ep = er = eg = np.ones(n)
        level = [np.zeros(n) for _ in plans]
        for month in range(months):
            if month > 0:
                z = root @ rng.standard_normal((5, n))
                hashrate += response * (btc - hashrate) + sigma[1] * z[1] - drift[1]
                btc += sigma[0] * z[0] - drift[0]
                power += sigma[2] * z[2] - drift[2]
                rent += sigma[3] * z[3] - drift[3]
                gpu += sigma[4] * z[4] - drift[4]
                eh, ep = np.exp(btc - hashrate), np.exp(power)
                if rent_matters[month]: er = np.exp(rent)
                if gpu_matters[month]: eg = np.exp(gpu)
            for at, plan in enumerate(plans):
                total = level[at]
                total += plan["fixedUsd"][month]
                if plan["marketRentUsd"][month]: total += plan["marketRentUsd"][month] * er
                if plan["gpuUsd"][month]: total += plan["gpuUsd"][month] * eg
                if plan["powerUsd"][month]: total -= plan["powerUsd"][month] * ep
                for one in plan["classes"]:
                    if one["revenueUsd"][month]:
                        total += np.maximum(one["revenueUsd"][month] * eh - one["energyUsd"][month] * ep
                                            - one["otherUsd"][month], 0)
            if month in horizons: wins[horizons.index(month)] += (level[1] > level[0]).sum()
        for at in range(len(plans)): npv[at][start:start + n] = level[at]
    return [np.percentile(values, [5, 50, 95]) for values in npv + [npv[1] - npv[0]]], wins

best = float("inf")
for seed in range(given["rounds"]):
    started = time.perf_counter()
    bands, wins = simulate(np.random.Generator(np.random.SFC64(seed)))
    best = min(best, time.perf_counter() - started)
print(json.dumps({"ms": best * 1000, "miningP50Usd": bands[0][1]}))
`;
