import type { Span } from '../../core/source/span.ts'
import type { Expression } from '../ast/expressions.ts'
import type { Around } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { binaryNode, callNode, callStatement, ifNode, nameNode, numberNode, unaryNode } from './nodes.ts'
import { type Special, tryToDiscard } from './streams.ts'
import { Unsupported } from './unsupported.ts'

/** Events as C sends them: the last arguments say when and what, those before are NEURON's own data; times are absolute. */
function event(name: 'net_send' | 'net_event' | 'net_move', count: number): Special {
  return (around, node) => {
    if (node.arguments.length < count) throw new Unsupported('it sends an event without a time', node)
    const [time, flag] = node.arguments.slice(-count)
    if (!time) throw new Unsupported('it sends an event without a time', node)
    if (name === 'net_send') {
      const flagged = flag ? [around.value(flag).value] : []
      return { value: callNode(name, [delayOf(around, time), ...flagged], node), whole: true }
    }
    return { value: callNode(name, [around.value(time).value], node), whole: true }
  }
}

/** `nrn_fake_fire(gid, time, own)` is gid_event. */
const standIn: Special = (around, node) => {
  if (node.arguments.length !== 3) throw new Unsupported('it needs a gid, a time and a choice', node)
  return {
    value: callNode(
      'gid_event',
      node.arguments.map(argument => around.value(argument).value),
      node,
    ),
    whole: true,
  }
}

/** `t + delay` is that delay, to the last digit. */
function delayOf(around: Around, time: CExpression): Expression {
  if (time.kind === 'binary' && time.operator === '+' && time.left.kind === 'name' && time.left.name === 't')
    return around.value(time.right).value
  return binaryNode('-', around.value(time).value, nameNode('t', time), time)
}

/** Ends the run. */
const end: Special = (_, node) => {
  const texts = node.arguments.flatMap(argument => (argument.kind === 'string' ? [argument.text] : []))
  const text = texts.join(' ').replace(/\\n/g, '')
  const message: Expression = { kind: 'string', text, span: { start: node.start, end: node.end } }
  return { value: callNode('error', [message], node), whole: true }
}

/** `assert(condition)` ends the run where the condition does not hold. */
const assert: Special = (around, node, [condition]) => {
  if (!condition) throw new Unsupported('its "assert" has no condition', node)
  const asked = around.settled(condition).value
  const text = `A condition of "assert" does not hold.`
  const message: Expression = { kind: 'string', text, span: { start: node.start, end: node.end } }
  const stop = callStatement(callNode('error', [message], node))
  around.before.push(ifNode(unaryNode('!', asked, node), [stop], [], node))
  return { value: numberNode(0, node), whole: true }
}

/** What prints for people to read; what is no number and no text in quotes is printed as a question mark. */
function printing(ending = ''): Special {
  return (around, node, given) => {
    const [format, ...others] = given
    if (format?.kind !== 'string') return silent(around, node, given)
    const shown = others.map((argument): Expression => {
      if (argument.kind === 'string') return textNode(argument.text, argument)
      const inner = around.inner()
      try {
        const { value } = inner.settled(argument)
        around.before.push(...inner.before)
        return value
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error
        return textNode('?', argument)
      }
    })
    const text = textNode(format.text + ending, node)
    around.before.push(callStatement(callNode('printf', [text, ...shown], node)))
    return { value: numberNode(0, node), whole: true }
  }
}

const textNode = (text: string, { start, end }: Span): Expression => ({
  kind: 'string',
  text,
  span: { start, end },
})

/** `puts("text")` takes its text as it is, and ends the line. */
const putText: Special = (around, node, [text, ...others]) =>
  text?.kind === 'string'
    ? printing('\\n')(around, node, [{ ...text, text: text.text.replaceAll('%', '%%') }, ...others])
    : silent(around, node, [])

/** What goes to the terminal is printed; what goes to a file is read by nobody here. */
const printToFile: Special = (around, node, given) => {
  const [file, ...others] = given
  const isTerminal = file?.kind === 'name' && /^std(out|err)$/.test(file.name)
  return isTerminal ? printing()(around, node, others) : silent(around, node, given)
}

/** What writes for people to read, or looks after memory; what its arguments do still counts. */
const silent: Special = (around, node) => {
  for (const argument of node.arguments) tryToDiscard(around, argument)
  around.scope.note(
    'nmodl/verbatim-silent',
    node.callee.kind === 'name' ? node.callee.name : 'the call',
    node,
  )
  return { value: numberNode(0, node), whole: true }
}

const silentNames = `fputs putchar fflush fclose fwrite fputc putc`.split(/\s+/)

/** Memory looks after itself. */
const memory: Special = (_, node) => ({ value: numberNode(0, node), whole: true })

const memoryNames = ['free', 'hoc_malchk', 'nrnran123_deletestream', 'hoc_obj_ref', 'hoc_obj_unref']

/** Functions of NEURON and of C's library that have a meaning here. */
export const neuronCalls: Readonly<Record<string, Special>> = {
  net_send: event('net_send', 2),
  artcell_net_send: event('net_send', 2),
  nrn_net_send: event('net_send', 2),
  net_event: event('net_event', 1),
  net_move: event('net_move', 1),
  artcell_net_move: event('net_move', 1),
  nrn_fake_fire: standIn,
  assert,
  printf: printing(),
  Printf: printing(),
  fprintf: printToFile,
  Fprintf: printToFile,
  puts: putText,
  hoc_warning: putText,
  ...Object.fromEntries(['hoc_execerror', 'hxe', 'abort', 'exit', 'execerror'].map(name => [name, end])),
  ...Object.fromEntries(silentNames.map(name => [name, silent])),
  ...Object.fromEntries(memoryNames.map(name => [name, memory])),
}
