import { FilterError } from '../filter-error.ts';
import { type Instruction, nowhere, op } from './program.ts';

/** What an expression comes to when its counted repetitions are written out: about one for each character or choice. */
export const regexStatesMax = 5000;

/** Parts of an expression that are looked at to write it out; those that write nothing, like `()`, take time as well. */
const regexPartsMax = 4 * regexStatesMax;

/** Holds the instructions that were written so far, and gives out slots. */
export class Assembler {
  readonly instructions: Instruction[] = [];
  slots = 0;
  readonly #slotOfGroup = new Map<number, number>();
  #parts = 0;

  /** Where the next instruction will stand. */
  get next(): number {
    return this.instructions.length;
  }

  countPart(): void {
    this.#parts += 1;
    if (this.#parts > regexPartsMax) throw tooLarge();
  }

  add(
    name: keyof typeof op,
    { to = nowhere, or = nowhere, value = 0, isBehind = false, set = null }: Partial<Instruction> = {},
  ): Instruction {
    if (this.next >= regexStatesMax) throw tooLarge();
    const added = { op: op[name], to, or, value, isBehind, set };
    this.instructions.push(added);
    return added;
  }

  slot(): number {
    this.slots += 1;
    return this.slots - 1;
  }

  /** The first of a group's two slots. */
  slotsOf(group: number): number {
    const known = this.#slotOfGroup.get(group);
    if (known !== undefined) return known;
    const slot = this.slot();
    this.slot();
    this.#slotOfGroup.set(group, slot);
    return slot;
  }
}

function tooLarge(): FilterError {
  return new FilterError(
    `The filter's regular expression comes to more than ${regexStatesMax} states with its counted repetitions written out. Count less, or write '*' or '+'.`,
  );
}
