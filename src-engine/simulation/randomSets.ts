import type { InstanceSet } from './instanceSets.ts'
import { type StreamUse, streamDistributions } from '../model/document.ts'
import type { GroupNodes } from './groupNodes.ts'

/** The three numbers by which a stream of random numbers is told from all others: rule 13. */
type StreamIds = readonly [id1: number, id2: number, id3: number]

/** A number below 2^32 that follows from a name alone (FNV-1a). */
function numberOfName(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0
  return hash
}

/**
 * Gives every RANDOM stream of a mechanism's instances ids of its own, whatever the group they lie in.
 *
 * @param given those that mechanisms expect from outside and the model gives
 */
export function fillStreams(
  values: Float64Array,
  set: InstanceSet,
  { cell }: GroupNodes,
  compartmentOfNode: () => Int32Array,
  given: readonly StreamUse[],
): void {
  const { mechanism, node, process, columns, count } = set
  for (const stream of mechanism.randoms) {
    const use = given.findLast(one => one.mechanism === mechanism.name && one.stream === stream)
    if (use) {
      const kind = streamDistributions.indexOf(use.distribution)
      for (const [part, value] of [
        ['given', 1],
        ['distribution', kind],
      ] as const) {
        const address = columns.get(`${stream}.${part}`)
        if (address !== undefined) values.fill(value, address, address + count)
      }
    }
    const id1 = numberOfName(`${mechanism.name}.${stream}`)
    for (let instance = 0; instance < count; instance++) {
      const at = node[instance] ?? -1
      const ids: StreamIds =
        process.length > 0 ? [id1, process[instance]!, 0] : [id1, cell[at] ?? 0, compartmentOfNode()[at] ?? 0]
      ids.forEach((id, index) => {
        const address = columns.get(`${stream}.id${index + 1}`)
        if (address !== undefined) values[address + instance] = id
      })
    }
  }
}
