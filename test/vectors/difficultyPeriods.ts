/**
 * Periods of the Bitcoin main chain from 2009 to 2026, with the bits of the period before: bits are those of the
 * block headers, difficulty and change those that Bitcoin Core and mempool.space show.
 */
// biome-ignore format: one period a line
export const difficultyPeriods = [
  { height: 2016, bitsBefore: 0x1d00ffff, bits: 0x1d00ffff, difficulty: 1, changePercent: 0 },
  { height: 32256, bitsBefore: 0x1d00ffff, bits: 0x1d00d86a, difficulty: 1.1828995343128408, changePercent: 18.289953 },
  { height: 68544, bitsBefore: 0x1c05a3f4, bits: 0x1c0168fd, difficulty: 181.5432893640505, changePercent: 300 },
  { height: 100800, bitsBefore: 0x1b04864c, bits: 0x1b0404cb, difficulty: 16307.420938523983, changePercent: 12.587946 },
  { height: 133056, bitsBefore: 0x1a132185, bits: 0x1a0c2a12, difficulty: 1379192.2882280778, changePercent: 57.270679 },
  { height: 165312, bitsBefore: 0x1a0cd43f, bits: 0x1a0c290b, difficulty: 1379647.4392142936, changePercent: 5.499543 },
  { height: 199584, bitsBefore: 0x1a063a38, bits: 0x1a05db8b, difficulty: 2864140.5078109736, changePercent: 6.313642 },
  { height: 231840, bitsBefore: 0x1a022fbe, bits: 0x1a01de94, difficulty: 8974296.01488785, changePercent: 16.959418 },
  { height: 264096, bitsBefore: 0x1916b0ca, bits: 0x19100ab6, difficulty: 267731249.4824211, changePercent: 41.446261 },
  { height: 296352, bitsBefore: 0x1900b3aa, bits: 0x19009d8c, difficulty: 6978842649.592383, changePercent: 14.038481 },
  { height: 330624, bitsBefore: 0x181bc330, bits: 0x181b4861, difficulty: 40300030327.8914, changePercent: 1.758332 },
  { height: 362880, bitsBefore: 0x18162043, bits: 0x1816418e, difficulty: 49402014931.22746, changePercent: -0.584338 },
  { height: 395136, bitsBefore: 0x1809b31b, bits: 0x180928f0, difficulty: 120033340651.23697, changePercent: 5.892181 },
  { height: 429408, bitsBefore: 0x1804fb08, bits: 0x1804de5e, difficulty: 225832872179.45956, changePercent: 2.299809 },
  { height: 461664, bitsBefore: 0x1802335a, bits: 0x18021c73, difficulty: 520808749422.13983, changePercent: 4.23765 },
  { height: 493920, bitsBefore: 0x1800c1bd, bits: 0x1800ce4b, difficulty: 1364422081125.1475, changePercent: -6.085853 },
  { height: 526176, bitsBefore: 0x17415a49, bits: 0x1738f841, difficulty: 4940704885521.827, changePercent: 14.714714 },
  { height: 560448, bitsBefore: 0x172fd633, bits: 0x17306835, difficulty: 5814661935891.805, changePercent: -1.178223 },
  { height: 592704, bitsBefore: 0x171ba3d1, bits: 0x171a213e, difficulty: 10771996663680.396, changePercent: 5.779044 },
  { height: 624960, bitsBefore: 0x17143b41, bits: 0x171320bc, difficulty: 14715214060656.53, changePercent: 5.76955 },
  { height: 659232, bitsBefore: 0x170ffedd, bits: 0x170eb156, difficulty: 19157154724710.137, changePercent: 8.867258 },
  { height: 689472, bitsBefore: 0x170e1ef9, bits: 0x171398ce, difficulty: 14363025673659.965, changePercent: -27.942727 },
  { height: 723744, bitsBefore: 0x170a8bb4, bits: 0x170a1078, difficulty: 27967152532434.23, changePercent: 4.783073 },
  { height: 756000, bitsBefore: 0x1708c894, bits: 0x1708f9ae, difficulty: 31360548173144.85, changePercent: -2.137006 },
  { height: 790272, bitsBefore: 0x1705dd01, bits: 0x1705ae3a, difficulty: 49549703178592.68, changePercent: 3.216648 },
  { height: 822528, bitsBefore: 0x17042e95, bits: 0x1703e8b3, difficulty: 72006146478567.1, changePercent: 6.983398 },
  { height: 854784, bitsBefore: 0x17036e3a, bits: 0x17031abe, difficulty: 90666502495565.78, changePercent: 10.504586 },
  { height: 887040, bitsBefore: 0x17028bb1, bits: 0x17028281, difficulty: 112149504190349.28, changePercent: 1.429952 },
  { height: 921312, bitsBefore: 0x1701eb21, bits: 0x1701cdfb, difficulty: 155973032196071.94, changePercent: 6.309452 },
  { height: 953568, bitsBefore: 0x1702068f, bits: 0x170240c3, difficulty: 124932866006548.16, changePercent: -10.091364 },
];
