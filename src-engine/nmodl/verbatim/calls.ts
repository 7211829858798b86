import type { Expression } from '../ast/nodes.ts'
import type { CExpression } from './cNodes.ts'
import {
  type Around,
  binaryNode,
  callNode,
  nameNode,
  numberNode,
  translateExpression,
  type Translated,
} from './expressions.ts'
import { slotOf } from './slots.ts'
import { Unsupported } from './unsupported.ts'

type Call = Extract<CExpression, { kind: 'call' }>

/** Functions of C's mathematics that NMODL has under this name. */
const mathematics: Readonly<Record<string, string>> = {
  abs: 'fabs',
  hoc_Exp: 'exp',
  ...Object.fromEntries(
    `exp log log10 sin cos tan asin acos atan atan2 sinh cosh tanh sqrt fabs floor ceil fmod pow erf trunc`
      .split(' ')
      .map(name => [name, name === 'trunc' ? 'INT' : name]),
  ),
}

/** Functions of NEURON that are the same in NMODL. */
const sameInNmodl = new Set(
  `scop_random exprand normrand poisrand set_seed nrn_ghk nrn_nernst nernst ghk at_time`.split(' '),
)

/** What only writes for people to read, or looks after memory. */
const silent = new Set(
  `printf fprintf puts fputs putchar fflush hoc_warning assert free nrnran123_deletestream hoc_obj_ref hoc_obj_unref
  srand srand48 state_discontinuity_done`.split(/\s+/),
)

const ends = new Set(['hoc_execerror', 'hxe', 'abort', 'exit', 'execerror'])

/** Arguments that carry NEURON's own data along. */
const baggage = new Set([
  '_p',
  '_ppvar',
  '_thread',
  '_nt',
  '_pnt',
  '_cntml_padded',
  '_cntml_actual',
  '_ml',
  '_iml',
])

/** What each kind of unknown function seems to do, and how that is done instead. */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(ifarg|getarg|gargstr|chkarg|hoc_(p?getarg|objgetarg|is_.*_arg|pgargstr|obj_file_arg)|nrn_random_arg|vector_arg\w*)$/,
    'it takes arguments from a script',
    'Set the value in the model: a parameter, a random stream or a table.',
  ],
  [
    /^(fopen|fclose|fscanf|fread|fwrite|fgets?|fgetc|fputc|fseek|ftell|popen|pclose|access|getcwd|system|remove)$/,
    'it reads or writes files',
    'Read the data before the run, and give them as parameters or as a FUNCTION_TABLE.',
  ],
  [
    /^(vector_|list_vector|install_vector|ivoc_|openvec|is_vector)/,
    'it works with Vectors of a script',
    'Give the numbers as a FUNCTION_TABLE.',
  ],
  [/^(m|c|re|ec|er)alloc$|^mem(cpy|set|move)$|^hoc_Emalloc$/, 'it asks for memory', 'Declare an array.'],
  [
    /^(hoc_|ob2|object_|nrn_(lookup|symbol))/,
    'it reaches into the interpreter',
    'Use a POINTER, or do it in the script.',
  ],
  [
    /^(time|clock|gettimeofday|nanosleep|sleep)$/,
    'it asks for the time of day',
    'Results must not depend on it.',
  ],
]

/** Translates a call. */
export function calls(around: Around, node: Call): Translated {
  const { callee } = node
  if (callee.kind !== 'name') throw new Unsupported('it calls through an address', node)
  const { name } = callee
  const { scope } = around
  const given = node.arguments.filter(argument => !(argument.kind === 'name' && baggage.has(argument.name)))
  const numbers = () => given.map(argument => translateExpression(around, argument).value)
  const nothing: Translated = { value: numberNode(0, node), whole: true }

  const routine = [name, name.replace(new RegExp(`_${scope.file.suffix}$`), ''), name.replace(/^_/, '')].find(
    one => scope.file.routines.has(one),
  )
  if (routine !== undefined) return { value: callNode(routine, numbers(), node), whole: false }
  if (Object.hasOwn(mathematics, name)) {
    const values = given.map(argument => translateExpression(around, argument))
    const whole = name === 'abs' && values.every(value => value.whole)
    return {
      value: callNode(
        mathematics[name] ?? name,
        values.map(({ value }) => value),
        node,
      ),
      whole,
    }
  }
  if (sameInNmodl.has(name)) return { value: callNode(name, numbers(), node), whole: false }
  if (silent.has(name)) return nothing
  if (ends.has(name)) {
    const texts = node.arguments.filter(argument => argument.kind === 'string')
    const text = texts.map(argument => argument.text.replace(/\\n/g, '')).join(' ')
    const message = { kind: 'string', text, span: { start: node.start, end: node.end } } as const
    return { value: callNode('error', [message as Expression], node), whole: true }
  }
  const special = specials[name]
  if (special) return special(around, node, given)
  const reason = reasons.find(([shape]) => shape.test(name))
  if (reason) throw new Unsupported(reason[1], node, reason[2])
  throw new Unsupported(`it calls "${name}", which is not known here`, node)
}

