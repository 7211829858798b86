import type { Expression } from '../ast/expressions.ts'
import type { Statement } from '../ast/statements.ts'
import { type Around, type Translated, truncated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { lead } from './declarations.ts'
import { callNode, callStatement, ifNode, nameNode, numberNode } from './nodes.ts'
import { combine } from './operators.ts'
import { slotOf } from './slots.ts'
import type { Special } from './streams.ts'
import { Unsupported } from './unsupported.ts'

const advice = 'Declare SERIES in the NEURON block, and use vector_at, vector_set and vector_append.'

/** The series that an expression leads to. */
function seriesOf({ scope }: Around, node: CExpression | undefined): string | undefined {
  const slot = node && slotOf(scope, node)
  return slot !== undefined && scope.file.vectors.has(slot) ? slot : undefined
}

function needed(around: Around, node: CExpression, argument: CExpression | undefined): Expression {
  const series = seriesOf(around, argument)
  if (series === undefined) throw new Unsupported('it works with Vectors of a script', node, advice)
  return nameNode(series, node)
}

/** Asks something of a series. */
function asking(name: 'vector_capacity' | 'vector_room'): Special {
  return (around, node, [vector]) => ({
    value: callNode(name, [needed(around, node, vector)], node),
    whole: true,
  })
}

/** `vector_instance_px(v, &x)`: x leads to the numbers of v; how many there are. */
const numbersOf: Special = (around, node, [vector, target]) => {
  const series = needed(around, node, vector)
  const isPlace = target?.kind === 'unary' && target.operator === '&' && target.operand.kind === 'name'
  if (!isPlace || !vector || target.operand.kind !== 'name')
    throw new Unsupported('it works with addresses in memory', node, advice)
  lead(around.scope, target.operand.name, vector)
  return { value: callNode('vector_capacity', [series], node), whole: true }
}

/** Changes a series that is only ever filled where it has been given: a script may leave it out. */
function change(around: Around, series: Expression & { readonly kind: 'name' }, made: Statement): void {
  const { sinks } = around.scope.file
  const given = callNode('vector_given', [series], made.span)
  around.before.push(sinks.has(series.name) ? ifNode(given, [made], [], made.span) : made)
}

function changing(name: 'vector_append' | 'vector_resize'): Special {
  return (around, node, [vector, number]) => {
    const series = needed(around, node, vector)
    if (!number || series.kind !== 'name') throw new Unsupported('it changes a Vector by nothing', node)
    const { value } = around.settled(number)
    change(around, series, callStatement(callNode(name, [series, value], node)))
    return { value: numberNode(0, node), whole: true }
  }
}

/** `x[i] = number` and its like, where x leads to a series; undefined where it does not. */
export function fillSeries(
  around: Around,
  node: Extract<CExpression, { kind: 'assign' | 'step' }>,
): Translated | undefined {
  const { target } = node
  const element = target.kind === 'unary' && target.operator === '*' ? target.operand : undefined
  const series = seriesOf(around, target.kind === 'index' ? target.base : element)
  if (series === undefined) return undefined
  const name = nameNode(series, target)
  if (name.kind !== 'name') return undefined
  const found =
    target.kind === 'index' ? around.settled(target.index) : { value: numberNode(0, node), whole: true }
  const index = around.keep('index', truncated(found, node), node)
  const present: Translated = { value: callNode('vector_at', [name, index], node), whole: false }
  const set = (value: Expression) =>
    change(around, name, callStatement(callNode('vector_set', [name, index, value], node)))
  if (node.kind === 'step') {
    const before = around.keep('before', present.value, node)
    const read = { value: before, whole: false }
    const { value } = combine(
      node.by === 1 ? '+' : '-',
      read,
      { value: numberNode(1, node), whole: true },
      node,
    )
    set(value)
    return node.prefix ? { value, whole: false } : read
  }
  const given = around.settled(node.value)
  const made = node.operator === '' ? given : combine(node.operator, present, given, node)
  const kept = around.keep('value', made.value, node)
  set(kept)
  return { value: kept, whole: false }
}

/** Functions that read and change Vectors: a series of numbers of the instance. */
export const vectorCalls: Readonly<Record<string, Special>> = {
  vector_capacity: asking('vector_capacity'),
  vector_buffer_size: asking('vector_room'),
  vector_instance_px: numbersOf,
  vector_append: changing('vector_append'),
  vector_resize: changing('vector_resize'),
}
