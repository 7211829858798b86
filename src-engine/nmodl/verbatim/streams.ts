import type { Expression } from '../ast/expressions.ts'
import { type Around, type Translated, truncated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { binaryNode, callNode, callStatement, nameNode, numberNode } from './nodes.ts'
import { Unsupported } from './unsupported.ts'

type Call = Extract<CExpression, { kind: 'call' }>

/** Translates a call of one function of NEURON's; `given` are its arguments without NEURON's own data. */
export type Special = (around: Around, node: Call, given: readonly CExpression[]) => Translated

/** The random stream that an argument leads to. */
function streamOf(around: Around, argument: CExpression | undefined): Expression | undefined {
  if (argument?.kind === 'cast') return streamOf(around, argument.operand)
  if (argument?.kind === 'unary' && argument.operator === '*') return streamOf(around, argument.operand)
  if (argument?.kind !== 'name') return undefined
  const { streams } = around.scope.file
  const found = around.scope.find(argument.name)
  // A POINTER itself, whose name stands for the place in C.
  const slot = found?.kind === 'handle' ? found.slot : argument.name
  return slot !== undefined && streams.has(slot) ? nameNode(slot, argument) : undefined
}

/** A draw from the stream that the first argument leads to. */
function draw(name: string): Special {
  return (around, node, given) => {
    const stream = streamOf(around, given[0])
    if (!stream)
      throw new Unsupported(
        'it draws from a random stream that is no POINTER of the mechanism',
        node,
        'Declare RANDOM in the NEURON block, and draw with random_uniform and its like.',
      )
    const rest = given.slice(1).map(argument => around.value(argument).value)
    return { value: callNode(name, [stream, ...rest], node), whole: false }
  }
}

/** NEURON counts in fours: which of the four words of a draw comes next is an argument of its own in C. */
const setSequence: Special = (around, node, [first, second, third]) => {
  const stream = streamOf(around, first)
  if (!stream || !second) throw new Unsupported('it sets a random stream that is no POINTER', node)
  const four = binaryNode('*', numberNode(4, node), around.value(second).value, node)
  const which = third ? around.value(third).value : numberNode(0, node)
  const place = binaryNode('+', four, which, node)
  return { value: callNode('random_setseq', [stream, place], node), whole: true }
}

/** `nrnran123_newstream(id1, id2)` makes the stream that has these numbers, at its beginning. */
export function newStream(around: Around, target: CExpression, made: CExpression): boolean {
  if (made.kind === 'cast') return newStream(around, target, made.operand)
  if (made.kind !== 'call' || made.callee.kind !== 'name') return false
  if (!/^nrnran123_newstream3?$/.test(made.callee.name)) return false
  const stream = streamOf(around, target)
  if (!stream) throw new Unsupported('it makes a random stream that is no POINTER of the mechanism', made)
  const ids = made.arguments.map(argument => truncated(around.value(argument), argument))
  while (ids.length < 3) ids.push(numberNode(0, made))
  around.before.push(
    callStatement(callNode('random_setids', [stream, ...ids.slice(0, 3)], made)),
    callStatement(callNode('random_setseq', [stream, numberNode(0, made)], made)),
    callStatement(callNode('nrn_random_made', [stream], made)),
  )
  return true
}

/** `rand` and its like: numbers of the C library are not to be had again, those of the simulation are. */
function libraryDraw(name: string, most: number | undefined): Special {
  return ({ scope }, node) => {
    scope.note('nmodl/verbatim-random', name, node)
    const drawn = callNode('scop_random', [], node)
    if (most === undefined) return { value: drawn, whole: false }
    const scaled = binaryNode('*', drawn, numberNode(most, node), node)
    return { value: callNode('INT', [scaled], node), whole: true }
  }
}

/** Does what an argument does, if anything: texts and addresses do nothing, nor does what nobody can know. */
export function tryToDiscard(around: Around, argument: CExpression): void {
  const inner = around.inner()
  try {
    inner.discard(argument)
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    return
  }
  around.before.push(...inner.before)
}

/** Seeds of the C library's numbers say nothing here. */
function librarySeed(name: string): Special {
  return (around, node, given) => {
    for (const argument of given) tryToDiscard(around, argument)
    around.scope.note('nmodl/verbatim-random', name, node)
    return { value: numberNode(0, node), whole: true }
  }
}

/** Functions that draw random numbers. */
export const streamCalls: Readonly<Record<string, Special>> = {
  rand: libraryDraw('rand', 2147483648),
  random: libraryDraw('random', 2147483648),
  lrand48: libraryDraw('lrand48', 2147483648),
  drand48: libraryDraw('drand48', undefined),
  srand: librarySeed('srand'),
  srandom: librarySeed('srandom'),
  srand48: librarySeed('srand48'),
  nrn_random_pick: draw('nrn_random_pick'),
  nrnran123_dblpick: draw('random_dpick'),
  nrnran123_negexp: draw('random_negexp'),
  nrnran123_normal: draw('random_normal'),
  nrnran123_uniform: draw('random_uniform'),
  nrnran123_ipick: draw('random_ipick'),
  nrnran123_setseq: setSequence,
}
