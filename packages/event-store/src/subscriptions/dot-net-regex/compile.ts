import { Assembler } from './assembler.ts';
import { isAtStart, requiredText } from './facts.ts';
import { anchors, type Instruction, type Program } from './program.ts';
import type { Expression, Node } from './tree.ts';

export function compile({ root, referenced }: Expression): Program {
  const compiler = new Compiler(referenced);
  compiler.emit(root, false);
  const { code } = compiler;
  code.add('done');
  const { instructions, slots } = code;
  return {
    instructions,
    slots,
    isAnchored: isAtStart(root),
    requiredText: requiredText(root),
    isRegular: compiler.isRegular,
  };
}

type Of<Kind extends Node['kind']> = Extract<Node, { kind: Kind }>;

class Compiler {
  readonly code = new Assembler();
  readonly #referenced: ReadonlySet<number>;
  #innerRuns = 0;
  #hasInnerLoopSlots = false;

  constructor(referenced: ReadonlySet<number>) {
    this.#referenced = referenced;
  }

  /**
   * A group that is referred to makes the rest depend on what it took. What a loop keeps of its iteration changes nothing
   * about what can be reached in the end, but an inner run ends before that.
   */
  get isRegular(): boolean {
    return this.#referenced.size === 0 && !this.#hasInnerLoopSlots;
  }

  /** What a lookbehind encloses is matched from its end to its start, as in .NET. */
  emit(node: Node, isBehind: boolean): void {
    this.code.countPart();
    switch (node.kind) {
      case 'unit':
        this.code.add('unit', { value: node.unit, isBehind });
        return;
      case 'set':
        this.code.add('set', { set: node.set, isBehind });
        return;
      case 'anchor':
        this.code.add('anchor', { value: anchors.indexOf(node.anchor) });
        return;
      case 'reference':
        this.code.add(node.anyCase ? 'referenceAnyCase' : 'reference', {
          value: this.code.slotsOf(node.group),
          isBehind,
        });
        return;
      case 'sequence':
        for (const part of isBehind ? node.parts.toReversed() : node.parts) this.emit(part, isBehind);
        return;
      default:
        this.#emitEnclosing(node, isBehind);
    }
  }

  #emitEnclosing(
    node: Exclude<Node, { kind: 'unit' | 'set' | 'anchor' | 'reference' | 'sequence' }>,
    isBehind: boolean,
  ): void {
    switch (node.kind) {
      case 'choice':
        this.#choice(node.options, isBehind);
        return;
      case 'repeat':
        this.#repeat(node, isBehind);
        return;
      case 'capture':
        this.#capture(node, isBehind);
        return;
      case 'look':
        this.#look(node);
        return;
      case 'atomic':
        this.#atomic(node.body, isBehind);
        return;
      case 'ifGroup':
        this.#either(this.code.add('ifSaved', { value: this.code.slotsOf(node.group) }), node, isBehind);
        return;
      case 'ifMatch':
        this.#ifMatch(node, isBehind);
        return;
    }
  }

  #choice(options: readonly Node[], isBehind: boolean): void {
    const ends: Instruction[] = [];
    for (const option of options.slice(0, -1)) {
      const split = this.code.add('split', { to: this.code.next + 1 });
      this.emit(option, isBehind);
      ends.push(this.code.add('jump'));
      split.or = this.code.next;
    }
    for (const option of options.slice(-1)) this.emit(option, isBehind);
    for (const end of ends) end.to = this.code.next;
  }

  #repeat(repeat: Of<'repeat'>, isBehind: boolean): void {
    const isEndless = repeat.max === Number.POSITIVE_INFINITY;
    for (let count = isEndless ? 1 : 0; count < repeat.min; count += 1) {
      const before = this.code.next;
      this.emit(repeat.body, isBehind);
      // What writes nothing is not written more often.
      if (this.code.next === before) return;
    }
    if (!isEndless) this.#optional(repeat, isBehind);
    else if (repeat.min === 0) this.#anyTimes(repeat, isBehind);
    else this.#onceOrMore(repeat, isBehind);
  }

  #anyTimes(repeat: Of<'repeat'>, isBehind: boolean): void {
    const split = this.code.add('split');
    const iteration = this.#iteration(repeat, isBehind);
    this.code.add('jump', { to: iteration.start - 1 });
    iteration.endAt(this.code.next, split);
  }

  #onceOrMore(repeat: Of<'repeat'>, isBehind: boolean): void {
    const iteration = this.#iteration(repeat, isBehind);
    const split = this.code.add('split');
    iteration.endAt(this.code.next, split);
  }

  /** The repetitions between the least and the most; before each of them it may end. */
  #optional(repeat: Of<'repeat'>, isBehind: boolean): void {
    const ends: ((after: number) => void)[] = [];
    for (let count = repeat.min; count < repeat.max; count += 1) {
      const split = this.code.add('split');
      const iteration = this.#iteration(repeat, isBehind);
      ends.push((after) => iteration.endAt(after, split));
    }
    for (const end of ends) end(this.code.next);
  }

  /** As in .NET an iteration that takes nothing is the last one. */
  #iteration({ body, isLazy, bodyMayBeEmpty }: Of<'repeat'>, isBehind: boolean) {
    const start = this.code.next;
    const value = bodyMayBeEmpty ? this.code.slot() : -1;
    if (bodyMayBeEmpty) this.code.add('save', { value });
    this.emit(body, isBehind);
    const last = bodyMayBeEmpty ? this.code.add('ifMoved', { value }) : null;
    this.#hasInnerLoopSlots ||= bodyMayBeEmpty && this.#innerRuns > 0;
    const endAt = (after: number, split: Instruction) => {
      split.to = isLazy ? after : start;
      split.or = isLazy ? start : after;
      if (last !== null) last.or = after;
    };
    return { start, endAt };
  }

  /** Only what is referred to is kept; its start apart until its end, as the group may be referred to from within. */
  #capture({ group, body }: Of<'capture'>, isBehind: boolean): void {
    if (!this.#referenced.has(group)) {
      this.emit(body, isBehind);
      return;
    }
    const start = this.code.slot();
    this.code.add('save', { value: start });
    this.emit(body, isBehind);
    this.code.add('capture', { value: this.code.slotsOf(group), to: start });
  }

  #look({ isBehind, isNegative, body }: Of<'look'>): void {
    const look = this.#inner('look', body, isBehind);
    look[isNegative ? 'or' : 'to'] = this.code.next;
  }

  #atomic(body: Node, isBehind: boolean): void {
    const atomic = this.#inner('atomic', body, isBehind);
    atomic.to = this.code.next;
  }

  #ifMatch(node: Of<'ifMatch'>, isBehind: boolean): void {
    const look = this.#inner('look', node.condition, isBehind);
    look.to = this.code.next;
    this.#either(look, node, isBehind);
  }

  #inner(name: 'look' | 'atomic', body: Node, isBehind: boolean): Instruction {
    const inner = this.code.add(name);
    this.#innerRuns += 1;
    this.emit(body, isBehind);
    this.#innerRuns -= 1;
    this.code.add('done');
    return inner;
  }

  #either(condition: Instruction, { yes, no }: { yes: Node; no: Node }, isBehind: boolean): void {
    this.emit(yes, isBehind);
    const end = this.code.add('jump');
    condition.or = this.code.next;
    this.emit(no, isBehind);
    end.to = this.code.next;
  }
}
