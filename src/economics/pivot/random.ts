/**
 * Standard normal numbers from a seed: sfc32 (Chris Doty-Humphrey, PractRand) for the bits, Doornik's ZIGNOR form of
 * Marsaglia and Tsang's ziggurat with 128 layers for the shape. Ours, so that a seed means the same numbers in every
 * browser and every version; not for secrets.
 */

const LAYERS = 128;
const TAIL = 3.442619855899;
const LAYER_AREA = 9.91256303526217e-3;
const SIGNED_25_BITS = 2 ** -24;
const UNSIGNED_32_BITS = 2 ** -32;
const WARM_UP = 12;

const density = (x: number): number => Math.exp(-0.5 * x * x);

/** The right edge of each layer, the widest first, what of it lies inside the next one, and the density there. */
const edges = new Float64Array(LAYERS + 1);
const inside = new Float64Array(LAYERS);
const heights = new Float64Array(LAYERS + 1);
edges[0] = LAYER_AREA / density(TAIL);
edges[1] = TAIL;
for (let layer = 2; layer < LAYERS; layer++) {
  const before = edges[layer - 1]!;
  edges[layer] = Math.sqrt(-2 * Math.log(LAYER_AREA / before + density(before)));
}
for (let layer = 0; layer < LAYERS; layer++) inside[layer] = edges[layer + 1]! / edges[layer]!;
for (let layer = 0; layer <= LAYERS; layer++) heights[layer] = density(edges[layer]!);

/** Fills `into` with the normal numbers that `stream` (whole) of `seed` (whole) begins with. */
export function fillNormals(asked: { into: Float64Array; seed: number; stream: number }): void {
  const { into, seed, stream } = asked;
  // The hottest loop of a simulation: the state stays in registers as long as no closure holds it, so that the rare
  // draws beside the layers come from a generator of their own.
  const uniform = uniforms({ seed, stream });
  let a = seed | 0;
  let b = stream | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let d = 1;
  const length = into.length;
  for (let at = -WARM_UP; at < length; ) {
    const drawn = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    const layer = drawn & (LAYERS - 1);
    const u = (drawn >> 7) * SIGNED_25_BITS;
    if (at < 0) at++;
    else if (Math.abs(u) < inside[layer]!) into[at++] = u * edges[layer]!;
    else if (layer === 0) into[at++] = u < 0 ? -tail(uniform) : tail(uniform);
    else if (isUnderCurve({ x: u * edges[layer]!, layer, height: uniform() })) into[at++] = u * edges[layer]!;
  }
}

/** Uniform numbers in (0, 1) from the same seed and stream, of another sequence than the layers are drawn from. */
function uniforms({ seed, stream }: { seed: number; stream: number }): () => number {
  let a = stream | 0;
  let b = seed | 0;
  let c = ~Math.floor(seed / 2 ** 32);
  let d = 1;
  const bits = () => {
    const drawn = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return drawn;
  };
  for (let round = 0; round < WARM_UP; round++) bits();
  return () => ((bits() >>> 0) + 0.5) * UNSIGNED_32_BITS;
}

/** Marsaglia's exact method for what lies beyond the widest layer. */
function tail(uniform: () => number): number {
  for (;;) {
    const x = -Math.log(uniform()) / TAIL;
    const y = -Math.log(uniform());
    if (y + y > x * x) return TAIL + x;
  }
}

function isUnderCurve({ x, layer, height }: { x: number; layer: number; height: number }): boolean {
  const outer = heights[layer]!;
  const inner = heights[layer + 1]!;
  return outer + height * (inner - outer) < density(x);
}
