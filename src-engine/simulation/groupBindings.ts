import type { IndexTable } from '../kernel/abi.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { Binding } from '../kernel/instance.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { GroupUniforms } from './groupUniforms.ts'
import type { WeightSet } from './eventSets.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { IonSet } from './ionSets.ts'
import type { PointerSet } from './pointerSets.ts'
import type { TableSet } from './tableSets.ts'

/** What the programs of a group are bound with. */
export interface GroupBindings {
  /** The group’s index tables, equal ones only once. */
  readonly tables: readonly IndexTable[]
  ofInstances(set: InstanceSet): Binding
  /** For the program that makes a table, over its entries. */
  ofTable(set: InstanceSet, table: TableSet): Binding
  /** For programs that run over some elements of an ion. */
  ofElements(ion: IonSet, elements: Int32Array): Binding
}

function createTables() {
  const tables: IndexTable[] = []
  const same = (table: IndexTable, indices: Int32Array, extent: number) =>
    table.extent === extent &&
    table.indices.length === indices.length &&
    table.indices.every((value, i) => value === indices[i])
  return {
    tables,
    indexOf(indices: Int32Array, extent: number): number {
      const known = tables.findIndex(table => same(table, indices, extent))
      return known >= 0 ? known : tables.push({ indices, extent }) - 1
    },
  }
}

/** What is laid out in a group before programs are bound. */
export interface BindingParts {
  readonly nodes: GroupNodes
  readonly ions: readonly IonSet[]
  readonly uniforms: GroupUniforms
  readonly weights: ReadonlyMap<InstanceSet, WeightSet>
  readonly tables: ReadonlyMap<InstanceSet, readonly TableSet[]>
  readonly pointers: ReadonlyMap<InstanceSet, PointerSet>
}

/** The columns of one space and the index table through which instances reach it. */
interface Space {
  column(name: string): number | undefined
  table(): number
}

/** Makes the bindings of a group whose columns are laid out. */
export function bindGroup(parts: BindingParts): GroupBindings {
  const { nodes, ions, uniforms, weights, tables: made, pointers } = parts
  const { tables, indexOf } = createTables()

  // Ions with the same users have the same elements: sodium and potassium of hh.
  const byElements = new Map<Int32Array, Map<Int32Array, number>>()
  const elementTable = (node: Int32Array, { elementOfNode, count }: IonSet) => {
    const known = byElements.get(node) ?? new Map<Int32Array, number>()
    byElements.set(node, known)
    const made =
      known.get(elementOfNode) ??
      indexOf(
        node.map(at => elementOfNode[at]!),
        count,
      )
    known.set(elementOfNode, made)
    return made
  }

  /** What electrodes see of nodes: the potential inside, where it is not that across the membrane. */
  const insideOf = (node: Int32Array) => node.map(at => (nodes.inside[at]! >= 0 ? nodes.inside[at]! : at))

  const cableSpace = (space: string, node: Int32Array, isElectrode = false): Space | undefined => {
    if (space === 'node')
      return {
        column: name => nodes.columns[name as keyof typeof nodes.columns],
        table: () => indexOf(isElectrode ? insideOf(node) : node, nodes.count),
      }
    const ion = ions.find(one => space === `ion:${one.ion}`)
    return ion && { column: name => ion.columns.get(name), table: () => elementTable(node, ion) }
  }

  const ownSpace = (space: string, set: InstanceSet): Space | undefined => {
    const weight = space === 'weight' ? weights.get(set) : undefined
    if (weight)
      return {
        column: name => weight.columns.get(name),
        table: () =>
          indexOf(
            Int32Array.from({ length: set.count }, (_, instance) => weight.rowWithoutConnection + instance),
            weight.rows,
          ),
      }
    const table = made.get(set)?.find(one => one.space === space)
    // Reached at indices that are computed at run time; an instance has none of its own.
    if (table)
      return {
        column: name => table.columns.get(name),
        table: () => indexOf(new Int32Array(set.count), table.entries),
      }
    const addresses = space.startsWith('pointer:') ? pointers.get(set)?.get(space.slice(8)) : undefined
    return (
      addresses && {
        column: name => (name === 'value' ? 0 : undefined),
        table: () => indexOf(addresses, addresses.reduce((most, one) => Math.max(most, one), -1) + 1),
      }
    )
  }

  const bind = (
    count: number,
    own: ReadonlyMap<string, number>,
    mechanism: CompiledMechanism | undefined,
    find: (space: string) => Space | undefined,
  ): Binding => {
    const spaces = new Map<string, Space | undefined>()
    const numbers = new Map<string, number | undefined>()
    const spaceOf = (name: string) => {
      if (!spaces.has(name)) spaces.set(name, find(name))
      return spaces.get(name)
    }
    return {
      count,
      column: (space, name) => (space === 'own' ? own.get(name) : spaceOf(space)?.column(name)),
      table(space) {
        if (!numbers.has(space)) numbers.set(space, spaceOf(space)?.table())
        return numbers.get(space)
      },
      uniform: name => uniforms.address(uniforms.key(mechanism, name)),
    }
  }

  const ofSet = new Map<InstanceSet, Binding>()
  return {
    tables,
    ofInstances(set) {
      const binding =
        ofSet.get(set) ??
        bind(set.count, set.columns, set.mechanism, space =>
          set.node.length > 0
            ? (cableSpace(space, set.node, set.mechanism.isElectrode) ?? ownSpace(space, set))
            : ownSpace(space, set),
        )
      ofSet.set(set, binding)
      return binding
    },
    ofTable: (set, table) => bind(table.entries, table.columns, set.mechanism, () => undefined),
    ofElements: (ion, elements) => {
      const node = elements.map(element => ion.node[element]!)
      return bind(node.length, new Map(), undefined, space => cableSpace(space, node))
    },
  }
}
