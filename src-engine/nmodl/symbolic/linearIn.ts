import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'

/**
 * A value that is linear in an unknown x: factor · (slope · x + intercept), none of the three depending on x.
 * A missing factor is 1; a missing slope or intercept is exactly 0.
 *
 * The common factor is kept apart so that (inf − x)/tau yields its fixed point `inf` itself and not
 * (inf/tau)/(1/tau), which would cost two divisions and two roundings.
 */
export interface LinearForm {
  readonly factor: Value | undefined
  readonly slope: Value | undefined
  readonly intercept: Value | undefined
}

/** Takes a value apart as linear in an unknown; undefined where it is not linear. */
export function linearIn(builder: ProgramBuilder, value: Value, unknown: Value): LinearForm | undefined {
  // Values that depend on the unknown, with their form; what is not in the map does not depend on it.
  const forms = new Map<Value, LinearForm | undefined>()
  for (const current of reachable(builder, value)) {
    if (current === unknown) {
      forms.set(current, { factor: undefined, slope: builder.constant(1), intercept: undefined })
      continue
    }
    const node = builder.node(current)
    const operands = builder.operandsOf(current)
    if (!operands.some(operand => forms.has(operand))) continue
    const isOperation = node.kind === 'operation'
    forms.set(current, isOperation ? combine(builder, node.operation, operands, forms) : undefined)
  }
  return forms.has(value) ? forms.get(value) : { factor: undefined, slope: undefined, intercept: value }
}

/** Everything a value is made of, operands first, itself last; of a loop, what it takes from outside. */
export function reachable(builder: ProgramBuilder, value: Value): readonly Value[] {
  const seen = new Set<Value>([value])
  const stack: Value[] = [value]
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    for (const operand of builder.operandsOf(current)) {
      if (seen.has(operand)) continue
      seen.add(operand)
      stack.push(operand)
    }
  }
  return [...seen].sort((a, b) => a - b)
}

function combine(
  builder: ProgramBuilder,
  operation: string,
  operands: readonly Value[],
  forms: ReadonlyMap<Value, LinearForm | undefined>,
): LinearForm | undefined {
  if (operands.some(operand => forms.has(operand) && forms.get(operand) === undefined)) return undefined
  const [a, b, c] = operands as [Value, Value, Value]
  const formOf = (operand: Value): LinearForm =>
    forms.get(operand) ?? { factor: undefined, slope: undefined, intercept: operand }
  switch (operation) {
    case 'neg':
      return negateForm(builder, formOf(a))
    case 'add':
      return addForms(builder, formOf(a), formOf(b))
    case 'sub':
      return addForms(builder, formOf(a), negateForm(builder, formOf(b)))
    case 'mul':
      if (forms.has(a) && forms.has(b)) return undefined
      return forms.has(a) ? scaleForm(builder, formOf(a), b) : scaleForm(builder, formOf(b), a)
    case 'div': {
      if (forms.has(b)) return undefined
      const form = formOf(a)
      return { ...form, factor: builder.apply('div', form.factor ?? builder.constant(1), b) }
    }
    case 'select': {
      if (forms.has(a)) return undefined
      const [yes, no] = [spread(builder, formOf(b)), spread(builder, formOf(c))]
      return {
        factor: undefined,
        slope: choose(builder, a, yes.slope, no.slope),
        intercept: choose(builder, a, yes.intercept, no.intercept),
      }
    }
    default:
      return undefined
  }
}

function scaleForm(builder: ProgramBuilder, form: LinearForm, scale: Value): LinearForm {
  return { ...form, factor: form.factor === undefined ? scale : builder.apply('mul', form.factor, scale) }
}

function negateForm(builder: ProgramBuilder, form: LinearForm): LinearForm {
  const negate = (part: Value | undefined) => (part === undefined ? undefined : builder.apply('neg', part))
  return { factor: form.factor, slope: negate(form.slope), intercept: negate(form.intercept) }
}

/** The form with its factor multiplied in. */
export function spread(builder: ProgramBuilder, form: LinearForm): LinearForm {
  const { factor } = form
  if (factor === undefined) return form
  const times = (part: Value | undefined) =>
    part === undefined ? undefined : builder.apply('mul', factor, part)
  return { factor: undefined, slope: times(form.slope), intercept: times(form.intercept) }
}

function addForms(builder: ProgramBuilder, first: LinearForm, second: LinearForm): LinearForm {
  const shared = first.factor === second.factor
  const a = shared ? first : spread(builder, first)
  const b = shared ? second : spread(builder, second)
  const slope = addParts(builder, a.slope, b.slope)
  const vanishes = slope !== undefined && builder.constantOf(slope) === 0
  return {
    factor: shared ? first.factor : undefined,
    slope: vanishes ? undefined : slope,
    intercept: addParts(builder, a.intercept, b.intercept),
  }
}

function addParts(builder: ProgramBuilder, a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return builder.apply('add', a, b)
}

function choose(
  builder: ProgramBuilder,
  condition: Value,
  yes: Value | undefined,
  no: Value | undefined,
): Value | undefined {
  if (yes === undefined && no === undefined) return undefined
  return builder.apply('select', condition, yes ?? builder.constant(0), no ?? builder.constant(0))
}
