import type { Graph, Value } from '../graph.ts'
import { bodyOf, type Loop, type Step } from '../nodes.ts'
import { effectOperands } from '../effects.ts'

/** What is needed, and how often. */
export interface Uses {
  /** Uses of each value by operations, effects and loops; 0 for a dead value. Shape [graph.size]. */
  readonly uses: Int32Array
  /** The loops that are needed, with the indices of what they must carry. */
  readonly loops: ReadonlyMap<Loop, ReadonlySet<number>>
}

/**
 * Finds what the values and steps given need. A loop is needed where one of its results is, or where it has effects;
 * it carries what its condition, its effects, or anything else that it must carry, is made of.
 */
export function findUses(graph: Graph, values: readonly Value[], steps: readonly Step[]): Uses {
  const uses = new Int32Array(graph.size)
  const loops = new Map<Loop, Set<number>>()
  const waiting: Value[] = []

  const use = (value: Value | undefined): void => {
    if (value === undefined) return
    const before = uses[value] ?? 0
    uses[value] = before + 1
    if (before === 0) waiting.push(value)
  }
  const useSteps = (list: readonly Step[]): void => {
    for (const step of list) {
      if (step.kind === 'loop') useLoop(step.loop)
      else if (step.kind !== 'element') effectOperands(step).forEach(use)
    }
  }
  const useLoop = (loop: Loop): Set<number> => {
    const known = loops.get(loop)
    if (known) return known
    const carried = new Set<number>()
    loops.set(loop, carried)
    use(bodyOf(loop).more)
    useSteps(bodyOf(loop).steps)
    return carried
  }
  const carry = (loop: Loop, index: number): void => {
    const carried = useLoop(loop)
    if (carried.has(index)) return
    carried.add(index)
    use(loop.start[index])
    use(bodyOf(loop).next[index])
  }

  values.forEach(use)
  useSteps(steps)
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const node = graph.node(value)
    if (node.kind === 'operation') node.operands.forEach(use)
    else if (node.kind === 'element') [node.index, node.when].forEach(use)
    else if (node.kind === 'carried' || node.kind === 'result') carry(node.loop, node.index)
  }
  return { uses, loops }
}

/** All effects of steps, those of loops among them, and whether each stands in a loop. */
export function* everyEffect(
  steps: readonly Step[],
  inLoop = false,
): Generator<{ readonly effect: Exclude<Step, { kind: 'loop' | 'element' }>; readonly inLoop: boolean }> {
  for (const step of steps) {
    if (step.kind === 'loop') yield* everyEffect(bodyOf(step.loop).steps, true)
    else if (step.kind !== 'element') yield { effect: step, inLoop }
  }
}
