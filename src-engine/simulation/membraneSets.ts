import type { CallList } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import { slopeColumn } from '../kernel/ionPrograms.ts'
import type { NativeIonCorrection, NativeMembrane } from '../kernel/membraneCurrents.ts'
import { type MembraneVariable, membraneVariables } from '../model/variables.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { IonSet } from './ionSets.ts'

/** Columns of the currents of whole compartments in a group, of those that somebody wants. */
export type MembraneColumns = Readonly<Partial<Record<MembraneVariable, number>>>

/** Reserves a column, one number for each node, for each membrane current that is wanted. */
export function layOutMembraneCurrents(
  wanted: ReadonlySet<string>,
  nodes: GroupNodes,
  layout: ArenaLayout,
): MembraneColumns {
  const names = membraneVariables.filter(name => wanted.has(name))
  return Object.fromEntries(names.map(name => [name, layout.column(nodes.count)]))
}

/** What the machine needs to know of them. */
export function membraneCurrents(
  columns: MembraneColumns,
  owners: { readonly [list in CallList]?: readonly (InstanceSet | undefined)[] },
  nodes: GroupNodes,
): NativeMembrane | undefined {
  const { i_cap: capacitive = -1, i_membrane_: transmembrane = -1 } = columns
  if (capacitive < 0 && transmembrane < 0) return undefined
  const electrodes = (owners.current ?? []).flatMap((set, call) => {
    if (!set?.mechanism.isElectrode) return []
    // What electrodes act on lies inside of layers, where there are any.
    const at = [...set.node].map(node => (nodes.inside[node]! >= 0 ? nodes.inside[node]! : node))
    return [{ call, nodes: Int32Array.from(new Set(at)) }]
  })
  return { capacitive, transmembrane, electrodes, sums: [] }
}

/** Ion currents that are carried to the middle of the step: those that have slopes. */
export function ionCorrections(ions: readonly IonSet[]): NativeIonCorrection[] {
  return ions.flatMap(({ ion, columns, node }) => {
    const [current, slope] = [columns.get(`i${ion}`), columns.get(slopeColumn(ion))]
    return current === undefined || slope === undefined ? [] : [{ current, slope, nodes: node }]
  })
}

/** What is set to zero before the currents of each step, as pairs (address, length): currents of ions, and their slopes. */
export function clearedColumns(ions: readonly IonSet[]): number[] {
  return ions.flatMap(({ ion, columns, count }) =>
    [`i${ion}`, slopeColumn(ion)].flatMap(name => {
      const address = columns.get(name)
      return address === undefined ? [] : [address, count]
    }),
  )
}
