/**
 * A cache of at most `weightMax`, which is a number of entries unless they are weighed. It has two halves: when the young
 * one is full it becomes the old one, and the old one is forgotten; what is asked for in the old one becomes young again.
 * What it forgets is read again from disk.
 */
export class BoundedMap<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  readonly #halfMax: number;
  readonly #weightOf: (key: K, value: V) => number;
  #weight = 0;

  constructor(weightMax: number, weightOf: (key: K, value: V) => number = () => 1) {
    this.#halfMax = Math.ceil(weightMax / 2);
    this.#weightOf = weightOf;
  }

  get(key: K): V | undefined {
    const value = this.#young.get(key);
    if (value !== undefined || this.#old.size === 0) return value;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    const before = this.#young.get(key);
    this.#young.set(key, value);
    this.#weight += this.#weightOf(key, value) - (before === undefined ? 0 : this.#weightOf(key, before));
    if (this.#weight < this.#halfMax) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#weight = 0;
  }

  clear(): void {
    this.#young.clear();
    this.#weight = 0;
    this.#old.clear();
  }
}

const charactersOfOne = 128;

/** How many entries one of so many characters counts as. */
export function weightOfText(text: string): number {
  return 1 + Math.floor(text.length / charactersOfOne);
}
