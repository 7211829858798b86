import { InternalError } from '../../core/errors.ts'
import { effectOperands, withValues, type Effect } from '../effects.ts'
import type { Graph, Value } from '../graph.ts'
import { bodyOf, type Loop, type Step } from '../nodes.ts'
import type { OperationName } from '../operations.ts'
import { findColumnUse, operandsOf, readAfterWrite, writtenKeys, type ColumnUse } from './columnUse.ts'
import type { Guard } from './guard.ts'
import type { Instruction } from './instruction.ts'
import { carriesOf, keysWrittenIn, roundOf } from './loopParts.ts'
import { maskedEffect } from './maskEffect.ts'
import { conditionsBeforeLoops, sharedInputs, type Plan, type Schedule } from './plan.ts'
import { registerNeeds } from './registerNeeds.ts'

/**
 * Puts the values that the effects need in order: each just before it is first needed, so that few are alive at
 * once. What does not vary goes into the prologue, what a loop does not change before that loop (hoisting); dear
 * sides of choices go behind guards.
 *
 * A column is never written while something that wants its old number is still to come: before the effect,
 * everything that reads the column is computed.
 *
 * A loop, under the mask `active` of the lanes that are still in it:
 *
 *     carried = start;  active = 1 (in a loop within a loop: its active)
 *     loop limit
 *       …what `more` is made of…;  active = active and more
 *       leaveUnless active
 *       …what `next` and the effects are made of; the effects, masked…
 *       carried = select active next carried        (after all of `next` is known)
 *     again
 */
export function schedule(graph: Graph, steps: readonly Step[], plan: Plan): Schedule {
  return new Scheduler(graph, plan, findColumnUse(graph, steps, plan.uses, plan.loops, plan.fused)).run(steps)
}

/** Regions inside regions are not looked for beyond this depth. */
const deepestGuard = 4

class Scheduler {
  private readonly graph: Graph
  private readonly plan: Plan
  private readonly columns: ColumnUse
  private readonly prologue: Instruction[] = []
  private readonly done: Uint8Array
  private readonly placed = new Set<Loop>()
  private readonly needs: Int32Array
  private readonly conditionsBefore: ReadonlyMap<Loop, readonly Value[]>
  private body: Instruction[] = []
  private nesting = 0
  /** The loop whose body is being filled, and the value that says which lanes are in it. */
  private home: Loop | undefined
  private active: Value | undefined

  constructor(graph: Graph, plan: Plan, columns: ColumnUse) {
    this.graph = graph
    this.plan = plan
    this.columns = columns
    this.done = new Uint8Array(graph.size)
    this.needs = registerNeeds(graph, plan.fused)
    this.conditionsBefore = conditionsBeforeLoops(graph, plan.guards)
  }

  run(steps: readonly Step[]): Schedule {
    for (const column of this.columns.saved) this.compute('copy', [column], column)
    this.carryOut(steps)
    return { prologue: this.prologue, body: this.body }
  }

