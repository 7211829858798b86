import type { Space, Value } from './graph.ts'

/** What a program does to the world outside its registers; carried out after its values are known, in order. */
export type Effect =
  | { readonly kind: 'store'; readonly name: string; readonly value: Value }
  | {
      readonly kind: 'assignAt' | 'addAt'
      readonly space: Space
      readonly name: string
      readonly value: Value
    }
  | { readonly kind: 'setUniform'; readonly name: string; readonly value: Value }
