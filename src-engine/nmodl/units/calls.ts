import type { Expression } from '../ast/expressions.ts'
import { checkAgreement } from './agree.ts'
import { builtinSignatures, unitsOfBuiltin } from './builtinUnits.ts'
import { quoted, shown, type UnitContext } from './context.ts'
import { plainMeasure, rootOfMeasure, sumOfMeasures, unknownMeasure, type Measure } from './measure.ts'

type Call = Extract<Expression, { kind: 'call' }>

/** The unit of a call's value, given those of its arguments, which are checked. */
export function measureOfCall(context: UnitContext, call: Call, values: readonly Measure[]): Measure {
  const { name } = call.callee
  const signature = context.signatures.get(name) ?? builtinSignatures().get(name)
  if (signature) {
    for (const [i, { name: argument, measure }] of signature.arguments.entries()) {
      const value = call.arguments[i]
      const found = values[i]
      if (value && found) checkArgument(context, name, { argument, needed: measure }, { value, found })
    }
    return signature.result
  }
  switch (unitsOfBuiltin(name)) {
    case 'plain':
      call.arguments.forEach((value, i) => checkPlain(context, name, value, values[i] ?? unknownMeasure))
      return plainMeasure
    case 'kept':
      return checkAlikeArguments(context, call, values)
    case 'ratio':
      checkAlikeArguments(context, call, values)
      return plainMeasure
    case 'root': {
      const [value = unknownMeasure] = values
      const root = rootOfMeasure(value)
      if (!root && call.arguments[0]) checkPlain(context, name, call.arguments[0], value)
      return root ?? unknownMeasure
    }
    case 'plain-result':
      return plainMeasure
    default:
      return unknownMeasure
  }
}

function checkArgument(
  context: UnitContext,
  name: string,
  { argument, needed }: { readonly argument: string; readonly needed: Measure },
  { value, found }: { readonly value: Expression; readonly found: Measure },
): void {
  checkAgreement(context, { found, needed, span: value.span }, unmet => {
    const facts = {
      name,
      argument: `"${argument}"`,
      value: quoted(context, value.span),
      found: shown(context, unmet.found),
      needed: shown(context, unmet.needed),
    }
    context.report.add('nmodl/units-argument', facts, value.span)
  })
}

function checkPlain(context: UnitContext, name: string, value: Expression, found: Measure): void {
  checkAgreement(context, { found, needed: plainMeasure, span: value.span }, unmet => {
    const facts = { name, value: quoted(context, value.span), found: shown(context, unmet.found) }
    context.report.add('nmodl/units-argument-not-plain', facts, value.span)
  })
}

/** Arguments of fmod, atan2 and the like are in one unit, whichever; that unit. */
function checkAlikeArguments(context: UnitContext, call: Call, values: readonly Measure[]): Measure {
  let common = values[0] ?? unknownMeasure
  for (const [i, found] of values.entries()) {
    const value = call.arguments[i]
    const first = call.arguments[0]
    if (i === 0 || !value || !first) continue
    const agrees = checkAgreement(context, { found, needed: common, span: value.span }, unmet => {
      const facts = {
        what: `arguments of one ${call.callee.name}`,
        left: quoted(context, first.span),
        leftUnit: shown(context, unmet.needed),
        right: quoted(context, value.span),
        rightUnit: shown(context, unmet.found),
      }
      context.report.add('nmodl/units-differ', facts, call.span)
    })
    common = agrees ? sumOfMeasures(common, found) : unknownMeasure
  }
  return common
}
