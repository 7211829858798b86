import type { IndexTable } from '../kernel/abi.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { Binding } from '../kernel/instance.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { GroupUniforms } from './groupUniforms.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { IonSet } from './ionSets.ts'

/** What the programs of a group are bound with. */
export interface GroupBindings {
  /** The group’s index tables, equal ones only once. */
  readonly tables: readonly IndexTable[]
  ofInstances(set: InstanceSet): Binding
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

/** Makes the bindings of a group whose columns are laid out. */
export function bindGroup(
  nodes: GroupNodes,
  ions: readonly IonSet[],
  uniforms: GroupUniforms,
): GroupBindings {
  const { tables, indexOf } = createTables()
  const ionOf = (space: string) => ions.find(ion => space === `ion:${ion.ion}`)
  const bind = (
    node: Int32Array,
    own: ReadonlyMap<string, number>,
    mechanism: CompiledMechanism | undefined,
  ): Binding => {
    const known = new Map<string, number | undefined>()
    const byElements = new Map<Int32Array, number>()
    const makeTable = (space: string) => {
      if (space === 'node') return indexOf(node, nodes.count)
      const ion = ionOf(space)
      if (!ion) return undefined
      const table =
        byElements.get(ion.elementOfNode) ??
        indexOf(
          node.map(at => ion.elementOfNode[at]!),
          ion.count,
        )
      byElements.set(ion.elementOfNode, table)
      return table
    }
    return {
      count: node.length,
      column(space, name) {
        if (space === 'own') return own.get(name)
        if (space === 'node') return nodes.columns[name as keyof typeof nodes.columns]
        return ionOf(space)?.columns.get(name)
      },
      table(space) {
        if (!known.has(space)) known.set(space, makeTable(space))
        return known.get(space)
      },
      uniform: name => uniforms.address(uniforms.key(mechanism, name)),
    }
  }
  const ofSet = new Map<InstanceSet, Binding>()
  return {
    tables,
    ofInstances(set) {
      const binding = ofSet.get(set) ?? bind(set.node, set.columns, set.mechanism)
      ofSet.set(set, binding)
      return binding
    },
    ofElements: (ion, elements) =>
      bind(
        elements.map(element => ion.node[element]!),
        new Map(),
        undefined,
      ),
  }
}
