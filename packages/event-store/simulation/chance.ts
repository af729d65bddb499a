/** Rounds of a simulation: some in `npm test`, many with TEST_LONG=1. */
export function roundsOf(few: number, many: number): number {
  return process.env.TEST_LONG === '1' ? many : few;
}

export type Chance = {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<T>(choices: readonly T[]): T;
};

/** Random numbers from a printed seed; SIMULATION_SEED=n plays a run again. */
export function chance(what: string): Chance {
  const seed = Number(process.env.SIMULATION_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
  process.stdout.write(`${what}: SIMULATION_SEED=${seed}\n`);
  const next = mulberry32(seed);
  const below = (end: number) => Math.floor(next() * end);
  return { below, pick: (choices) => choices[below(choices.length)] as (typeof choices)[number] };
}

/** Tommy Ettinger's generator of 32 bits, public domain: the same numbers for the same seed everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
