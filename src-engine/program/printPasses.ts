import type { Effect } from './effects.ts'
import type { Graph, Value } from './graph.ts'
import { bodyOf, type Node, type Step } from './nodes.ts'
import type { Instruction } from './passes/instruction.ts'
import type { Schedule } from './passes/plan.ts'

/** The passes between a builder and a program whose result can be shown. */
export type Pass = 'values' | 'schedule'

/** Receives what a pass has made, as text that is only made when asked for. */
export type PassWatcher = (pass: Pass, print: () => string) => void

/**
 * The values that are used, in their simplest form and each computed once, then the effects in order. `%5` is a
 * value, `$dt` a uniform, `@m` an own column and `@node.v` one of another index space.
 */
export function printValues(name: string, graph: Graph, steps: readonly Step[], uses: Int32Array): string {
  const lines = [`values of ${name}`]
  for (let index = 0; index < uses.length; index++) {
    const node = graph.node(index as Value)
    if (uses[index] === 0 || isPlain(node)) continue
    lines.push(`  %${index} = ${madeOf(graph, node)}`)
  }
  lines.push('effects', ...printSteps(graph, steps, '  '))
  return `${lines.join('\n')}\n`
}

/** The operations in order, before they are given registers: what is hoisted, then what each block runs. */
export function printSchedule(name: string, graph: Graph, { prologue, body }: Schedule): string {
  const lines = [`schedule of ${name}`]
  if (prologue.length > 0) lines.push('prologue', ...printInstructions(graph, prologue))
  lines.push('body', ...printInstructions(graph, body))
  return `${lines.join('\n')}\n`
}

function isPlain(node: Node): boolean {
  return node.kind === 'constant' || node.kind === 'uniform' || node.kind === 'column'
}

function columnName(space: string, name: string): string {
  return space === 'own' ? `@${name}` : `@${space}.${name}`
}

/** A value as an operand: itself where it is a number of the outside, otherwise its number. */
function shown(graph: Graph, value: Value): string {
  const node = graph.node(value)
  return isPlain(node) ? madeOf(graph, node) : `%${value}`
}

function madeOf(graph: Graph, node: Node): string {
  switch (node.kind) {
    case 'constant':
      return String(node.value)
    case 'uniform':
      return `$${node.name}`
    case 'column':
      return columnName(node.space, node.name)
    case 'element':
      return `${columnName(node.space, node.name)}[${shown(graph, node.index)}] when ${shown(graph, node.when)}`
    case 'operation':
      return [node.operation, ...node.operands.map(operand => shown(graph, operand))].join(' ')
    case 'carried':
      return `carried, from ${shown(graph, startOf(node))}`
    case 'result': {
      const { more, next } = bodyOf(node.loop)
      return `%${node.loop.carried[node.index]} while ${shown(graph, more)} next ${next.map(value => shown(graph, value)).join(' ')}`
    }
    case 'unknown':
    case 'temporary':
      return node.kind
  }
}

function startOf({ loop, index }: Extract<Node, { kind: 'carried' }>): Value {
  const start = loop.start[index]
  if (start === undefined) throw new RangeError('a loop carries what it does not start with')
  return start
}

function printSteps(graph: Graph, steps: readonly Step[], indent: string): readonly string[] {
  return steps.flatMap(step => {
    if (step.kind === 'element') return [`${indent}read %${step.value}`]
    if (step.kind !== 'loop') return [`${indent}${printEffect(graph, step)}`]
    const { more, next, steps: inner } = bodyOf(step.loop)
    return [
      `${indent}loop while ${shown(graph, more)}`,
      ...printSteps(graph, inner, `${indent}  `),
      `${indent}  next ${next.map(value => shown(graph, value)).join(' ')}`,
    ]
  })
}

function printEffect(graph: Graph, effect: Effect): string {
  const of = (value: Value): string => shown(graph, value)
  switch (effect.kind) {
    case 'store':
      return `@${effect.name} = ${of(effect.value)}`
    case 'setUniform':
      return `$${effect.name} = ${of(effect.value)}`
    case 'assignAt':
      return `${columnName(effect.space, effect.name)} = ${of(effect.value)}`
    case 'addAt':
      return `${columnName(effect.space, effect.name)} += ${of(effect.value)}`
    case 'storeElement':
      return `${columnName(effect.space, effect.name)}[${of(effect.index)}] = ${of(effect.value)} when ${of(effect.when)}`
    case 'fault':
      return `!${effect.fault.code} when ${of(effect.when)}`
    case 'emit':
      return `${effect.event} ${of(effect.time)} flag ${of(effect.flag)} when ${of(effect.when)}`
  }
}

function printInstructions(graph: Graph, instructions: readonly Instruction[]): readonly string[] {
  let indent = '  '
  return instructions.map(instruction => {
    if (instruction.kind === 'again') indent = indent.slice(2)
    const line = `${indent}${printInstruction(graph, instruction)}`
    if (instruction.kind === 'loop') indent += '  '
    return line
  })
}

function printInstruction(graph: Graph, instruction: Instruction): string {
  const of = (value: Value): string => shown(graph, value)
  switch (instruction.kind) {
    case 'compute':
      return `%${instruction.result} = ${[instruction.operation, ...instruction.operands.map(of)].join(' ')}`
    case 'effect':
      return printEffect(graph, instruction.effect)
    case 'guard':
      return `unless ${of(instruction.condition)} skip ${instruction.skips}`
    case 'loop':
      return `loop at most ${of(instruction.limit)} rounds`
    case 'leave':
      return `leave unless ${of(instruction.unless)}`
    case 'again':
      return 'again'
  }
}
