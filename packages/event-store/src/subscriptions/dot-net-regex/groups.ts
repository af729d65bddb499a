/**
 * The numbers of an expression's groups. They are gathered in a first reading, because a reference may stand before its
 * group, and `\10` is one only if there are ten groups. Unnamed groups are counted first, named ones after all of them.
 */
export class Groups {
  readonly #numbers = new Set([0]);
  readonly #names = new Map<string, number>();
  readonly referenced = new Set<number>();
  #automatic = 1;
  #isKnown = false;

  /** The number of the next group without a name. */
  unnamed(): number {
    const number = this.#automatic;
    this.#automatic += 1;
    this.#numbers.add(number);
    return number;
  }

  /** The number of a group with a name, which may itself be a number, and may be given to several groups. */
  named(name: string | number): number {
    if (typeof name === 'number') {
      this.#numbers.add(name);
      return name;
    }
    const known = this.#names.get(name);
    if (known === undefined) this.#names.set(name, -1);
    return known ?? -1;
  }

  /** The group that is referred to, or undefined when there is none; in the first reading there is every one. */
  refer(name: string | number): number | undefined {
    if (!this.#isKnown) return 0;
    const number = typeof name === 'string' ? this.#names.get(name) : name;
    if (number === undefined || !this.#numbers.has(number)) return undefined;
    this.referenced.add(number);
    return number;
  }

  /** Between the two readings. */
  numberNames(): void {
    for (const name of this.#names.keys()) {
      while (this.#numbers.has(this.#automatic)) this.#automatic += 1;
      this.#names.set(name, this.unnamed());
    }
    this.#automatic = 1;
    this.#isKnown = true;
  }
}
