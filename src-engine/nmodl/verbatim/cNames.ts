import type { CType } from './cNodes.ts'

/** A number that C code declares: the NMODL name that carries it. */
export interface CNumber {
  readonly kind: 'number'
  readonly name: string
  readonly type: CType
  readonly length?: number
  readonly initial?: number
  /** The numbers of an array that never changes. */
  readonly values?: readonly number[]
}

/** What a name of C stands for: a number, or something that a pointer or a handle leads to. */
export type CName = CNumber | CHandle | CNil

/** A pointer of C. */
export interface CHandle {
  readonly kind: 'handle'
  /** The POINTER or the series that it leads to, as far as that is known. */
  slot: string | undefined
  /** Whether it may lead to one or the other. */
  isLost: boolean
  /** Number of loops around its declaration. */
  readonly loops: number
}

/** A pointer of the file, or an array of them, that only a script could make lead somewhere. */
export interface CNil {
  readonly kind: 'nil'
  readonly isArray: boolean
}
