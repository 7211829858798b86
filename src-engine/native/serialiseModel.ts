import {
  abiVersion,
  callLists,
  type CellPack,
  type IndexTable,
  type NativeGroup,
  type NativeModel,
  type ProgramCall,
} from '../kernel/abi.ts'
import type { NativeAdaptive } from '../kernel/nativeAdaptive.ts'
import { eventOrders, type NativeEvents } from '../kernel/nativeEvents.ts'
import type { Program } from '../program/program.ts'

/** `HLCK`: the first word of a serialised model. */
const magic = 0x4b434c48

const accessCodes = { read: 0, write: 1, both: 2 } as const

/**
 * A model as one run of bytes: how it goes to the addon and to the driver. Little-endian; whole numbers are 32-bit,
 * lists and texts begin with their length, and nothing is aligned. `native/readModel.cc` reads it.
 *
 * The arena itself is not part of it.
 */
export function serialiseModel(model: Omit<NativeModel, 'arena'>): Uint8Array {
  const counted = new ByteWriter()
  writeModel(counted, model)
  const bytes = new Uint8Array(counted.length)
  writeModel(new ByteWriter(bytes), model)
  return bytes
}

function writeModel(out: ByteWriter, model: Omit<NativeModel, 'arena'>): void {
  out.whole(magic)
  out.whole(abiVersion)
  out.whole(model.arenaLength)
  out.list(model.programs, program => writeProgram(out, program))
  out.list(model.waveforms ?? [], ({ timesMs, values }) => {
    out.numbers(timesMs)
    out.numbers(values)
  })
  out.list(model.groups, group => writeGroup(out, group))
}

function writeProgram(out: ByteWriter, program: Program): void {
  out.text(program.name)
  out.whole(program.sequential ? 1 : 0)
  out.whole(program.readsTime ? 1 : 0)
  out.whole(program.registers)
  out.whole(program.hoisted)
  out.numbers(program.constants)
  out.list(program.uniforms, uniform => {
    out.text(uniform.name)
    out.whole(uniform.written ? 1 : 0)
  })
  out.list(program.columns, column => {
    out.text(column.space)
    out.text(column.name)
    out.whole(accessCodes[column.access])
    out.whole(column.length)
    out.whole(column.outOfRange ?? -1)
  })
  out.whole(program.faults.length)
  out.wholes(program.prologue)
  out.wholes(program.body)
}

function writeGroup(out: ByteWriter, group: NativeGroup): void {
  out.whole(group.nodes)
  out.wholes(group.nodeColumns)
  out.wholes(group.stepperUniforms)
  out.list(group.packs, pack => writePack(out, pack))
  out.list(group.indexTables, table => writeTable(out, table))
  out.wholes(group.cleared)
  out.wholes(group.forgotten ?? new Int32Array(0))
  out.wholes(group.stateColumns ?? new Int32Array(0))
  for (const list of callLists) out.list(group.calls[list] ?? [], call => writeCall(out, call))
  out.list(group.diffusions ?? [], diffusion => {
    out.wholes(diffusion.states)
    out.wholes(diffusion.volumes)
    out.wholes(diffusion.conductivities)
    out.wholes(diffusion.parent)
    out.numbers(diffusion.lengthUm)
  })
  out.list(group.layers ?? [], layers => {
    out.whole(layers.pack)
    out.whole(layers.instances)
    for (const numbers of [layers.element, layers.inside, layers.columns, layers.axial]) out.wholes(numbers)
  })
  out.list(group.detectors, detector => {
    out.whole(detector.address)
    out.number(detector.threshold)
    out.whole(detector.thresholdAddress ?? -1)
  })
  out.wholes(group.probes)
  out.list(group.plays ?? [], play => {
    out.whole(play.waveform)
    const { stepped, extrapolates, writesUniforms, writesConnections } = play
    for (const flag of [stepped, extrapolates, writesUniforms, writesConnections]) out.whole(flag ? 1 : 0)
    out.wholes(play.addresses)
    out.numbers(play.scales)
  })
  writeMembrane(out, group)
  out.list(group.samplings ?? [], ({ intervalMs, timesMs, addresses }) => {
    out.number(intervalMs === 'steps' ? -1 : intervalMs)
    out.numbers(timesMs)
    out.wholes(addresses)
  })
  for (const part of ['from', 'plus', 'to'] as const) out.wholes(group.transfers?.[part] ?? new Int32Array(0))
  out.list(group.circuits ?? [], ({ nodes, unknowns, right, capacitance, conductance, initial }) => {
    out.wholes(nodes)
    out.whole(unknowns)
    out.whole(right)
    for (const numbers of [capacitance, conductance, initial]) out.numbers(numbers)
  })
  out.whole(group.events ? 1 : 0)
  if (group.events) writeEvents(out, group.events)
  out.whole(group.adaptive ? 1 : 0)
  if (group.adaptive) writeAdaptive(out, group.adaptive)
}

