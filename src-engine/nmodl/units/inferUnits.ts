import { textOf } from '../../core/source/sourceText.ts'
import { numberUnit } from '../../core/units/unit.ts'
import type { Expression } from '../ast/expressions.ts'
import { checkAgreement } from './agree.ts'
import { measureOfCall } from './calls.ts'
import { lookUp, quoted, readUnit, shown, type Scope, type UnitContext } from './context.ts'
import {
  assumedMeasure,
  combineMeasures,
  measureOf,
  numberMeasure,
  plainMeasure,
  powerOfMeasure,
  rootOfMeasure,
  sumOfMeasures,
  unknownMeasure,
  type Measure,
} from './measure.ts'
import { createNameless } from './nameless.ts'

type Binary = Extract<Expression, { kind: 'binary' }>

/** Largest power that is worked out; a larger one is nobody's unit. */
const largestPower = 64

/** The unit of an expression's value; reports what does not fit together inside it. */
export function inferUnit(context: UnitContext, scope: Scope, expression: Expression): Measure {
  switch (expression.kind) {
    case 'number':
      return measureOfNumber(context, expression)
    case 'name':
      return isConversion(context, expression)
        ? conversionByName(context, scope, expression)
        : lookUp(context, scope, expression.name)
    case 'element':
    case 'past':
      return lookUp(context, scope, expression.name)
    case 'slope':
      return lookUp(context, scope, `${expression.name}'`)
    case 'call':
      return inferCall(context, scope, expression)
    case 'unary': {
      const operand = inferUnit(context, scope, expression.operand)
      return expression.operator === '-' ? operand : plainMeasure
    }
    case 'binary':
      return inferBinary(context, scope, expression)
    default:
      return unknownMeasure
  }
}

/** The unit of a call's value; pow is a power, not a function of numbers. */
export function inferCall(
  context: UnitContext,
  scope: Scope,
  call: Extract<Expression, { kind: 'call' }>,
): Measure {
  const [base, exponent] = call.arguments
  if (call.callee.name === 'pow' && base && exponent && !context.signatures.has('pow')) {
    return inferPower(context, scope, base, exponent)
  }
  return measureOfCall(
    context,
    call,
    call.arguments.map(argument => inferUnit(context, scope, argument)),
  )
}

/** `6`, `6 (mV)`, and `(1000)`: a number alone in parentheses is a factor that converts units. */
function measureOfNumber(context: UnitContext, number: Extract<Expression, { kind: 'number' }>): Measure {
  if (number.unit !== '') {
    const unit = readUnit(context, number.unit, number.span)
    return unit ? measureOf(unit) : unknownMeasure
  }
  return isConversion(context, number) && number.value !== 0
    ? measureOf(numberUnit(1 / number.value))
    : assumedMeasure(createNameless('number', number.text, number.span))
}

/** The span of what stands in parentheses takes them in. */
function isConversion(context: UnitContext, { span }: Expression): boolean {
  return textOf(context.report.source, { start: span.start, end: span.start + 1 }) === '('
}

/** `(N)` with N from DEFINE is a factor as well; other names in parentheses are what they are without. */
function conversionByName(
  context: UnitContext,
  scope: Scope,
  { name }: Extract<Expression, { kind: 'name' }>,
): Measure {
  const value = context.macros.get(name)
  return value === undefined || value === 0 ? lookUp(context, scope, name) : measureOf(numberUnit(1 / value))
}

function inferBinary(context: UnitContext, scope: Scope, expression: Binary): Measure {
  const { operator } = expression
  if (operator === '^') return inferPower(context, scope, expression.left, expression.right)
  const left = inferUnit(context, scope, expression.left)
  const right = inferUnit(context, scope, expression.right)
  switch (operator) {
    case '*':
      return combineMeasures(left, right, 1)
    case '/':
      return combineMeasures(left, right, -1)
    case '+':
    case '-':
      return checkAlike(context, expression, left, right) ? sumOfMeasures(left, right) : unknownMeasure
    case '||':
    case '&&':
      return plainMeasure
    default:
      checkAlike(context, expression, left, right)
      return plainMeasure
  }
}

/** Checks that both sides of a sum or a comparison are in the same unit. */
function checkAlike(context: UnitContext, expression: Binary, left: Measure, right: Measure): boolean {
  const what = expression.operator === '+' ? 'added' : expression.operator === '-' ? 'subtracted' : 'compared'
  return checkAgreement(
    context,
    { found: right, needed: left, span: expression.right.span },
    ({ found, needed }) => {
      const facts = {
        what,
        left: quoted(context, expression.left.span),
        leftUnit: shown(context, needed),
        right: quoted(context, expression.right.span),
        rightUnit: shown(context, found),
      }
      context.report.add('nmodl/units-differ', facts, expression.span)
    },
  )
}

/** `base ^ exponent`: the exponent is a plain number, and so is the base unless the exponent is a written whole number. */
function inferPower(context: UnitContext, scope: Scope, base: Expression, exponent: Expression): Measure {
  const measure = inferUnit(context, scope, base)
  const power = writtenNumber(exponent)
  if (power === undefined) {
    const found = inferUnit(context, scope, exponent)
    checkAgreement(context, { found, needed: plainMeasure, span: exponent.span }, unmet => {
      const facts = { value: quoted(context, exponent.span), found: shown(context, unmet.found) }
      context.report.add('nmodl/units-exponent', facts, exponent.span)
    })
  } else if (Number.isInteger(power) && Math.abs(power) <= largestPower) {
    return powerOfMeasure(measure, power)
  } else if (power === 0.5) {
    const root = rootOfMeasure(measure)
    if (root) return root
  }
  if (!checkPlainBase(context, base, measure)) return unknownMeasure
  return measure.isNumber && power !== undefined ? numberMeasure : plainMeasure
}

function checkPlainBase(context: UnitContext, base: Expression, measure: Measure): boolean {
  return checkAgreement(context, { found: measure, needed: plainMeasure, span: base.span }, unmet => {
    const facts = { value: quoted(context, base.span), found: shown(context, unmet.found) }
    context.report.add('nmodl/units-power', facts, base.span)
  })
}

/** The value of a number as written, with a sign or without. */
function writtenNumber(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.unit === '' ? expression.value : undefined
  if (expression.kind !== 'unary' || expression.operator !== '-') return undefined
  const value = writtenNumber(expression.operand)
  return value === undefined ? undefined : -value
}
