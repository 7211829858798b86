import type { Effect } from '../effects.ts'
import type { Graph, Value } from '../graph.ts'
import type { Fused } from './fuse.ts'
import type { Guard } from './guard.ts'
import type { Instruction } from './instruction.ts'

/** The operations of a program in the order in which they run: what is hoisted, and what each block runs. */
export interface Schedule {
  readonly prologue: readonly Instruction[]
  readonly body: readonly Instruction[]
}

/** What earlier passes found out. */
export interface Plan {
  /** Uses of each value, from removeDead and guard; shape [graph.size]. */
  readonly uses: Int32Array
  readonly fused: ReadonlyMap<Value, Fused>
  readonly guards: ReadonlyMap<Value, Guard>
}

/**
 * Puts the values that the effects need in order: each just before it is first needed, so that few are alive at
 * once. What does not vary goes into the prologue (hoisting); dear sides of choices go behind guards.
 *
 * A column is never written while something that wants its old number is still to come: before the effect,
 * everything that reads the column is computed.
 */
export function schedule(graph: Graph, effects: readonly Effect[], plan: Plan): Schedule {
  const { uses, fused, guards } = plan
  const prologue: Instruction[] = []
  const done = new Uint8Array(graph.size)
  const readers = columnReaders(graph, uses, fused)
  const needs = registerNeeds(graph, fused)
  let body: Instruction[] = []
  let nesting = 0

  for (const column of overtaken(graph, effects)) {
    body.push({ kind: 'compute', operation: 'copy', operands: [column], result: column })
  }
  for (const effect of effects) {
    emit(effect.value)
    for (const reader of readers.get(writtenColumn(effect)) ?? []) emit(reader)
    body.push({ kind: 'effect', effect })
  }
  return { prologue, body }

  /** Emits a value after its operands; an explicit stack, because user programs may be deep. */
  function emit(root: Value): void {
    const stack: Value[] = [root]
    for (let value = stack.at(-1); value !== undefined; value = stack.at(-1)) {
      const guard = done[value] || nesting >= deepestGuard ? undefined : guards.get(value)
      const waiting = done[value] || guard ? undefined : nextOperand(value)
      if (waiting !== undefined) {
        stack.push(waiting)
        continue
      }
      stack.pop()
      if (done[value]) continue
      done[value] = 1
      if (guard) placeGuarded(value, guard)
      else place(value)
    }
  }

  /** The operand still to be computed that needs most registers: the others then do not have to be kept meanwhile. */
  function nextOperand(value: Value): Value | undefined {
    let next: Value | undefined
    for (const operand of operandsOf(graph, fused, value)) {
      if (!done[operand] && (next === undefined || (needs[operand] ?? 0) > (needs[next] ?? 0))) next = operand
    }
    return next
  }

  function place(value: Value): void {
    const node = graph.node(value)
    if (node.kind === 'column' && node.space !== 'own') {
      body.push({ kind: 'compute', operation: 'gather', operands: [value], result: value })
    }
    if (node.kind !== 'operation') return
    const { operation, operands } = fused.get(value) ?? node
    const into = graph.isSteady(value) ? prologue : body
    into.push({ kind: 'compute', operation, operands, result: value })
  }

  /** A choice of which the dear sides are skipped where no lane takes them. */
  function placeGuarded(choice: Value, { condition, yes, no }: Guard): void {
    const [, a, b] = operandsOf(graph, fused, choice) as [Value, Value, Value]
    emit(condition)
    // What both sides share must not end up inside one of the regions.
    for (const value of sharedInputs([...(yes ?? []), ...(no?.only ?? [])])) emit(value)
    const start = yes ? (no ? condition : b) : a
    emit(start)
    body.push({ kind: 'compute', operation: 'copy', operands: [start], result: choice })
    if (yes) skipUnless(condition, a, [condition, a, choice], choice)
    if (no) {
      emit(no.unless)
      skipUnless(no.unless, b, [condition, choice, b], choice)
    }
  }

  /** What the members of regions need from outside of them, in order. */
  function sharedInputs(members: readonly Value[]): readonly Value[] {
    const inside = new Set(members)
    const inputs = new Set<Value>()
    for (const member of members) {
      const unless = guards.get(member)?.no?.unless
      if (unless !== undefined && !inside.has(unless)) inputs.add(unless)
      for (const operand of operandsOf(graph, fused, member)) if (!inside.has(operand)) inputs.add(operand)
    }
    return [...inputs].sort((first, second) => first - second)
  }

  function skipUnless(condition: Value, side: Value, operands: readonly Value[], choice: Value): void {
    const outer = body
    body = []
    nesting++
    emit(side)
    nesting--
    body.push({ kind: 'compute', operation: 'select', operands, result: choice })
    outer.push({ kind: 'guard', condition, skips: body.length }, ...body)
    body = outer
  }
}

