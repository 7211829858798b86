import type { NativeGroup, NativeModel } from '../kernel/abi.ts'
import { padded } from '../kernel/arena.ts'
import { isLayers } from '../kernel/outside.ts'
import type { AssembledGroup } from './assembleGroup.ts'

/** Uniforms that go on with a run and are no parameters. */
const ofTheRun = new Set(['t', 'dt', 'flag', 'scop.random'])

/** Stretches of the arena: pairs (address, length). */
type Stretches = number[]

/**
 * The numbers of an arena that the model's description gives and nothing changes while it runs: parameters of mechanisms
 * and GLOBALs, temperature, capacitances, axial conductances, diameters, reversal potentials and concentrations that nobody
 * computes, weights that nobody changes, delays and thresholds. Pairs (address, length).
 *
 * Whatever a program, a play, a transfer or the machine writes is state, also where its declaration says PARAMETER.
 */
export function parameterPlaces(model: NativeModel, groups: readonly AssembledGroup[]): Int32Array {
  const written = new Uint8Array(model.arenaLength)
  for (const group of model.groups) markWritten(written, group, model.programs)
  const kept: number[] = []
  for (const [index, group] of groups.entries()) {
    const wanted = [...parametersOf(group), ...settingsOf(model.groups[index]!)]
    for (let pair = 0; pair < wanted.length; pair += 2) {
      const end = wanted[pair]! + wanted[pair + 1]!
      for (let address = wanted[pair]!; address < end; address++) {
        if (written[address]) continue
        const goesOn = kept.length > 0 && kept.at(-2)! + kept.at(-1)! === address
        if (goesOn) kept[kept.length - 1]!++
        else kept.push(address, 1)
      }
    }
  }
  return Int32Array.from(kept)
}

/** Thresholds, and delays and switches of connections. */
function settingsOf({ detectors, events }: NativeGroup): Stretches {
  const found = detectors.flatMap(({ thresholdAddress }) =>
    thresholdAddress === undefined ? [] : [thresholdAddress, 1],
  )
  const { ids, settable } = events?.connections ?? {}
  if (ids && settable) found.push(settable.delays, ids.length, settable.active, ids.length)
  return found
}

/** Where a group has what could be parameters, if nothing wrote there. */
function parametersOf({ native, nodes, sets, ions, uniforms, weights, tables }: AssembledGroup): Stretches {
  const found: Stretches = []
  for (const name of ['capacitance', 'area', 'areaFactor', 'diameter'] as const)
    found.push(nodes.columns[name], nodes.count)
  for (const { axial, rows, lanes } of nodes.packs) found.push(axial, rows * lanes)
  for (const { pack, axial } of native.layers ?? []) {
    const { rows, lanes } = nodes.packs[pack]!
    for (const address of axial) if (address > 0) found.push(address, rows * lanes)
  }
  for (const set of sets)
    for (const { name, role, length = 1 } of set.mechanism.fields) {
      const address = set.columns.get(name)
      const isParameter =
        role === 'parameter' || (isLayers(set.mechanism) && /^(xg|xc|xraxial|e)$/.test(name))
      if (address !== undefined && isParameter) found.push(address, padded(set.count) * length)
    }
  for (const [key] of uniforms.owners) if (!ofTheRun.has(key)) found.push(uniforms.address(key), 1)
  for (const ion of ions) for (const address of ion.columns.values()) found.push(address, ion.count)
  for (const set of weights.values())
    for (const address of set.columns.values()) found.push(address, set.rows)
  for (const ofSet of tables.values())
    for (const { columns, entries, content } of ofSet)
      if (content.kind !== 'made') for (const address of columns.values()) found.push(address, entries)
  return found
}

/** Marks every number of a group that anything writes. */
function markWritten(written: Uint8Array, group: NativeGroup, programs: NativeModel['programs']): void {
  const mark = (address: number, length: number) => written.fill(1, address, address + length)
  for (const calls of Object.values(group.calls))
    for (const { program, count, columns, tables, uniforms } of calls) {
      const slots = programs[program]!
      slots.uniforms.forEach((slot, index) => slot.written && mark(uniforms[index]!, 1))
      slots.columns.forEach(({ access, length }, index) => {
        if (access === 'read') return
        const table = group.indexTables[tables[index]!]
        mark(columns[index]!, (table ? table.extent : padded(count)) * Math.max(1, length))
      })
    }
  for (const play of group.plays ?? []) for (const address of play.addresses) mark(address, 1)
  for (const address of group.transfers?.to ?? []) mark(address, 1)
  for (const pairs of [group.cleared, group.forgotten ?? new Int32Array(0)])
    for (let pair = 0; pair < pairs.length; pair += 2) mark(pairs[pair]!, pairs[pair + 1]!)
  for (const { states, volumes, conductivities } of group.diffusions ?? [])
    for (const addresses of [states, volumes, conductivities])
      for (const address of addresses) mark(address, 1)
  for (const { current, slope, nodes } of group.ionCorrections ?? [])
    for (const address of [current, slope]) mark(address, nodes.length)
}

/**
 * Remembers numbers of an arena. What it hands back puts them there again, and tells whether any had become another.
 *
 * @param places pairs (address, length)
 */
export function keepNumbers(places: Int32Array, values: Float64Array): () => boolean {
  const kept: Float64Array[] = []
  for (let pair = 0; pair < places.length; pair += 2)
    kept.push(values.slice(places[pair]!, places[pair]! + places[pair + 1]!))
  return () => {
    let changed = false
    kept.forEach((numbers, index) => {
      const address = places[2 * index]!
      changed ||= numbers.some((number, offset) => !Object.is(number, values[address + offset]))
      values.set(numbers, address)
    })
    return changed
  }
}
