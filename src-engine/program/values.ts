import type { OperationName } from './operations.ts'
import type { ColumnSlot } from './program.ts'

/** One value of a program: an index into its graph. Operands always have smaller indices than their users. */
export type Value = number & { readonly brand: 'value' }

/** Operations that make a value out of values; the others read or write memory, or lead the way. */
export type PureOperation = Exclude<
  OperationName,
  | 'gather'
  | 'element'
  | 'store'
  | 'assignAt'
  | 'addAt'
  | 'setUniform'
  | 'storeElement'
  | 'skipUnless'
  | 'loop'
  | 'leaveUnless'
  | 'again'
  | 'fault'
  | 'emit'
  | 'copy'
>

/** The index space of a column: the instances' own, the nodes', an ion's, the connections', a table's. */
export type Space = ColumnSlot['space']
