import { type Around, type Translated, truncated } from './around.ts'
import { calls } from './calls.ts'
import { translateChange } from './changes.ts'
import type { CExpression } from './cNodes.ts'
import { callNode, elementNode, nameNode, numberNode, unaryNode } from './nodes.ts'
import { translateBinary, translateChoice } from './operators.ts'
import { fail, isNil, isNowhere, isThere, nil, readStructure } from './nowhere.ts'
import { slotOf, structureAt } from './slots.ts'
import { Unsupported } from './unsupported.ts'

type Of<Kind extends CExpression['kind']> = Extract<CExpression, { kind: Kind }>

/** Translates an expression whose value is a number. */
export function translateExpression(around: Around, node: CExpression): Translated {
  if (isNowhere(around.scope, node)) return fail(around, node)
  if (isNil(around.scope, node)) return nil(around, node)
  switch (node.kind) {
    case 'number':
      return { value: numberNode(node.value, node), whole: node.whole }
    case 'name':
      return readName(around, node)
    case 'cast': {
      const place = node.pointer ? structureAt(around.scope, node) : undefined
      if (place) return isThere(around, place.path, node)
      if (node.pointer) throw new Unsupported('it works with addresses in memory', node)
      const operand = around.value(node.operand)
      if (node.type === 'int') return { value: truncated(operand, node), whole: true }
      if (node.type === 'float') around.scope.note('nmodl/verbatim-single', '(float)', node)
      return { ...operand, whole: false }
    }
    case 'unary':
      return translateUnary(around, node)
    case 'binary':
      return translateBinary(around, node)
    case 'choice':
      return translateChoice(around, node)
    case 'assign':
    case 'step':
      return translateChange(around, node)
    case 'call':
      return calls(around, node)
    case 'index':
      return readElement(around, node)
    case 'comma': {
      for (const part of node.parts.slice(0, -1)) around.discard(part)
      const last = node.parts.at(-1)
      if (!last) throw new Unsupported('it cannot be read as C', node)
      return around.value(last)
    }
    case 'string':
      throw new Unsupported('it works with text', node)
    case 'member':
      return readStructure(around, node) ?? readMember(node)
  }
}

/** Names of NEURON's and of C's headers that have one value here: there is one thread, and no adaptive step in C. */
const plainNames: Readonly<Record<string, readonly [value: number, whole: boolean]>> = {
  _nt: [0, true],
  nrn_threads: [0, true],
  cvode_active_: [0, true],
  RAND_MAX: [2147483647, true],
  INT_MAX: [2147483647, true],
  INT_MIN: [-2147483648, true],
  UINT_MAX: [4294967295, true],
  LONG_MAX: [9223372036854775808, true],
  FLT_MAX: [3.4028234663852886e38, false],
  DBL_MIN: [2.2250738585072014e-308, false],
  DBL_MAX: [Number.MAX_VALUE, false],
  DBL_EPSILON: [Number.EPSILON, false],
  M_PI_2: [Math.PI / 2, false],
  M_LN2: [Math.LN2, false],
  M_SQRT2: [Math.SQRT2, false],
  NAN: [NaN, false],
}

function readName(around: Around, node: Of<'name'>): Translated {
  const { scope } = around
  const { streams, vectors, pointers } = scope.file
  const known = scope.constant(node.name)
  if (known) return { value: numberNode(known.value, node), whole: known.whole }
  const found = scope.find(node.name)
  if (found?.kind === 'number') {
    if (found.name === node.name && scope.isHidden(node.name))
      throw new Unsupported(`"${node.name}" is a LOCAL around it and a variable of the file as well`, node)
    if (found.length !== undefined)
      throw new Unsupported(`it uses the array "${node.name}" as an address`, node)
    return { value: nameNode(found.name, node), whole: found.type === 'int' }
  }
  const place = structureAt(scope, node)
  if (place) return isThere(around, place.path, node)
  if (found?.kind === 'handle' && found.slot !== undefined) {
    const asks = streams.has(found.slot)
      ? 'nrn_random_given'
      : vectors.has(found.slot)
        ? 'vector_given'
        : 'nrn_pointing'
    return { value: callNode(asks, [nameNode(found.slot, node)], node), whole: true }
  }
  if (!found && pointers.has(node.name)) {
    // NEURON's translator makes this name stand for the number that the POINTER leads to.
    if (!streams.has(node.name)) return { value: nameNode(node.name, node), whole: false }
    return { value: callNode('nrn_random_given', [nameNode(node.name, node)], node), whole: true }
  }
  const start = scope.file.tableStarts.get(node.name)
  if (start !== undefined) return { value: numberNode(start, node), whole: false }
  const plain = Object.hasOwn(plainNames, node.name) ? plainNames[node.name] : undefined
  if (plain) return { value: numberNode(plain[0], node), whole: plain[1] }
  if (/^_ion_/.test(node.name))
    throw new Unsupported(
      `it reaches for the number "${node.name.slice(5)}" of an ion that the mechanism sets itself`,
      node,
      `Use "${node.name.slice(5)}".`,
    )
  throw new Unsupported(`it uses "${node.name}", which the file does not declare as a number`, node)
}