function writeAdaptive(out: ByteWriter, plan: NativeAdaptive): void {
  for (const numbers of [plan.states, plan.rates, plan.counts]) out.wholes(numbers)
  out.numbers(plan.scales)
  out.wholes(plan.quietReceivers)
  const { voltageScale, absoluteTolerance, relativeTolerance, smallestStepMs, largestStepMs } = plan
  for (const number of [voltageScale, absoluteTolerance, relativeTolerance, smallestStepMs, largestStepMs])
    out.number(number)
  out.number(plan.stopMs)
  out.number(plan.sampleMs ?? 0)
  out.whole(plan.maximumOrder)
  out.whole(plan.thresholds === 'interpolated' ? 1 : 0)
  out.whole(plan.local ? 1 : 0)
}

function writeMembrane(out: ByteWriter, { membrane, ionCorrections = [] }: NativeGroup): void {
  out.whole(membrane?.capacitive ?? -1)
  out.whole(membrane?.transmembrane ?? -1)
  out.list(membrane?.electrodes ?? [], ({ call, nodes }) => {
    out.whole(call)
    out.wholes(nodes)
  })
  out.list(membrane?.sums ?? [], ({ address, nodes, weights }) => {
    out.whole(address)
    out.wholes(nodes)
    out.numbers(weights)
  })
  out.list(ionCorrections, ({ current, slope, nodes }) => {
    out.whole(current)
    out.whole(slope)
    out.wholes(nodes)
  })
}

function writeEvents(out: ByteWriter, events: NativeEvents): void {
  out.whole(events.flag)
  out.wholes(events.detectorIds)
  out.wholes(events.detectorsRecorded)
  out.list(events.receivers, receiver => {
    out.wholes(receiver.sourceIds)
    out.wholes(receiver.recorded)
    out.whole(receiver.rowWithoutConnection)
  })
  out.wholes(events.foreignIds)
  out.wholes(events.remoteIds)
  out.wholes(events.gids.gids)
  out.wholes(events.gids.sources)
  out.whole(eventOrders.indexOf(events.order))
  const { ids, source, target, row, delayMs, leastDelayMs, settable } = events.connections
  for (const numbers of [ids, source, target, row]) out.wholes(numbers)
  out.numbers(delayMs)
  out.numbers(leastDelayMs)
  out.whole(settable?.delays ?? -1)
  out.whole(settable?.active ?? -1)
}

function writePack(out: ByteWriter, pack: CellPack): void {
  out.whole(pack.firstNode)
  out.whole(pack.rows)
  out.whole(pack.lanes)
  out.whole(pack.liveLanes)
  out.wholes(pack.order)
  out.wholes(pack.parent)
  out.wholes(pack.parts ?? new Int32Array(0))
  out.whole(pack.axial)
}

function writeTable(out: ByteWriter, table: IndexTable): void {
  out.whole(table.extent)
  out.wholes(table.indices)
}

function writeCall(out: ByteWriter, call: ProgramCall): void {
  out.whole(call.program)
  out.whole(call.count)
  out.whole(call.receiver ?? -1)
  out.wholes(call.columns)
  out.wholes(call.tables)
  out.wholes(call.uniforms)
}

/** Writes into a buffer; without one it only counts, so that the buffer can be made once, in its right size. */
class ByteWriter {
  length = 0
  private readonly view: DataView | undefined

  constructor(buffer?: Uint8Array<ArrayBuffer>) {
    this.view = buffer && new DataView(buffer.buffer)
  }

  whole(value: number): void {
    this.view?.setInt32(this.length, value, true)
    this.length += 4
  }

  number(value: number): void {
    this.view?.setFloat64(this.length, value, true)
    this.length += 8
  }

  text(value: string): void {
    const characters = utf8(value)
    this.whole(characters.length)
    characters.forEach((character, index) => this.view?.setUint8(this.length + index, character))
    this.length += characters.length
  }

  wholes(values: Int32Array): void {
    this.whole(values.length)
    values.forEach((value, index) => this.view?.setInt32(this.length + 4 * index, value, true))
    this.length += 4 * values.length
  }

  numbers(values: Float64Array): void {
    this.whole(values.length)
    values.forEach((value, index) => this.view?.setFloat64(this.length + 8 * index, value, true))
    this.length += 8 * values.length
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.whole(items.length)
    for (const item of items) write(item)
  }
}

/** UTF-8 without the platform's encoder, which the engine's types do not have. */
function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
  }
  return bytes
}
