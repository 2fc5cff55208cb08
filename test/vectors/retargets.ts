/**
 * Real retargets of the Bitcoin main chain: heights, header times and bits as any node returns them
 * (getblockheader); `height` is the first block of the next period.
 */
// biome-ignore format: one retarget a line
export const retargets = [
  { height: 501984, firstBlockTimeSeconds: 1513605320, lastBlockTimeSeconds: 1514778580, spanSeconds: 1173260, bitsBefore: 0x18009645, bitsAfter: 0x180091c1, changePercent: 3.098116 },
  { height: 506016, firstBlockTimeSeconds: 1515827554, lastBlockTimeSeconds: 1516862792, spanSeconds: 1035238, bitsBefore: 0x177e578c, bitsAfter: 0x176c2146, changePercent: 16.842699 },
  { height: 681408, firstBlockTimeSeconds: 1618515703, lastBlockTimeSeconds: 1619899807, spanSeconds: 1384104, bitsBefore: 0x170bef93, bitsAfter: 0x170da863, changePercent: -12.607659 },
  { height: 685440, firstBlockTimeSeconds: 1620896338, lastBlockTimeSeconds: 1622335745, spanSeconds: 1439407, bitsBefore: 0x170b3ce9, bitsAfter: 0x170d5f7b, changePercent: -15.965340 },
  { height: 689472, firstBlockTimeSeconds: 1623614836, lastBlockTimeSeconds: 1625293501, spanSeconds: 1678665, bitsBefore: 0x170e1ef9, bitsAfter: 0x171398ce, changePercent: -27.942727 },
  { height: 693504, firstBlockTimeSeconds: 1626564737, lastBlockTimeSeconds: 1627705595, spanSeconds: 1140858, bitsBefore: 0x17149624, bitsAfter: 0x17136aa2, changePercent: 6.025547 },
  { height: 697536, firstBlockTimeSeconds: 1628834027, lastBlockTimeSeconds: 1629902243, spanSeconds: 1068216, bitsBefore: 0x1712180b, bitsAfter: 0x170ffaa0, changePercent: 13.235581 },
  { height: 778176, firstBlockTimeSeconds: 1676188371, lastBlockTimeSeconds: 1677288474, spanSeconds: 1100103, bitsBefore: 0x17073039, bitsAfter: 0x170689a3, changePercent: 9.953530 },
  { height: 782208, firstBlockTimeSeconds: 1678484890, lastBlockTimeSeconds: 1679609492, spanSeconds: 1124602, bitsBefore: 0x17067681, bitsAfter: 0x1706023e, changePercent: 7.558089 },
  { height: 786240, firstBlockTimeSeconds: 1680795199, lastBlockTimeSeconds: 1681984324, spanSeconds: 1189125, bitsBefore: 0x1705e0b2, bitsAfter: 0x1705c739, changePercent: 1.722030 },
  { height: 915264, firstBlockTimeSeconds: 1757050390, lastBlockTimeSeconds: 1758206431, spanSeconds: 1156041, bitsBefore: 0x170211ac, bitsAfter: 0x1701fa38, changePercent: 4.633002 },
  { height: 919296, firstBlockTimeSeconds: 1759348633, lastBlockTimeSeconds: 1760592232, spanSeconds: 1243599, bitsBefore: 0x1701ddb4, bitsAfter: 0x1701eb21, changePercent: -2.733657 },
  { height: 923328, firstBlockTimeSeconds: 1761732893, lastBlockTimeSeconds: 1762971900, spanSeconds: 1239007, bitsBefore: 0x1701cdfb, bitsAfter: 0x1701d936, changePercent: -2.373248 },
  { height: 927360, firstBlockTimeSeconds: 1764206208, lastBlockTimeSeconds: 1765424841, spanSeconds: 1218633, bitsBefore: 0x1701e2a0, bitsAfter: 0x1701e63a, changePercent: -0.740717 },
  { height: 931392, firstBlockTimeSeconds: 1766634486, lastBlockTimeSeconds: 1767858836, spanSeconds: 1224350, bitsBefore: 0x1701e605, bitsAfter: 0x1701ebf2, changePercent: -1.204561 },
];