/** `_nt->_t` and its like; everything else reaches into memory. */
function readMember(node: Of<'member'>): Translated {
  const quantities: Readonly<Record<string, string>> = { _t: 't', _dt: 'dt' }
  const isThread = node.base.kind === 'name' && /^_?nt$/.test(node.base.name)
  const quantity = isThread && Object.hasOwn(quantities, node.name) ? quantities[node.name] : undefined
  if (quantity === undefined) throw new Unsupported('it reaches into the simulator’s memory', node)
  return { value: nameNode(quantity, node), whole: false }
}

function readElement(around: Around, node: Of<'index'>): Translated {
  const { base } = node
  const { file } = around.scope
  const index = around.value(node.index)
  if (base.kind === 'name' && base.name === '_args') {
    const at = index.value.kind === 'number' ? file.weights[index.value.value] : undefined
    if (at === undefined)
      throw new Unsupported('it takes an argument of NET_RECEIVE by a number that is not known', node)
    return { value: nameNode(around.scope.enclosing.own.get(at) ?? at, node), whole: false }
  }
  const found = base.kind === 'name' ? around.scope.find(base.name) : undefined
  const member = readStructure(around, base, index)
  if (member) return member
  const led = found?.kind === 'handle' || base.kind === 'call' ? slotOf(around.scope, base) : undefined
  if (led !== undefined) {
    const slot = nameNode(led, node)
    if (file.vectors.has(led))
      return { value: callNode('vector_at', [slot, truncated(index, node)], node), whole: false }
    if (index.value.kind === 'number' && index.value.value === 0 && !file.streams.has(led))
      return { value: slot, whole: false }
  }
  if (base.kind === 'name' && !found && file.tooLong.has(base.name))
    throw new Unsupported(
      `the array "${base.name}" that all instances share is too long`,
      node,
      'Use SERIES.',
    )
  if (found?.kind !== 'number' || found.length === undefined)
    throw new Unsupported('it works with addresses in memory', node)
  return { value: elementNode(found.name, truncated(index, node), node), whole: found.type === 'int' }
}

function translateUnary(around: Around, node: Of<'unary'>): Translated {
  const { operator, operand } = node
  if (operator === '*') {
    const at = operand.kind === 'name' ? around.scope.find(operand.name) : undefined
    const { streams, vectors } = around.scope.file
    if (at?.kind === 'handle' && at.slot !== undefined) {
      // What a handle leads to is there where it has been given.
      if (streams.has(at.slot) || vectors.has(at.slot)) return around.value(operand)
      return { value: nameNode(at.slot, node), whole: false }
    }
    const place = structureAt(around.scope, node)
    if (place) return isThere(around, place.path, node)
    throw new Unsupported('it works with addresses in memory', node)
  }
  if (operator === '&') throw new Unsupported('it works with addresses in memory', node)
  if (operator === '~') throw new Unsupported('it works with single bits', node)
  const inner = around.value(operand)
  if (operator === '+') return inner
  if (operator === '!') return { value: unaryNode('!', inner.value, node), whole: true }
  const { value, whole } = inner
  return {
    value: value.kind === 'number' ? numberNode(-value.value, node) : unaryNode('-', value, node),
    whole,
  }
}
