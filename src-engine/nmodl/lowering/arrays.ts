import type { Span } from '../../core/source/span.ts'
import type { Value } from '../../program/graph.ts'
import type { Execution } from './execution.ts'
import { elementName } from './names.ts'

/** Arrays up to this length are read by choosing among their elements; longer ones where they lie. */
const longestChoice = 16
/** The same for arrays that are assigned at an index of the run; longer ones are kept in memory. */
export const longestAssigned = 64

/** `name[index]`. */
export function readElement(execution: Execution, name: string, index: Value, span: Span): Value {
  const { builder, names } = execution
  const length = execution.lengthOf(name) ?? 1
  const fixed = fixedIndex(execution, name, index, length, span)
  if (fixed === 'outside') return builder.constant(0)
  if (execution.isInMemory(name)) {
    builder.array(name, length)
    return builder.elementInTurn('own', name, index, execution.when())
  }
  if (fixed !== undefined) return execution.read(elementName(name, fixed), span)
  if (length > longestChoice && isOwn(execution, name)) {
    if (!names.isAssigned(name)) {
      builder.array(name, length)
      return builder.element('own', name, index, execution.when())
    }
    if (wantsMemory(execution, name, length)) return builder.constant(0)
  }
  faultOutside(execution, name, index, length)
  // An index counts as the whole number below it, so x[k] is meant where k ≤ index < k + 1.
  let chosen = execution.read(elementName(name, length - 1), span)
  for (let k = length - 2; k >= 0; k--) {
    const isBelow = builder.apply('lt', index, builder.constant(k + 1))
    chosen = builder.apply('select', isBelow, execution.read(elementName(name, k), span), chosen)
  }
  return chosen
}

/** `name[index] = value`. */
export function writeElement(
  execution: Execution,
  name: string,
  index: Value,
  value: Value,
  span: Span,
): void {
  const { builder } = execution
  const length = execution.lengthOf(name) ?? 1
  const fixed = fixedIndex(execution, name, index, length, span)
  if (fixed === 'outside') return
  if (execution.isInMemory(name)) {
    builder.array(name, length)
    execution.effect({ kind: 'storeElement', space: 'own', name, index, value, when: execution.when() })
    return
  }
  if (fixed !== undefined) {
    execution.write(elementName(name, fixed), value)
    return
  }
  if (isOwn(execution, name) && wantsMemory(execution, name, length)) return
  faultOutside(execution, name, index, length)
  const whole = builder.apply('trunc', index)
  for (let k = 0; k < length; k++) {
    const element = elementName(name, k)
    const isMeant = builder.apply('eq', whole, builder.constant(k))
    const old = execution.names.read(element) ?? value
    execution.write(element, builder.apply('select', isMeant, value, old))
  }
}

/** Whether an array is the instances' own, and so lies in one stretch. */
function isOwn({ names, model }: Execution, name: string): boolean {
  return !names.isLocal(name) && model.variables.get(name)?.storage.kind === 'own'
}

/** Whether an array is too long to go on without keeping it in memory; this lowering is then thrown away. */
function wantsMemory(execution: Execution, name: string, length: number): boolean {
  if (length <= longestAssigned || execution.model.variables.get(name)?.role === 'state') return false
  execution.keepInMemory(name)
  return true
}

/** The element meant by an index that is known now, truncated toward 0 as in C; one outside the array is said. */
function fixedIndex(
  execution: Execution,
  name: string,
  index: Value,
  length: number,
  span: Span,
): number | 'outside' | undefined {
  const known = execution.builder.constantOf(index)
  if (known === undefined) return undefined
  const whole = Math.trunc(known)
  if (whole >= 0 && whole < length) return whole
  execution.report.add('nmodl/index-outside', { name, index: known, length }, span)
  return 'outside'
}

function faultOutside(execution: Execution, name: string, index: Value, length: number): void {
  const { builder } = execution
  const isInside = builder.apply(
    'and',
    builder.apply('lt', builder.constant(-1), index),
    builder.apply('lt', index, builder.constant(length)),
  )
  const fault = { code: 'nmodl/index-out-of-range', facts: { name, length } }
  execution.fault(fault, builder.apply('not', isInside))
}