/** The random stream that an argument leads to. */
function streamOf(around: Around, argument: CExpression | undefined): Expression | undefined {
  if (argument?.kind === 'cast') return streamOf(around, argument.operand)
  if (argument?.kind !== 'name') return undefined
  const found = around.scope.find(argument.name)
  if (found?.kind === 'handle' && found.slot !== undefined) return nameNode(found.slot, argument)
  // A POINTER itself, whose name stands for the place in C.
  return around.scope.file.pointers.has(argument.name) ? nameNode(argument.name, argument) : undefined
}

type Special = (around: Around, node: Call, given: readonly CExpression[]) => Translated

/** A draw from the stream that the first argument leads to. */
function draw(name: string): Special {
  return (around, node, given) => {
    const stream = streamOf(around, given[0])
    if (!stream)
      throw new Unsupported('it draws from a random stream that is no POINTER of the mechanism', node)
    const rest = given.slice(1).map(argument => translateExpression(around, argument).value)
    return { value: callNode(name, [stream, ...rest], node), whole: false }
  }
}

/** The larger or smaller of two. */
function extreme(operator: '<' | '>'): Special {
  return (around, node, [a, b]) => {
    if (!a || !b) throw new Unsupported('it takes an extreme of nothing', node)
    const [left, right] = [translateExpression(around, a), translateExpression(around, b)]
    return {
      value: callNode(operator === '<' ? 'fmin' : 'fmax', [left.value, right.value], node),
      whole: left.whole && right.whole,
    }
  }
}

/** Events as C sends them: NEURON's own data are left out, times are absolute. */
function event(name: 'net_send' | 'net_event' | 'net_move', timeAt: number): Special {
  return (around, node) => {
    const values = node.arguments.filter(
      argument => !(argument.kind === 'unary' && argument.operator === '&') && !isBaggage(argument),
    )
    const numbers = values.slice(timeAt).map(argument => translateExpression(around, argument).value)
    const [time, flag] = numbers
    if (!time) throw new Unsupported('it sends an event without a time', node)
    if (name !== 'net_send') return { value: callNode(name, [time], node), whole: true }
    const delay = binaryNode('-', time, nameNode('t', node), node)
    return { value: callNode(name, flag ? [delay, flag] : [delay], node), whole: true }
  }
}

function isBaggage(argument: CExpression): boolean {
  if (argument.kind === 'cast') return isBaggage(argument.operand)
  if (argument.kind === 'number') return false
  if (argument.kind === 'member' || argument.kind === 'index') return isBaggage(argument.base)
  return (
    argument.kind === 'name' &&
    (baggage.has(argument.name) || /^_?(tqitem|args|weights?)$/.test(argument.name))
  )
}

const specials: Readonly<Record<string, Special>> = {
  vector_capacity(around, node, [argument]) {
    const slot = argument && slotOf(around.scope, argument)
    if (slot === undefined || !around.scope.file.vectors.has(slot))
      throw new Unsupported(
        'it works with Vectors of a script',
        node,
        'Give the numbers as a FUNCTION_TABLE.',
      )
    return { value: callNode('vector_capacity', [nameNode(slot, node)], node), whole: true }
  },
  rand(_, node) {
    const scaled = binaryNode('*', callNode('scop_random', [], node), numberNode(2147483648, node), node)
    return { value: callNode('INT', [scaled], node), whole: true }
  },
  nrn_random_pick: draw('nrn_random_pick'),
  nrnran123_dblpick: draw('random_dpick'),
  nrnran123_negexp: draw('random_negexp'),
  nrnran123_normal: draw('random_normal'),
  nrnran123_uniform: draw('random_uniform'),
  nrnran123_ipick: draw('random_ipick'),
  nrnran123_setseq(around, node, given) {
    const [first, second, third] = given
    const stream = streamOf(around, first)
    if (!stream || !second) throw new Unsupported('it sets a random stream that is no POINTER', node)
    // NEURON counts in fours: which of the four words of a draw comes next is an argument of its own in C.
    const four = binaryNode('*', numberNode(4, node), translateExpression(around, second).value, node)
    const which = third ? translateExpression(around, third).value : numberNode(0, node)
    return {
      value: callNode('random_setseq', [stream, binaryNode('+', four, which, node)], node),
      whole: true,
    }
  },
  fmax: extreme('>'),
  fmin: extreme('<'),
  net_send: event('net_send', 0),
  artcell_net_send: event('net_send', 0),
  net_event: event('net_event', 0),
  net_move: event('net_move', 0),
  artcell_net_move: event('net_move', 0),
  drand48: (_, node) => ({ value: callNode('scop_random', [], node), whole: false }),
  isnan: (around, node, [a]) => {
    const { value } = translateExpression(around, a ?? node)
    return { value: binaryNode('!=', value, value, node), whole: true }
  },
  round: (around, node, [a]) => {
    const { value } = translateExpression(around, a ?? node)
    return {
      value: callNode('floor', [binaryNode('+', value, numberNode(0.5, node), node)], node),
      whole: false,
    }
  },
}
