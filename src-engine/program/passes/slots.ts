import type { Graph, Value } from '../graph.ts'
import type { ColumnSlot, ProgramFault, UniformSlot } from '../program.ts'

/** The fault of an index that lies outside of an array or a space. */
export const indexOutOfRange = 'program/index-out-of-range'

/** The tables that a program's operands index, filled in the order of first use. */
export class Slots {
  private readonly graph: Graph
  private readonly constantIndex = new Map<Value, number>()
  private readonly constantValues: number[] = []
  private readonly uniformIndex = new Map<string, number>()
  private readonly uniformSlots: { name: string; written: boolean }[] = []
  private readonly columnIndex = new Map<string, number>()
  private readonly columnSlots: {
    space: ColumnSlot['space']
    name: string
    length: number
    outOfRange: number | undefined
    read: boolean
    write: boolean
  }[] = []
  private readonly faultIndex = new Map<string, number>()
  private readonly faultList: ProgramFault[] = []
  /** Index of the column of each column value that has been entered. */
  private readonly columnOfValue = new Map<Value, number>()
  private readonly hoistedIndex = new Map<Value, number>()

  constructor(graph: Graph) {
    this.graph = graph
  }

  get constants(): Float64Array {
    return Float64Array.from(this.constantValues)
  }

  get uniforms(): readonly UniformSlot[] {
    return this.uniformSlots
  }

  get columns(): readonly ColumnSlot[] {
    return this.columnSlots.map(({ space, name, length, outOfRange, read, write }) => ({
      space,
      name,
      length,
      access: read && write ? 'both' : write ? 'write' : 'read',
      ...(outOfRange === undefined ? {} : { outOfRange }),
    }))
  }

  get faults(): readonly ProgramFault[] {
    return this.faultList
  }

  /** Number of hoisted values. */
  get hoisted(): number {
    return this.hoistedIndex.size
  }

  /** Enters a value that an operation reads and that may be a constant, a uniform or a column. */
  enterRead(value: Value): void {
    const node = this.graph.node(value)
    if (node.kind === 'constant' && !this.constantIndex.has(value)) {
      this.constantIndex.set(value, this.constantValues.push(node.value) - 1)
    }
    if (node.kind === 'uniform') this.enterUniform(node.name, false)
    if (node.kind === 'column' && !this.columnOfValue.has(value)) {
      this.columnOfValue.set(value, this.enterColumn(node.space, node.name, 'read'))
    }
    if (node.kind === 'element' && !this.columnOfValue.has(value)) {
      this.columnOfValue.set(value, this.enterArray(node.space, node.name, 'read'))
    }
  }

  /** The index of the column whose number a value is, if it is one or one of its elements. */
  columnOf(value: Value): number | undefined {
    return this.columnOfValue.get(value)
  }

  enterUniform(name: string, written: boolean): number {
    let index = this.uniformIndex.get(name)
    if (index === undefined) {
      index = this.uniformSlots.push({ name, written: false }) - 1
      this.uniformIndex.set(name, index)
    }
    const slot = this.uniformSlots[index]
    if (slot && written) slot.written = true
    return index
  }

  enterColumn(space: ColumnSlot['space'], name: string, access: 'read' | 'write'): number {
    const key = `${space} ${name}`
    let index = this.columnIndex.get(key)
    if (index === undefined) {
      const slot = { space, name, length: 1, outOfRange: undefined, read: false, write: false }
      index = this.columnSlots.push(slot) - 1
      this.columnIndex.set(key, index)
    }
    const slot = this.columnSlots[index]
    if (slot) slot[access] = true
    return index
  }

  /** A column, or an own array, that is reached at an index computed at run time. */
  enterArray(space: ColumnSlot['space'], name: string, access: 'read' | 'write'): number {
    const index = this.enterColumn(space, name, access)
    const slot = this.columnSlots[index]
    if (slot && slot.outOfRange === undefined) {
      slot.outOfRange = this.enterFault({ code: indexOutOfRange, facts: { name } })
      if (space === 'own') slot.length = this.graph.lengthOf(name) ?? 1
    }
    return index
  }

  enterFault(fault: ProgramFault): number {
    const key = JSON.stringify([fault.code, fault.facts])
    let index = this.faultIndex.get(key)
    if (index === undefined) {
      index = this.faultList.push(fault) - 1
      this.faultIndex.set(key, index)
    }
    return index
  }

  /** Gives a hoisted value its number. */
  enterHoisted(value: Value): void {
    if (!this.hoistedIndex.has(value)) this.hoistedIndex.set(value, this.hoistedIndex.size)
  }

  /** The number of a hoisted value among themselves. */
  hoistedNumber(value: Value): number | undefined {
    return this.hoistedIndex.get(value)
  }

  /** The index in the scalar table, which is constants, uniforms, hoisted values; all must have been entered. */
  scalarIndex(value: Value): number {
    const node = this.graph.node(value)
    if (node.kind === 'constant') return this.constantIndex.get(value) ?? 0
    const constants = this.constantValues.length
    if (node.kind === 'uniform') return constants + this.enterUniform(node.name, false)
    return constants + this.uniformSlots.length + (this.hoistedIndex.get(value) ?? 0)
  }
}