  private carryOut(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind === 'loop') {
        this.placeLoop(step.loop, true)
        continue
      }
      if (step.kind === 'element') {
        this.placeInTurn(step.value)
        continue
      }
      for (const value of effectOperands(step)) this.emit(value)
      for (const key of writtenKeys(step)) this.emitReaders(key)
      this.placeEffect(step)
    }
  }

  /** Reads an element after the effects before it. */
  private placeInTurn(value: Value): void {
    const node = this.graph.node(value)
    if (node.kind !== 'element' || this.plan.uses[value] === 0) return
    this.emit(node.index)
    this.emit(node.when)
    this.done[value] = 1
    this.compute('element', [value, node.index, this.masked(node.when)], value)
  }

  private placeEffect(effect: Effect): void {
    const { graph, active } = this
    const masked =
      active === undefined
        ? effect
        : maskedEffect(effect, active, this.plan.sequential, {
            constant: value => graph.constant(value),
            always: condition => graph.constantOf(condition) !== undefined,
            compute: (operation, operands) => this.compute(operation, operands, graph.temporary()),
          })
    const actual = withValues(masked, value => this.actual(value))
    this.body.push({ kind: 'effect', effect: actual })
  }

  /** Computes what still wants the old number of what is about to be written. */
  private emitReaders(key: string): void {
    for (const reader of this.columns.readers.get(key) ?? []) {
      if (this.done[reader]) continue
      let home = this.graph.homeOf(reader)
      if (home === this.home) {
        this.emit(reader)
        continue
      }
      while (home && home.parent !== this.home) home = home.parent
      if (!home) throw readAfterWrite({ key })
      if (this.plan.loops.has(home)) this.placeLoop(home)
    }
  }

  /** Emits a value after its operands; an explicit stack, because user programs may be deep. */
  private emit(root: Value): void {
    const { done } = this
    const stack: Value[] = [root]
    for (let value = stack.at(-1); value !== undefined; value = stack.at(-1)) {
      const guard = done[value] || this.nesting >= deepestGuard ? undefined : this.plan.guards.get(value)
      const waiting = done[value] || guard ? undefined : this.nextOperand(value)
      if (waiting !== undefined) {
        stack.push(waiting)
        continue
      }
      stack.pop()
      if (done[value]) continue
      done[value] = 1
      if (guard) this.placeGuarded(value, guard)
      else this.place(value)
    }
  }

  /** The operand still to be computed that needs most registers: the others then do not have to be kept meanwhile. */
  private nextOperand(value: Value): Value | undefined {
    let next: Value | undefined
    for (const operand of operandsOf(this.graph, this.plan.fused, value)) {
      if (this.done[operand] || this.plan.uses[operand] === 0) continue
      if (next === undefined || (this.needs[operand] ?? 0) > (this.needs[next] ?? 0)) next = operand
    }
    return next
  }

  private place(value: Value): void {
    const { graph } = this
    const node = graph.node(value)
    switch (node.kind) {
      case 'column':
        if (node.space !== 'own') this.compute('gather', [value], value)
        return
      case 'element': {
        if (node.inTurn) throw readAfterWrite({ name: node.name })
        this.requireHome(value)
        const live = this.masked(node.when)
        return void this.compute('element', [value, node.index, live], value)
      }
      case 'result':
        return this.placeLoop(node.loop)
      case 'operation': {
        const { operation, operands } = this.plan.fused.get(value) ?? node
        if (!graph.isSteady(value)) {
          this.requireHome(value)
          return void this.compute(operation, operands, value)
        }
        return void this.prologue.push({ kind: 'compute', operation, operands, result: value })
      }
      default:
        return
    }
  }

  /** What a loop does not change has been computed before it; whatever else would run in the wrong place. */
  private requireHome(value: Value): void {
    if (this.graph.homeOf(value) !== this.home)
      throw new InternalError('a value was to be computed in a loop that it does not belong to', { value })
  }

  private compute(operation: OperationName, operands: readonly Value[], result: Value): Value {
    this.body.push({
      kind: 'compute',
      operation,
      operands: operands.map(value => this.actual(value)),
      result,
    })
    return result
  }

  /** Where a value really is: a loop's results stay where it carried them. */
  private actual(value: Value): Value {
    const node = this.graph.node(value)
    return node.kind === 'result' ? (node.loop.carried[node.index] ?? value) : value
  }

  /** The condition, in the lanes that are still in the loop. */
  private masked(when: Value): Value {
    if (this.active === undefined) return when
    if (this.graph.constantOf(when) !== undefined) return this.active
    return this.compute('and', [this.active, when], this.graph.temporary())
  }

  /** `inTurn`: where its effects belong, which is the only place for a loop that has some. */
  private placeLoop(loop: Loop, inTurn = false): void {
    const { graph, plan } = this
    const carried = plan.loops.get(loop)
    if (this.placed.has(loop) || !carried) return
    if (!inTurn && bodyOf(loop).steps.length > 0)
      throw new InternalError('a loop with effects would have to run before its turn', {})
    if (loop.parent !== this.home || this.nesting > 0)
      throw new InternalError('a loop was to be placed in a loop that it does not belong to', {})
    const { more, steps, outside } = bodyOf(loop)
    for (const value of outside) if (plan.uses[value] !== 0) this.emit(value)
    for (const value of this.conditionsBefore.get(loop) ?? []) this.emit(value)
    this.emitReadersBefore(loop)
    this.placed.add(loop)

    const active = graph.temporary()
    const carries = carriesOf(loop, carried)
    for (const { start, now } of carries) {
      this.compute('copy', [start], now)
      this.done[now] = 1
    }
    this.compute('copy', [this.active ?? graph.constant(1)], active)
    this.body.push({ kind: 'loop', limit: graph.constant(loop.limit), fault: loop.fault })

    const around = { body: this.body, home: this.home, active: this.active }
    const head: Instruction[] = []
    const tail: Instruction[] = []
    Object.assign(this, { body: head, home: loop, active })
    this.emit(more)
    this.compute('and', [active, more], active)
    this.body = tail
    this.carryOut(steps)
    const changed = carries.filter(({ now, then }) => now !== then)
    for (const { then } of changed) this.emit(then)
    const numbers = changed.map(({ then }) => {
      // Another carried number must be kept: its own turn may come first.
      const node = graph.node(then)
      const kept = node.kind === 'carried' && node.loop === loop
      return kept ? this.compute('copy', [then], graph.temporary()) : then
    })
    changed.forEach(({ now, then }, index) =>
      this.compute('select', [active, numbers[index] ?? then, now], now),
    )
    Object.assign(this, around)

    for (const instruction of roundOf(head, tail, active)) this.body.push(instruction)
  }

  /** What wants the old numbers of anything that a loop writes is computed before the loop. */
  private emitReadersBefore(loop: Loop): void {
    for (const key of keysWrittenIn(loop)) {
      for (const reader of this.columns.readers.get(key) ?? []) {
        for (let home = this.graph.homeOf(reader); home; home = home.parent) {
          if (home === loop) throw readAfterWrite({ key })
        }
      }
      this.emitReaders(key)
    }
  }

  /** A choice of which the dear sides are skipped where no lane takes them. */
  private placeGuarded(choice: Value, { condition, yes, no }: Guard): void {
    const [, a, b] = operandsOf(this.graph, this.plan.fused, choice) as [Value, Value, Value]
    this.emit(condition)
    // What both sides share must not end up inside one of the regions.
    for (const value of sharedInputs(this.graph, this.plan, [...(yes ?? []), ...(no?.only ?? [])]))
      this.emit(value)
    const start = yes ? (no ? condition : b) : a
    this.emit(start)
    this.compute('copy', [start], choice)
    if (yes) this.skipUnless(condition, a, [condition, a, choice], choice)
    if (no) {
      this.emit(no.unless)
      this.skipUnless(no.unless, b, [condition, choice, b], choice)
    }
  }

  private skipUnless(condition: Value, side: Value, operands: readonly Value[], choice: Value): void {
    const outer = this.body
    this.body = []
    this.nesting++
    this.emit(side)
    this.nesting--
    this.compute('select', operands, choice)
    outer.push({ kind: 'guard', condition: this.actual(condition), skips: this.body.length })
    for (const instruction of this.body) outer.push(instruction)
    this.body = outer
  }
}
