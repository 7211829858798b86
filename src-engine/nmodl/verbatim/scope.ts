import type { Span } from '../../core/source/span.ts'
import type { CType } from './cNodes.ts'

/** What a name of C stands for. */
export type CName =
  /** A number: the NMODL name that carries it. */
  | {
      readonly kind: 'number'
      readonly name: string
      readonly type: CType
      readonly length?: number
      readonly initial?: number
    }
  /** Something that a pointer or a handle leads to. */
  | { readonly kind: 'handle'; slot: string | undefined }

/** What is known of the whole file while a body is translated. */
export interface FileNames {
  /** Variables of the mechanism and of the simulation; lengths of arrays. */
  readonly variables: ReadonlyMap<string, number | undefined>
  readonly pointers: ReadonlySet<string>
  /** Those of the pointers that lead to random streams. */
  readonly streams: ReadonlySet<string>
  /** Variables and pointers that C code uses to hold a Vector. */
  readonly vectors: ReadonlySet<string>
  /** FUNCTION and PROCEDURE blocks, and functions defined in C. */
  readonly routines: ReadonlySet<string>
  /** SUFFIX, which stands behind the names of routines in C. */
  readonly suffix: string
  /** Numbers that the C code of the file declares outside blocks. */
  readonly statics: Map<string, CName>
  /** Arguments of NET_RECEIVE, in order. */
  readonly weights: readonly string[]
}

/** The names that a routine's C code can see, and those that it makes. */
export class Scope {
  readonly file: FileNames
  /** The enclosing block's own NMODL names: arguments, LOCAL, and the FUNCTION itself. */
  readonly own: ReadonlySet<string>
  /** The FUNCTION whose value `return` gives. */
  readonly result: string | undefined
  private readonly layers: Map<string, CName>[] = [new Map()]
  private readonly taken: Set<string>

  constructor(file: FileNames, own: ReadonlySet<string>, result: string | undefined) {
    this.file = file
    this.own = own
    this.result = result
    this.taken = new Set([...own, ...file.variables.keys(), ...file.routines])
  }

  enter(): void {
    this.layers.push(new Map())
  }

  leave(): void {
    this.layers.pop()
  }

  /** Declares a name of C; the NMODL name that carries it is another where that is taken. */
  declare(name: string, type: CType, length?: number): string {
    const made = this.fresh(name)
    this.layers.at(-1)?.set(name, {
      kind: 'number',
      name: made,
      type,
      ...(length === undefined ? {} : { length }),
    })
    return made
  }

  /** Declares a number that lasts: it is the file's, under a name of its own. */
  declareStatic(name: string, type: CType, initial: number, length?: number): void {
    const made = this.fresh(`${this.result ?? 'static'}_${name}`)
    const number = {
      kind: 'number',
      name: made,
      type,
      initial,
      ...(length === undefined ? {} : { length }),
    } as const
    this.layers.at(-1)?.set(name, number)
    this.file.statics.set(made, number)
  }

  declareHandle(name: string): void {
    this.layers.at(-1)?.set(name, { kind: 'handle', slot: undefined })
  }

  /** A name that nothing else has. */
  fresh(name: string): string {
    let made = name
    for (let count = 1; this.taken.has(made); count++) made = `${name}_c${count}`
    this.taken.add(made)
    return made
  }

  find(name: string): CName | undefined {
    for (let depth = this.layers.length - 1; depth >= 0; depth--) {
      const found = this.layers[depth]?.get(name)
      if (found) return found
    }
    return this.fromNeuron(name) ?? this.file.statics.get(name)
  }

  /** Names as NEURON's translator spells them in C. */
  private fromNeuron(name: string): CName | undefined {
    const number = (real: string): CName => {
      const length = this.file.variables.get(real)
      return { kind: 'number', name: real, type: 'double', ...(length === undefined ? {} : { length }) }
    }
    if (name.startsWith('_l') && this.own.has(name.slice(2))) return number(name.slice(2))
    if (this.file.vectors.has(name)) return { kind: 'handle', slot: name }
    if (name.startsWith('_p_') && this.file.pointers.has(name.slice(3)))
      return { kind: 'handle', slot: name.slice(3) }
    if (name.startsWith('_ion_') && this.file.variables.has(name.slice(5))) return number(name.slice(5))
    if (name === '_v') return number('v')
    if (this.file.variables.has(name)) return number(name)
    return undefined
  }
}

/** A place for nodes that the text has only in spirit. */
export function placed<T extends object>(node: T, { start, end }: Span): T & { readonly span: Span } {
  return { ...node, span: { start, end } }
}