/** Regions inside regions are not looked for beyond this depth. */
const deepestGuard = 4

/** The operands that must be computed first, in the fused form where there is one. */
export function operandsOf(graph: Graph, fused: ReadonlyMap<Value, Fused>, value: Value): readonly Value[] {
  const node = graph.node(value)
  return node.kind === 'operation' ? (fused.get(value) ?? node).operands : []
}

/**
 * How many registers it takes to compute each value if nothing is shared (Sethi & Ullman 1970): operands are
 * computed in order of falling need, and each that is finished occupies one register while the next is computed.
 */
function registerNeeds(graph: Graph, fused: ReadonlyMap<Value, Fused>): Int32Array {
  const needs = new Int32Array(graph.size)
  for (let index = 0; index < graph.size; index++) {
    const value = index as Value
    const node = graph.node(value)
    if (graph.isSteady(value) || node.kind === 'constant' || node.kind === 'uniform') continue
    if (node.kind === 'column' && node.space === 'own') continue
    const falling = operandsOf(graph, fused, value)
      .map(operand => needs[operand] ?? 0)
      .sort((first, second) => second - first)
    needs[index] = Math.max(1, ...falling.map((need, finished) => (need === 0 ? 0 : need + finished)))
  }
  return needs
}

/** `space name` of the column that an effect writes; '' for a uniform. */
function writtenColumn(effect: Effect): string {
  if (effect.kind === 'setUniform') return ''
  return effect.kind === 'store' ? `own ${effect.name}` : `${effect.space} ${effect.name}`
}

/** Own columns that one effect takes as they were, after an earlier effect has stored something else in them. */
function overtaken(graph: Graph, effects: readonly Effect[]): ReadonlySet<Value> {
  const stored = new Set<string>()
  const found = new Set<Value>()
  for (const effect of effects) {
    const node = graph.node(effect.value)
    if (node.kind === 'column' && node.space === 'own' && stored.has(node.name)) found.add(effect.value)
    if (effect.kind === 'store') stored.add(effect.name)
  }
  return found
}

/** For each column its users: the operations on an own column, the gather of another. */
function columnReaders(
  graph: Graph,
  uses: Int32Array,
  fused: ReadonlyMap<Value, Fused>,
): ReadonlyMap<string, readonly Value[]> {
  const readers = new Map<string, Value[]>()
  const note = (column: Value, reader: Value): void => {
    const node = graph.node(column)
    if (node.kind !== 'column') return
    const key = `${node.space} ${node.name}`
    const known = readers.get(key)
    if (known) known.push(reader)
    else readers.set(key, [reader])
  }
  const absorbed = absorbedValues(graph, fused)
  for (let index = 0; index < graph.size; index++) {
    const value = index as Value
    if (uses[value] === 0 || absorbed.has(value)) continue
    const node = graph.node(value)
    if (node.kind === 'column' && node.space !== 'own') note(value, value)
    for (const operand of operandsOf(graph, fused, value)) {
      const column = graph.node(operand)
      if (column.kind === 'column' && column.space === 'own') note(operand, value)
    }
  }
  return readers
}

/** Products that have become part of a sum; they are not computed by themselves. */
function absorbedValues(graph: Graph, fused: ReadonlyMap<Value, Fused>): ReadonlySet<Value> {
  const absorbed = new Set<Value>()
  for (const value of fused.keys()) {
    const node = graph.node(value)
    if (node.kind !== 'operation') continue
    for (const operand of node.operands) {
      if (!fused.get(value)?.operands.includes(operand)) absorbed.add(operand)
    }
  }
  return absorbed
}
