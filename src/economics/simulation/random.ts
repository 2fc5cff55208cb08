import { log } from '../elementary/log.ts';
import { exponential } from './exponential.ts';

/**
 * Standard normal numbers from a seed: sfc32 (Chris Doty-Humphrey, PractRand) for the bits, Doornik's ZIGNOR form of
 * Marsaglia and Tsang's ziggurat with 256 layers for the shape. Ours, so that a seed means the same numbers in every
 * browser and every version; not for secrets.
 */

const LAYERS = 256;
const TAIL = 3.6541528853610088;
const LAYER_AREA = 4.92867323399e-3;
const LAYER_BITS = 8;
/** What is left of 32 signed bits when a layer has been drawn from them. */
const STEPS_PER_EDGE = 2 ** (31 - LAYER_BITS);
const UNSIGNED_32_BITS = 2 ** -32;
const WARM_UP = 12;

const density = (x: number): number => exponential(-0.5 * x * x);

/** The right edge of each layer, the widest first, and the density there. */
const edges = new Float64Array(LAYERS + 1);
const heights = new Float64Array(LAYERS + 1);
edges[0] = LAYER_AREA / density(TAIL);
edges[1] = TAIL;
for (let layer = 2; layer < LAYERS; layer++) {
  const before = edges[layer - 1]!;
  edges[layer] = Math.sqrt(-2 * log(LAYER_AREA / before + density(before)));
}
for (let layer = 0; layer <= LAYERS; layer++) heights[layer] = density(edges[layer]!);

/** Of each layer: the width of a step, and the first step that may lie outside the next layer. */
const widths = new Float64Array(LAYERS);
const outside = new Int32Array(LAYERS);
for (let layer = 0; layer < LAYERS; layer++) {
  widths[layer] = edges[layer]! / STEPS_PER_EDGE;
  outside[layer] = Math.ceil(edges[layer + 1]! / widths[layer]!);
}

/** Fills `into` with the normal numbers that `stream` (whole) of `seed` (whole) begins with. */
export function fillNormals(asked: { into: Float64Array; seed: number; stream: number }): void {
  const { into, seed, stream } = asked;
  const high = Math.floor(seed / 2 ** 32);
  // The hottest loop of a simulation. Whole numbers are compared, which is faster than fractions, and the state
  // stays in registers as long as no closure holds it: the rare draws beside the layers have their own generator.
  const uniform = uniforms(warmedUp([stream, seed, ~high, 1]));
  const state = warmedUp([seed, stream, high, 1]);
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  const length = into.length;
  for (let at = 0; at < length; ) {
    const drawn = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    const layer = drawn & (LAYERS - 1);
    const step = drawn >> LAYER_BITS;
    if (Math.abs(step) < outside[layer]!) into[at++] = step * widths[layer]!;
    else if (layer === 0) into[at++] = step < 0 ? -tail(uniform) : tail(uniform);
    else if (isUnderCurve({ x: step * widths[layer]!, layer, height: uniform() }))
      into[at++] = step * widths[layer]!;
  }
}

/** Uniform numbers in (0, 1) that `stream` of `seed` begins with, apart from its normal ones. */
export function uniformsOf({ seed, stream }: { seed: number; stream: number }): () => number {
  return uniforms(warmedUp([stream, seed, Math.floor(seed / 2 ** 32), 2]));
}

/** A generator's state in which its seed has been forgotten. */
function warmedUp(seeds: number[]): Int32Array {
  const state = Int32Array.from(seeds);
  for (let round = 0; round < WARM_UP; round++) bits(state);
  return state;
}

/** The next 32 bits of sfc32, signed. */
function bits(state: Int32Array): number {
  const a = state[0]!;
  const b = state[1]!;
  const c = state[2]!;
  const d = state[3]!;
  const drawn = (a + b + d) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + drawn;
  state[3] = d + 1;
  return drawn;
}

/** Uniform numbers in (0, 1). */
const uniforms = (state: Int32Array) => (): number => ((bits(state) >>> 0) + 0.5) * UNSIGNED_32_BITS;

/** Marsaglia's exact method for what lies beyond the widest layer. */
function tail(uniform: () => number): number {
  for (;;) {
    const x = -log(uniform()) / TAIL;
    const y = -log(uniform());
    if (y + y > x * x) return TAIL + x;
  }
}

function isUnderCurve({ x, layer, height }: { x: number; layer: number; height: number }): boolean {
  const outer = heights[layer]!;
  const inner = heights[layer + 1]!;
  return outer + height * (inner - outer) < density(x);
}
