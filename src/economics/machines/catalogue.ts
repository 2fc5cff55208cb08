/**
 * One machine as third-party lists give it: vendor, model, TH/s, W, J/TH, cooling, release, the lists that have these
 * figures, and what another list says instead.
 */
type Row = readonly [string, string, number, number, number, string, string, readonly string[], string?];

/**
 * Public third-party lists (minerdb, powerdb, business.md, asicWattList, bitcube, F2Pool's table of March 2020), read in
 * November 2026; none is a manufacturer's page and they disagree on watts, so that each row names its own. A row
 * without a list is recalled. A "3U" unit is two machines.
 */
// biome-ignore format: one machine a line
export const catalogue: readonly Row[] = [
  ['Bitmain', 'Antminer S9', 13.5, 1323, 98, 'air', '2016', ['asicWattList']],
  ['Bitmain', 'Antminer S17+', 73, 2920, 40, 'air', '2019-12', []],
  ['Bitmain', 'Antminer S19', 95, 3250, 34.21, 'air', '2020-05', ['f2pool2020', 'minerdb']],
  ['Bitmain', 'Antminer S19 Pro', 110, 3250, 29.55, 'air', '2020-05', ['f2pool2020', 'powerdb']],
  ['Bitmain', 'Antminer S19j', 90, 3250, 36.11, 'air', '2021', []],
  ['Bitmain', 'Antminer S19j Pro', 104, 3068, 29.5, 'air', '2021-06', ['minerdb']],
  ['Bitmain', 'Antminer S19j Pro+', 122, 3355, 27.5, 'air', '2022', ['minerdb']],
  ['Bitmain', 'Antminer S19k Pro', 120, 2760, 23, 'air', '2023-03', ['bitcube']],
  ['Bitmain', 'Antminer S19 XP', 140, 3010, 21.5, 'air', '2022-07', ['minerdb']],
  ['Bitmain', 'Antminer S19j XP', 151, 3247, 21.5, 'air', '2023', ['powerdb']],
  ['Bitmain', 'Antminer S19 Pro+ Hyd', 198, 5445, 27.5, 'hydro', '2022-05', ['powerdb']],
  ['Bitmain', 'Antminer S19 XP Hyd', 257, 5345, 20.8, 'hydro', '2022-10', ['powerdb'], 'minerdb 5418 W'],
  ['Bitmain', 'Antminer S19 XP+ Hyd', 279, 5301, 19, 'hydro', '2023', ['minerdb']],
  ['Bitmain', 'Antminer T19', 84, 3150, 37.5, 'air', '2020-06', []],
  ['Bitmain', 'Antminer T21', 190, 3610, 19, 'air', '2024-01', ['powerdb']],
  ['Bitmain', 'Antminer S21', 200, 3500, 17.5, 'air', '2023-12', ['minerdb']],
  ['Bitmain', 'Antminer S21 Hyd', 335, 5360, 16, 'hydro', '2024-01', ['minerdb']],
  ['Bitmain', 'Antminer S21 Imm', 301, 5569, 18.5, 'immersion', '2024', ['minerdb']],
  ['Bitmain', 'Antminer S21 Pro', 234, 3510, 15, 'air', '2024-07', ['minerdb']],
  ['Bitmain', 'Antminer S21+', 216, 3564, 16.5, 'air', '2025', ['minerdb']],
  ['Bitmain', 'Antminer S21+ 235', 235, 3878, 16.5, 'air', '2025', ['minerdb']],
  ['Bitmain', 'Antminer S21+ Hyd', 319, 4785, 15, 'hydro', '2025', ['minerdb']],
  ['Bitmain', 'Antminer S21+ Hyd 358', 358, 5370, 15, 'hydro', '2025', [], 'powerdb 5728 W'],
  ['Bitmain', 'Antminer S21e Hyd', 288, 4896, 17, 'hydro', '2024', ['minerdb']],
  ['Bitmain', 'Antminer S21 XP', 270, 3645, 13.5, 'air', '2024-10', ['minerdb']],
  ['Bitmain', 'Antminer S21 XP Imm', 300, 4050, 13.5, 'immersion', '2024-10', []],
  ['Bitmain', 'Antminer S21 XP Hyd', 473, 5676, 12, 'hydro', '2024-10', ['minerdb', 'powerdb']],
  ['Bitmain', 'Antminer S21e XP Hyd', 430, 5590, 13, 'hydro', '2025', []],
  ['Bitmain', 'Antminer S21e XP Hyd 3U', 860, 11180, 13, 'hydro', '2025', ['minerdb', 'powerdb']],
  ['Bitmain', 'Antminer S21 XP+ Hyd', 500, 5500, 11, 'hydro', '2025', ['minerdb']],
  ['Bitmain', 'Antminer S23', 318, 3498, 11, 'air', '2026', ['business.md', 'another list']],
  ['Bitmain', 'Antminer S23 Imm', 442, 5304, 12, 'immersion', '2026', [], 'another list 4400 W'],
  ['Bitmain', 'Antminer S23 Hyd', 580, 5510, 9.5, 'hydro', '2026-01', ['powerdb', 'business.md']],
  ['Bitmain', 'Antminer S23 Hyd 3U', 1160, 11020, 9.5, 'hydro', '2026-01', ['powerdb', 'business.md']],
  ['MicroBT', 'Whatsminer M20S', 68, 3360, 49.41, 'air', '2019-08', []],
  ['MicroBT', 'Whatsminer M30S', 88, 3344, 38, 'air', '2020-04', ['f2pool2020']],
  ['MicroBT', 'Whatsminer M30S+', 100, 3400, 34, 'air', '2020-10', ['asicWattList', 'powerdb']],
  ['MicroBT', 'Whatsminer M30S++', 112, 3472, 31, 'air', '2020-10', ['powerdb']],
  ['MicroBT', 'Whatsminer M31S+', 82, 3444, 42, 'air', '2020', ['asicWattList']],
  ['MicroBT', 'Whatsminer M50', 118, 3422, 29, 'air', '2022-07', ['asicWattList']],
  ['MicroBT', 'Whatsminer M50S', 126, 3276, 26, 'air', '2022', ['minerdb']],
  ['MicroBT', 'Whatsminer M50S+', 138, 3312, 24, 'air', '2023', ['powerdb']],
  ['MicroBT', 'Whatsminer M50S++', 148, 3296, 22.27, 'air', '2023', ['minerdb']],
  ['MicroBT', 'Whatsminer M53', 230, 6670, 29, 'hydro', '2022', ['powerdb']],
  ['MicroBT', 'Whatsminer M53S', 260, 6760, 26, 'hydro', '2023', ['powerdb']],
  ['MicroBT', 'Whatsminer M56S++', 242, 5324, 22, 'immersion', '2023', ['bitcube']],
  ['MicroBT', 'Whatsminer M60', 172, 3423, 19.9, 'air', '2023-10', ['bitcube']],
  ['MicroBT', 'Whatsminer M60S', 186, 3441, 18.5, 'air', '2023-10', ['minerdb']],
  ['MicroBT', 'Whatsminer M60S+', 200, 3400, 17, 'air', '2024', [], 'minerdb 3600 W'],
  ['MicroBT', 'Whatsminer M60S++', 220, 3410, 15.5, 'air', '2025', ['powerdb']],
  ['MicroBT', 'Whatsminer M63', 360, 7200, 20, 'hydro', '2023-10', ['powerdb']],
  ['MicroBT', 'Whatsminer M63S', 390, 7215, 18.5, 'hydro', '2023-10', [], 'powerdb 7800 W'],
  ['MicroBT', 'Whatsminer M63S++', 464, 7200, 15.52, 'hydro', '2025', [], 'powerdb 478 TH/s at 10000 W'],
  ['MicroBT', 'Whatsminer M66', 280, 5572, 19.9, 'immersion', '2023-10', ['bitcube']],
  ['MicroBT', 'Whatsminer M66S', 298, 5513, 18.5, 'immersion', '2023-10', [], 'powerdb 5364 W'],
  ['MicroBT', 'Whatsminer M66S+', 318, 5406, 17, 'immersion', '2024', ['powerdb']],
  ['MicroBT', 'Whatsminer M66S++', 356, 5518, 15.5, 'immersion', '2025', ['powerdb']],
  ['MicroBT', 'Whatsminer M70', 226, 3277, 14.5, 'air', '2026', ['business.md']],
  ['MicroBT', 'Whatsminer M70S', 248, 3348, 13.5, 'air', '2026', ['third-party list']],
  ['MicroBT', 'Whatsminer M73', 512, 7424, 14.5, 'hydro', '2026', ['third-party list']],
  ['Canaan', 'AvalonMiner 1066', 50, 3250, 65, 'air', '2019', ['asicWattList']],
  ['Canaan', 'AvalonMiner 1166 Pro', 81, 3402, 42, 'air', '2020', ['asicWattList']],
  ['Canaan', 'AvalonMiner 1246', 90, 3420, 38, 'air', '2021', ['asicWattList']],
  ['Canaan', 'Avalon A1346', 110, 3300, 30, 'air', '2022', ['powerdb']],
  ['Canaan', 'Avalon A1366', 130, 3250, 25, 'air', '2023', ['powerdb']],
  ['Canaan', 'Avalon A1466', 150, 3230, 21.53, 'air', '2023-09', ['powerdb'], 'minerdb 3300 W'],
  ['Canaan', 'Avalon A1566', 185, 3420, 18.49, 'air', '2024', ['minerdb', 'powerdb']],
  ['Canaan', 'Avalon A15XP', 206, 3667, 17.8, 'air', '2025', ['powerdb']],
  ['Canaan', 'Avalon A15 Pro', 218, 3662, 16.8, 'air', '2025', ['powerdb']],
  ['Canaan', 'Avalon A1566I', 249, 4500, 18.07, 'immersion', '2024', ['powerdb']],
  ['Canaan', 'Avalon A16XP', 300, 3840, 12.8, 'air', '2026', ['business.md']],
  ['Canaan', 'Avalon Q', 90, 1674, 18.6, 'air (home)', '2025', ['business.md']],
  ['Canaan', 'Avalon Mini 3', 37.5, 800, 21.33, 'air (home)', '2025', ['powerdb']],
  ['Canaan', 'Avalon Nano 3S', 6, 140, 23.33, 'air (home)', '2025', ['powerdb']],
  ['Bitdeer', 'SEALMINER A1', 145, 2900, 20, 'air', '2024', []],
  ['Bitdeer', 'SEALMINER A2', 226, 3729, 16.5, 'air', '2025-03', ['powerdb']],
  ['Bitdeer', 'SEALMINER A2 Hyd', 446, 7359, 16.5, 'hydro', '2025-03', ['powerdb']],
  ['Bitdeer', 'SEALMINER A2 Pro Air', 255, 3790, 14.86, 'air', '2025', ['powerdb']],
  ['Bitdeer', 'SEALMINER A2 Pro Hyd', 500, 7450, 14.9, 'hydro', '2025', ['powerdb']],
  ['Bitdeer', 'SEALMINER A3 Air', 260, 3640, 14, 'air', '2025-09', []],
  ['Bitdeer', 'SEALMINER A3 Pro Air', 290, 3625, 12.5, 'air', '2025-09', []],
  ['Bitdeer', 'SEALMINER A3 Hyd', 500, 6750, 13.5, 'hydro', '2025-09', []],
  ['Bitdeer', 'SEALMINER A3 Pro Hyd', 660, 8250, 12.5, 'hydro', '2025-09', []],
  ['Auradine', 'Teraflux AT2880', 260, 4160, 16, 'air', '2024', []],
  ['Auradine', 'Teraflux AI3680', 375, 5513, 14.7, 'immersion', '2024', []],
  ['Auradine', 'Teraflux AH3880', 450, 6525, 14.5, 'hydro', '2024', ['third-party list'], 'business.md 600 TH/s'],
  ['Block (Proto)', 'Proto Rig', 819, 11998, 14.65, 'air/rack', '2025', ['business.md']],
];

/** When the lists were last gone through for changes. */
export const CATALOGUE_READ = '2026-11';

/** Machines that are spoken of but have no published hashrate and watts yet: by name, and what is known. */
export const announced: readonly (readonly [name: RegExp, said: string])[] = [
  [/^a4(?!\d)/, 'SEALMINER A4: a target of 5 J/TH (March 2025); no specification was found by November 2026'],
  [
    /^(?:m70s\+|m76|m79)/,
    'Whatsminer M70S+, M76, M79: about 12.5 J/TH at the launch of December 2025; no table of TH/s and W was found by November 2026',
  ],
];
