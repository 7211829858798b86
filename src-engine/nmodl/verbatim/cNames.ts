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
export type CName = CNumber | { readonly kind: 'handle'; slot: string | undefined }
