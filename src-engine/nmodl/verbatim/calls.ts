import type { Around, Translated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { callMathematics } from './mathematics.ts'
import { neuronCalls } from './neuronCalls.ts'
import { callNode, numberNode } from './nodes.ts'
import { fail, isNil, isNowhere } from './nowhere.ts'
import { reasonAgainst } from './reasons.ts'
import { streamCalls } from './streams.ts'
import { Unsupported } from './unsupported.ts'
import { vectorCalls } from './vectors.ts'

type Call = Extract<CExpression, { kind: 'call' }>

/** Functions of NEURON that are the same in NMODL. */
const sameInNmodl = new Set(
  `scop_random exprand normrand poisrand set_seed nrn_ghk nrn_nernst nernst ghk at_time`.split(' '),
)

/** Arguments that carry NEURON's own data along. */
const baggage = new Set(`_p _ppvar _thread _nt _pnt _cntml_padded _cntml_actual _ml _iml _globals`.split(' '))

/** Translates a call. */
export function calls(around: Around, node: Call): Translated {
  const { callee } = node
  if (callee.kind !== 'name')
    throw new Unsupported('it calls a function through an address', node, 'Do it in the script.')
  const { name } = callee
  const { file } = around.scope
  const given = node.arguments.filter(argument => !(argument.kind === 'name' && baggage.has(argument.name)))
  const routine = [name, name.replace(new RegExp(`_${file.suffix}$`), ''), name.replace(/^_/, '')].find(one =>
    file.routines.has(one),
  )
  if (routine !== undefined || sameInNmodl.has(name)) {
    const values = given.map(argument => around.value(argument).value)
    const whole = routine !== undefined && file.wholeFunctions.has(routine)
    return { value: callNode(routine ?? name, values, node), whole }
  }
  if (name === 'ifarg' && around.scope.enclosing.makes === 'in-constructor') {
    const [which] = given
    // The first argument of a point process is its place.
    if (which?.kind === 'number' && (file.isArtificial || which.value > 1)) {
      around.scope.note('nmodl/verbatim-no-arguments', 'ifarg', node)
      return { value: numberNode(0, node), whole: true }
    }
  }
  const [first] = given
  if (
    /^(list_)?vector_/.test(name) &&
    first &&
    (isNil(around.scope, first) || isNowhere(around.scope, first))
  )
    return fail(around, first)
  const mathematics = callMathematics(around, node, name)
  if (mathematics) return mathematics
  const stream = Object.hasOwn(streamCalls, name) ? streamCalls[name] : undefined
  const special = stream ?? (Object.hasOwn(vectorCalls, name) ? vectorCalls[name] : undefined)
  const other = special ?? (Object.hasOwn(neuronCalls, name) ? neuronCalls[name] : undefined)
  if (other) return other(around, node, given)
  const reason = reasonAgainst(name)
  if (reason) throw new Unsupported(reason.why, node, reason.instead)
  throw new Unsupported(`it calls "${name}", which is not known here`, node)
}
