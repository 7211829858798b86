import type { Expression, Identifier } from '../ast/expressions.ts'
import { lookUp, reportUnknown, type Scope } from './scope.ts'

/** A name that stands with an index is an array, and a constant index lies in it. */
export function checkElement(scope: Scope, name: Identifier, index: Expression): void {
  const known = lookUp(scope, name.name)
  if (!known) {
    reportUnknown(scope, name)
    return
  }
  if (known.length === undefined) {
    scope.report.add('nmodl/index-without-array', { name: name.name }, name.span)
    return
  }
  const value = constantOf(scope, index)
  if (value !== undefined && (value < 0 || value >= known.length)) {
    scope.report.add(
      'nmodl/index-outside',
      { name: name.name, index: value, length: known.length },
      index.span,
    )
  }
}

/** A name that stands without an index is no array. */
export function checkWhole(scope: Scope, name: Identifier): void {
  const known = lookUp(scope, name.name)
  if (!known) reportUnknown(scope, name)
  else if (known.length !== undefined) {
    scope.report.add('nmodl/array-without-index', { name: name.name }, name.span)
  }
}

/** The number that an index is in every run, truncated as in C; undefined where it depends on anything. */
function constantOf(scope: Scope, index: Expression): number | undefined {
  switch (index.kind) {
    case 'number':
      return Math.trunc(index.value)
    case 'name': {
      const known = lookUp(scope, index.name)
      if (known?.kind !== 'variable' || known.variable.storage.kind !== 'constant') return undefined
      return Math.trunc(known.variable.storage.value)
    }
    case 'unary': {
      const operand = index.operator === '-' ? constantOf(scope, index.operand) : undefined
      return operand === undefined ? undefined : -operand
    }
    case 'binary': {
      const left = constantOf(scope, index.left)
      const right = constantOf(scope, index.right)
      if (left === undefined || right === undefined) return undefined
      if (index.operator === '+') return left + right
      if (index.operator === '-') return left - right
      return index.operator === '*' ? left * right : undefined
    }
    default:
      return undefined
  }
}
