/**
 * A lane program: a list of operations over virtual registers, straight but for counted loops. A register holds one
 * number for each of a block of instances ("lanes"); the machine runs one operation over the whole block before the
 * next.
 */
export interface Program {
  /** `mechanism.part`, for people: `hh.current`. */
  readonly name: string
  /**
   * True where a lane reads what another lane wrote in the same pass (a written uniform): the machine then runs
   * one lane at a time, in instance order, and a uniform written by one is read by the next.
   */
  readonly sequential: boolean
  /** Number of block registers. */
  readonly registers: number
  /** The scalar table is constants, then uniforms, then hoisted values; operands index it as one table. */
  readonly constants: Float64Array
  readonly uniforms: readonly UniformSlot[]
  readonly hoisted: number
  readonly columns: readonly ColumnSlot[]
  /**
   * Operations on scalars alone; destinations are hoisted values, numbered from 0 among themselves (as an operand,
   * hoisted value h is scalar constants + uniforms + h). No columns, no skips. Run before the body whenever a uniform
   * may have changed (each call where `readsTime`, else only when the model's generation changed).
   */
  readonly prologue: Int32Array
  readonly body: Int32Array
  /** What can go wrong in a lane, as operations number it. */
  readonly faults: readonly ProgramFault[]
  /** What it can print, as `emit` numbers it: a piece k has the flag 2·k, the last piece of a text 2·k + 1. */
  readonly texts?: readonly PrintedPiece[]
  /** Whether a uniform named `t` is read. */
  readonly readsTime: boolean
}

/**
 * A piece of a text that a program prints: what stands before a number, and how the number is written, as in C (`%g`);
 * the last piece of a text may have no number.
 */
export interface PrintedPiece {
  readonly text: string
  readonly number: string | undefined
}

/**
 * A fault that a program can end in: it stops the run and names the instance. The program still runs to its end in
 * all lanes; of several faults the first of the first lane counts.
 */
export interface ProgramFault {
  /** Message code, e.g. `nmodl/no-convergence`. */
  readonly code: string
  /** What the code's message needs, in the user's names. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** One number shared by all lanes: celsius, dt, t, a GLOBAL. Bound to an address in the arena. */
export interface UniformSlot {
  readonly name: string
  /** Written uniforms are stored after the lanes have run (or after each lane where sequential). */
  readonly written: boolean
}

/**
 * The index spaces that columns live in.
 *
 * `own` has an entry for each instance. `node` are the nodes of the cable, `ion:na` the places of an ion, `weight`
 * the connections whose target is of this mechanism (sorted by target), `pointer:p` any number of the arena,
 * `table:rates` the entries of a TABLE or FUNCTION_TABLE.
 */
export type ColumnSpace =
  'own' | 'node' | 'weight' | `ion:${string}` | `pointer:${string}` | `table:${string}`

/**
 * One column of numbers. `own` columns are read and stored directly. The others are reached through an index table
 * with `gather`, `assignAt` and `addAt` (two slots with the same space share the table), or at an index computed at
 * run time with `element` and `storeElement`.
 */
export interface ColumnSlot {
  readonly space: ColumnSpace
  readonly name: string
  /**
   * Own arrays that are indexed at run time: the number of elements; `name` is the array's (`x`), and element k of
   * lane l (the own column `x[k]`) lies at address + k·(instances rounded up to lanePadding) + l. Otherwise 1.
   */
  readonly length: number
  /** The fault (index into `faults`) of an index out of range; for columns with `element` or `storeElement`. */
  readonly outOfRange?: number
  readonly access: 'read' | 'write' | 'both'
}

/** Columns are padded to a multiple of this many doubles, so that the widest lane count reads whole vectors. */
export const lanePadding = 8

/** Words of one operation: opcode, destination, and three operands (unused ones are 0). */
export const wordsPerOperation = 5

/** What an operand is; the kind sits above bit 24 of the operand word, the index below. */
export const operandKind = { register: 0, scalar: 1, column: 2 } as const

/** Packs an operand into its word. */
export function packOperand(kind: 0 | 1 | 2, index: number): number {
  return (kind << 24) | index
}

/** The kind of a packed operand. */
export function kindOf(operand: number): number {
  return operand >> 24
}

/** The index of a packed operand. */
export function indexOf(operand: number): number {
  return operand & 0xffffff
}
