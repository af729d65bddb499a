import { lowered } from './letter-case.ts';
import { isAt } from './position.ts';
import { type Instruction, nowhere, op, type Program } from './program.ts';

/** Instructions tried on one name; some milliseconds of them. */
export const regexStepsMax = 500_000;

/** Steps until it is kept what failed: most names are judged in fewer, and need no memory for it. */
const stepsWithoutMemoryMax = 2000;

/** What lies on the stack beside instructions to go back to. */
const failed = -1;
const saved = -2;

/** The choice is none of those whose failure is kept. */
const unknown = -1;

/** Nothing is kept in a slot. */
const unsaved = -1;

export class TooManySteps extends Error {}

/** Whether the program matches anywhere in the name, and in how many steps that was found out. */
export function match(
  program: Program,
  name: string,
  memoryAfter = stepsWithoutMemoryMax,
): { isMatch: boolean; steps: number } {
  if (!name.includes(program.requiredText)) return { isMatch: false, steps: 1 };
  const run = new Match(program, name, memoryAfter);
  const isMatch = run.search();
  return { isMatch, steps: run.steps };
}

/**
 * Runs a program as .NET does: by going back to the last choice when it fails. Of a program without references it keeps
 * which choices failed at which positions, and tries none twice, so that its steps grow in line with the name's length.
 *
 * The stack holds three numbers each: an instruction to go back to, its position, and the choice's bit in the memory;
 * the mark that a choice has failed once all above it is gone; or a slot with what it held before.
 */
class Match {
  steps = 0;
  readonly #program: Program;
  readonly #name: string;
  readonly #stack: number[] = [];
  readonly #slots: Int32Array;
  readonly #memoryAfter: number;
  /** A bit for each instruction at each position. */
  #memory: Uint8Array | null = null;
  #at = 0;
  #next = 0;

  constructor(program: Program, name: string, memoryAfter: number) {
    this.#program = program;
    this.#name = name;
    this.#memoryAfter = program.isRegular ? memoryAfter : Number.POSITIVE_INFINITY;
    this.#slots = new Int32Array(program.slots).fill(unsaved);
  }

