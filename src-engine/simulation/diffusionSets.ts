import { startCompartment } from '../cable/nodes.ts'
import type { CableDiffusion } from '../kernel/abi.ts'
import type { DiffusingState } from '../kernel/compiledMechanism.ts'
import { InternalError } from '../core/errors.ts'
import type { CellPlan } from './cellPlan.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { IonSet } from './ionSets.ts'
import { type GroupPlan, treeOf } from './packs.ts'

/** Compartments of one mechanism in the order in which diffusion is solved, parents before children. */
interface DiffusionOrder {
  readonly instance: number[]
  readonly node: number[]
  readonly parent: number[]
  readonly lengthUm: number[]
}

/**
 * The states of a group that diffuse along the cable, with their places in the arena. As in NEURON, a compartment is
 * coupled to the one before it in its section; the first of a section to the compartment of the parent section that it
 * is attached to (at its 1 end the last, at a root's 0 end the first). Where a neighbour does not have the mechanism,
 * nothing flows. Padding lanes are left out.
 */
export function layOutDiffusions(
  group: GroupPlan,
  { nodes, sets, ions }: { nodes: GroupNodes; sets: readonly InstanceSet[]; ions: readonly IonSet[] },
  plans: readonly CellPlan[],
): readonly CableDiffusion[] {
  return sets.flatMap(set => {
    const { diffusions } = set.mechanism
    if (diffusions.length === 0 || set.node.length === 0) return []
    const order = orderOf(group, nodes, set, plans)
    return diffusions.map(diffusion => ({
      states: addressesOf(diffusion, set, ions, order),
      volumes: ownAddresses(diffusion.volume, set, order),
      conductivities: ownAddresses(diffusion.conductivity, set, order),
      parent: Int32Array.from(order.parent),
      lengthUm: Float64Array.from(order.lengthUm),
    }))
  })
}

function orderOf(
  group: GroupPlan,
  nodes: GroupNodes,
  set: InstanceSet,
  plans: readonly CellPlan[],
): DiffusionOrder {
  const instanceOfNode = new Int32Array(nodes.count).fill(-1)
  set.node.forEach((at, instance) => (instanceOfNode[at] = instance))
  const order: DiffusionOrder = { instance: [], node: [], parent: [], lengthUm: [] }
  group.packs.forEach((pack, index) => {
    const { firstNode, lanes } = nodes.packs[index]!
    pack.trees.slice(0, pack.liveLanes).forEach((reference, lane) => {
      const { model, shape } = plans[reference.cell]!
      const { compartments } = shape
      const position = new Map<number, number>()
      // Compartments are numbered section after section, and no section comes before its parent.
      const rows = [...treeOf(plans, reference).node.entries()]
        .filter(([, compartment]) => compartment < compartments.count)
        .sort(([, first], [, second]) => first - second)
      for (const [row, compartment] of rows) {
        const node = firstNode + row * lanes + lane
        const instance = instanceOfNode[node]!
        if (instance < 0) continue
        const section = compartments.section[compartment]!
        const first = compartments.firstOfSection[section]!
        const above =
          compartment > first
            ? compartment - 1
            : startCompartment(model.morphology.sections, compartments, section)
        position.set(compartment, order.instance.length)
        order.instance.push(instance)
        order.node.push(node)
        order.parent.push(position.get(above) ?? -1)
        const count = compartments.firstOfSection[section + 1]! - first
        order.lengthUm.push(compartments.sectionLengthUm[section]! / count)
      }
    })
  })
  return order
}

/**
 * A state is a column of the instances' own, or a concentration of an ion: then the ion's number is the one that counts
 * in fixed steps. Under steps of adaptive length the ion's follows the state.
 */
function addressesOf(
  { state }: DiffusingState,
  set: InstanceSet,
  ions: readonly IonSet[],
  order: DiffusionOrder,
): Int32Array {
  const isFollowed = set.mechanism.programs.solveRates !== undefined
  const isOfIon = !isFollowed && set.mechanism.ions.some(({ writes }) => writes.includes(state))
  const ion = isOfIon ? ions.find(one => one.columns.has(state)) : undefined
  const address = ion?.columns.get(state)
  if (!ion || address === undefined) return ownAddresses(state, set, order)
  return Int32Array.from(order.node, node => address + ion.elementOfNode[node]!)
}

function ownAddresses(column: string, set: InstanceSet, { instance }: DiffusionOrder): Int32Array {
  const address = set.columns.get(column)
  if (address === undefined)
    throw new InternalError('a diffusing state has no place in the arena', {
      mechanism: set.mechanism.name,
      column,
    })
  return Int32Array.from(instance, one => address + one)
}
