import { InternalError } from '../core/errors.ts'
import { effectOperands } from './effects.ts'
import type { Graph } from './graph.ts'
import { bodyOf, operandsOfNode, type Loop, type Step } from './nodes.ts'
import type { Value } from './values.ts'

/** Values that steps read directly; of a loop, everything that it takes from outside. */
export function valuesOfSteps(steps: readonly Step[]): readonly Value[] {
  return steps.flatMap(step => {
    if (step.kind === 'loop') return bodyOf(step.loop).outside
    return step.kind === 'element' ? [step.value] : effectOperands(step)
  })
}

/** What a loop takes from outside: its start, and what more, next and steps are made of that does not change in it. */
export function outsideOf(
  graph: Graph,
  loop: Loop,
  {
    more,
    next,
    steps,
  }: { readonly more: Value; readonly next: readonly Value[]; readonly steps: readonly Step[] },
): readonly Value[] {
  const outside = new Set<Value>(loop.start)
  const seen = new Set<Value>()
  const waiting: Value[] = []
  const visit = (value: Value): void => {
    if (!graph.isVisibleIn(value, loop))
      throw new InternalError('a value of a loop was used outside of it', { value })
    if (graph.homeOf(value) !== loop) outside.add(value)
    else if (!seen.has(value)) {
      seen.add(value)
      waiting.push(value)
    }
  }
  for (const value of [more, ...next, ...valuesOfSteps(steps)]) visit(value)
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop())
    for (const operand of operandsOfNode(graph.node(value))) visit(operand)
  return [...outside]
}

/** Whether two loops without steps compute the same. */
export function computeTheSame(graph: Graph, first: Loop, second: Loop): boolean {
  const [one, other] = [bodyOf(first), bodyOf(second)]
  if (first.limit !== second.limit || first.parent !== second.parent) return false
  if (one.steps.length + other.steps.length > 0 || first.start.length !== second.start.length) return false
  if (first.start.some((value, index) => value !== second.start[index])) return false
  if (JSON.stringify(first.fault) !== JSON.stringify(second.fault)) return false
  const partner = new Map<Value, Value>()
  const waiting: (readonly [Value, Value])[] = []
  const pair = (a: Value | undefined, b: Value | undefined): boolean => {
    if (a === undefined || b === undefined) return a === b
    const known = partner.get(a)
    if (known !== undefined) return known === b
    if (a === b) return true
    partner.set(a, b)
    waiting.push([a, b])
    return true
  }
  if (!pair(one.more, other.more)) return false
  if (!one.next.every((value, index) => pair(value, other.next[index]))) return false
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [a, b] = next.map(value => graph.node(value)) as [
      ReturnType<Graph['node']>,
      ReturnType<Graph['node']>,
    ]
    if (a.kind === 'carried' && b.kind === 'carried') {
      if (a.loop !== first || b.loop !== second || a.index !== b.index) return false
      continue
    }
    const alike =
      (a.kind === 'operation' && b.kind === 'operation' && a.operation === b.operation) ||
      (a.kind === 'element' && b.kind === 'element' && a.space === b.space && a.name === b.name)
    if (!alike) return false
    const theirs = operandsOfNode(b)
    if (!operandsOfNode(a).every((value, index) => pair(value, theirs[index]))) return false
  }
  return true
}
