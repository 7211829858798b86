import { InternalError } from '../../core/errors.ts'
import { effectOperands, type Effect } from '../effects.ts'
import type { Graph, Value } from '../graph.ts'
import { bodyOf, operandsOfNode, type Loop, type Step } from '../nodes.ts'
import type { Fused } from './fuse.ts'
import { everyEffect } from './removeDead.ts'

/** What has to happen so that every reader of a column finds its old number. */
export interface ColumnUse {
  /** Own columns that are copied into registers at the program's start. */
  readonly saved: ReadonlySet<Value>
  /** For each key that some effect writes (`writtenKeys`) the values that read it and must be computed before the write. */
  readonly readers: ReadonlyMap<string, readonly Value[]>
}

/** What an effect writes: `space name` of a column, `own name[]` of an array as a whole; nothing for other effects. */
export function writtenKeys(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case 'store':
      return effect.name.endsWith(']')
        ? [`own ${effect.name}`, arrayKey(effect.name)]
        : [`own ${effect.name}`]
    case 'assignAt':
    case 'addAt':
      return [`${effect.space} ${effect.name}`]
    case 'storeElement':
      return [elementKey(effect)]
    default:
      return []
  }
}

/** `own x[]` of the column `x[3]`. */
function arrayKey(columnName: string): string {
  return `own ${columnName.slice(0, columnName.lastIndexOf('['))}[]`
}

function elementKey({ space, name }: { readonly space: string; readonly name: string }): string {
  return space === 'own' ? `own ${name}[]` : `${space} ${name}`
}

/** The operands that must be computed first, in the fused form where there is one. */
export function operandsOf(graph: Graph, fused: ReadonlyMap<Value, Fused>, value: Value): readonly Value[] {
  return fused.get(value)?.operands ?? operandsOfNode(graph.node(value))
}

/**
 * Finds who reads what is written. Operations on an own column read it in its place, so that they must come before
 * the write, or the column is saved first; it is where a loop reads it, which would meet the new number in the next
 * round, where its array is written at an index, and where the reader cannot come earlier.
 */
export function findColumnUse(
  graph: Graph,
  steps: readonly Step[],
  uses: Int32Array,
  loops: ReadonlyMap<Loop, ReadonlySet<number>>,
  fused: ReadonlyMap<Value, Fused>,
): ColumnUse {
  const written = new Set<string>()
  for (const { effect } of everyEffect(steps)) for (const key of writtenKeys(effect)) written.add(key)
  const storedAtIndex = new Set<string>()
  for (const { effect } of everyEffect(steps))
    if (effect.kind === 'storeElement') storedAtIndex.add(elementKey(effect))

  const saved = new Set<Value>()
  const readers = new Map<string, Value[]>()
  const add = (key: string, reader: Value): void => {
    if (!written.has(key)) return
    const known = readers.get(key)
    if (known) known.push(reader)
    else readers.set(key, [reader])
  }
  const ownColumn = (value: Value): string | undefined => {
    const node = graph.node(value)
    return node.kind === 'column' && node.space === 'own' ? node.name : undefined
  }
  const saveIfWritten = (value: Value): void => {
    const name = ownColumn(value)
    if (name === undefined) return
    const array = name.endsWith(']') && storedAtIndex.has(arrayKey(name))
    if (array || written.has(`own ${name}`)) saved.add(value)
  }

  const stored = new Set<string>()
  for (const { effect, inLoop } of everyEffect(steps)) {
    for (const value of effectOperands(effect)) {
      const name = ownColumn(value)
      if (name !== undefined && (inLoop || stored.has(`own ${name}`))) saveIfWritten(value)
    }
    for (const key of writtenKeys(effect)) stored.add(key)
  }
  for (const [loop, carried] of loops) {
    saveIfWritten(bodyOf(loop).more)
    for (const index of carried) {
      for (const value of [loop.start[index], bodyOf(loop).next[index]])
        if (value !== undefined) saveIfWritten(value)
    }
  }

  const absorbed = absorbedValues(graph, fused)
  const late = steps.some(({ kind }) => kind === 'loop' || kind === 'element') ? lateValues(graph) : undefined
  for (let index = 0; index < uses.length; index++) {
    const value = index as Value
    if (uses[value] === 0 || absorbed.has(value)) continue
    const node = graph.node(value)
    if (node.kind === 'column') {
      if (node.space !== 'own') add(`${node.space} ${node.name}`, value)
      else if (node.name.endsWith(']') && storedAtIndex.has(arrayKey(node.name))) saved.add(value)
    }
    if (node.kind === 'element' && !node.inTurn) add(elementKey(node), value)
    if (node.kind === 'result') continue
    for (const operand of operandsOf(graph, fused, value)) {
      const name = ownColumn(operand)
      if (name === undefined) continue
      if (graph.homeOf(value) || late?.[value]) saveIfWritten(operand)
      add(`own ${name}`, value)
    }
  }
  for (const value of saved) readers.delete(`own ${ownColumn(value) ?? ''}`)
  return { saved, readers }
}

/**
 * Values that are known only after a loop with effects or an element that is read in turn, neither of which can be moved
 * before other effects. Shape [size].
 */
function lateValues(graph: Graph): Uint8Array {
  const late = new Uint8Array(graph.size)
  for (let index = 0; index < graph.size; index++) {
    const node = graph.node(index as Value)
    if (node.kind === 'result' && bodyOf(node.loop).steps.length > 0) late[index] = 1
    if (node.kind === 'element' && node.inTurn) late[index] = 1
    for (const operand of operandsOfNode(node)) if (late[operand]) late[index] = 1
  }
  return late
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

/** Elements mean their old numbers, but these can only be looked up when there are new ones. */
export function readAfterWrite(facts: Readonly<Record<string, string>>): InternalError {
  return new InternalError(
    'elements are read in a loop, or at an index that one computes, after they are written',
    facts,
  )
}