  search(): boolean {
    const last = this.#program.isAnchored ? 0 : this.#name.length;
    for (let start = 0; start <= last; start += 1) {
      this.#at = start;
      if (this.#run(0)) return true;
    }
    return false;
  }

  /** Runs up to `done`; what is left on the stack are the ways in which it could go on otherwise. */
  #run(from: number): boolean {
    const base = this.#stack.length;
    const { instructions } = this.#program;
    this.#next = from;
    for (;;) {
      this.#count(1);
      const instruction = instructions[this.#next] as Instruction;
      if (instruction.op === op.done) return true;
      this.#next += 1;
      if (!this.#does(instruction) && !this.#goBack(base)) return false;
    }
  }

  #does(instruction: Instruction): boolean {
    switch (instruction.op) {
      case op.unit:
        return this.#takesUnit(instruction);
      case op.set:
        return this.#takesSet(instruction);
      case op.split:
        return this.#split(instruction);
      case op.jump:
        this.#next = instruction.to;
        return true;
      case op.anchor:
        return isAt(instruction.value, this.#name, this.#at);
      case op.look:
        return this.#look(instruction);
      case op.atomic:
        return this.#atomic(instruction);
      case op.reference:
      case op.referenceAnyCase:
        return this.#takesReference(instruction);
      default:
        return this.#doesWithSlot(instruction);
    }
  }

  #takesUnit({ value, isBehind }: Instruction): boolean {
    if (this.#name.charCodeAt(isBehind ? this.#at - 1 : this.#at) !== value) return false;
    this.#at += isBehind ? -1 : 1;
    return true;
  }

  #takesSet({ set, isBehind }: Instruction): boolean {
    const index = isBehind ? this.#at - 1 : this.#at;
    if (index < 0 || index >= this.#name.length || set?.has(this.#name.charCodeAt(index)) !== true)
      return false;
    this.#at += isBehind ? -1 : 1;
    return true;
  }

  #split({ to, or }: Instruction): boolean {
    let bit = unknown;
    if (this.steps > this.#memoryAfter) {
      bit = (this.#next - 1) * (this.#name.length + 1) + this.#at;
      if (this.#hasFailed(bit)) return false;
    }
    this.#stack.push(or, this.#at, bit);
    this.#next = to;
    return true;
  }

  #look({ to, or }: Instruction): boolean {
    const at = this.#at;
    const base = this.#stack.length;
    const holds = this.#run(this.#next);
    if (holds) this.#settle(base);
    this.#at = at;
    this.#next = holds ? to : or;
    return this.#next !== nowhere;
  }

  #atomic({ to }: Instruction): boolean {
    const base = this.#stack.length;
    if (!this.#run(this.#next)) return false;
    this.#settle(base);
    this.#next = to;
    return true;
  }

  #takesReference({ op: name, value, isBehind }: Instruction): boolean {
    const start = this.#slots[value] ?? unsaved;
    const end = this.#slots[value + 1] ?? unsaved;
    if (start === unsaved) return false;
    const length = end - start;
    this.#count(length);
    const from = isBehind ? this.#at - length : this.#at;
    if (from < 0 || !this.#repeats(start, from, length, name === op.referenceAnyCase)) return false;
    this.#at = isBehind ? from : from + length;
    return true;
  }

  /** Whether the name has from `from` what it has from `start`. */
  #repeats(start: number, from: number, length: number, anyCase: boolean): boolean {
    const taken = this.#name.slice(start, start + length);
    if (!anyCase) return this.#name.startsWith(taken, from);
    if (from + length > this.#name.length) return false;
    for (let index = 0; index < length; index += 1) {
      if (lowered(taken.charCodeAt(index)) !== lowered(this.#name.charCodeAt(from + index))) return false;
    }
    return true;
  }

  #doesWithSlot({ op: name, value, to, or }: Instruction): boolean {
    const held = this.#slots[value] ?? unsaved;
    if (name === op.save) this.#save(value, this.#at);
    else if (name === op.capture) this.#capture(value, this.#slots[to] ?? unsaved);
    else if (name === op.ifSaved ? held === unsaved : held === this.#at) this.#next = or;
    return true;
  }

  /** In a lookbehind a group ends before it starts. */
  #capture(slot: number, start: number): void {
    this.#save(slot, Math.min(start, this.#at));
    this.#save(slot + 1, Math.max(start, this.#at));
  }

  #save(slot: number, position: number): void {
    this.#stack.push(saved, slot, this.#slots[slot] ?? unsaved);
    this.#slots[slot] = position;
  }

  /** To the last choice above `base`; false when none is left. */
  #goBack(base: number): boolean {
    const stack = this.#stack;
    while (stack.length > base) {
      const value = stack.pop() as number;
      const place = stack.pop() as number;
      const kind = stack.pop() as number;
      if (kind === failed) this.#remember(place);
      else if (kind === saved) this.#slots[place] = value;
      else {
        if (value !== unknown) stack.push(failed, value, 0);
        this.#next = kind;
        this.#at = place;
        return true;
      }
    }
    return false;
  }

  /** Gives up the choices above `base`, whose outcome stands; slots are still put back when what is below fails. */
  #settle(base: number): void {
    const stack = this.#stack;
    this.#count(stack.length - base);
    let end = base;
    for (let entry = base; entry < stack.length; entry += 3) {
      if (stack[entry] !== saved) continue;
      stack.copyWithin(end, entry, entry + 3);
      end += 3;
    }
    stack.length = end;
  }

  #hasFailed(bit: number): boolean {
    const { instructions } = this.#program;
    this.#memory ??= new Uint8Array(Math.ceil((instructions.length * (this.#name.length + 1)) / 8));
    return ((this.#memory[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  #remember(bit: number): void {
    if (this.#memory !== null) this.#memory[bit >> 3] = (this.#memory[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  #count(steps: number): void {
    this.steps += steps;
    if (this.steps > regexStepsMax) throw new TooManySteps();
  }
}
