import type { Span } from '../../core/source/span.ts'
import type { Statement } from '../ast/statements.ts'
import type { CHandle, CName, CNumber } from './cNames.ts'
import type { CType } from './cNodes.ts'
import type { Constant } from './constants.ts'
import type { FileNames } from './fileNames.ts'
import type { NoteCode } from './messages.ts'
import { assignNode, localNode, nameNode, numberNode } from './nodes.ts'

/** What a routine is to the C code in it. */
export interface Enclosing {
  /** Names that C sees with `_l` before them: arguments, LOCAL, the FUNCTION itself; and their NMODL names. */
  readonly own: ReadonlyMap<string, string>
  /** The FUNCTION whose value `return` gives. */
  readonly result: string | undefined
  /** Whether that is an `int` of C. */
  readonly resultIsWhole: boolean
  /** Whether a hook begins with it, so that the mechanism's own numbers of ions are still the ions' there. */
  readonly beginsHook: boolean
  /** Whether it runs before the first step, and once: then it may make structures. */
  readonly makes: 'in-constructor' | 'in-initial' | undefined
}

/** Something worth saying about C code that has been translated. */
export interface Note {
  readonly code: NoteCode
  readonly name: string
  readonly span: Span
}

/** The names that a routine's C code can see, and those that it makes. */
export class Scope {
  readonly file: FileNames
  readonly enclosing: Enclosing
  /** What has to stand before everything else in the routine. */
  readonly prologue: Statement[] = []
  readonly notes: Note[] = []
  /** Numbers of all its arrays together. */
  elements = 0
  private readonly layers: Map<string, CName>[] = [new Map()]
  private readonly taken: Set<string>
  private loops = 0

  constructor(file: FileNames, enclosing: Enclosing) {
    this.file = file
    this.enclosing = enclosing
    this.taken = new Set(enclosing.own.values())
    if (enclosing.result !== undefined) this.taken.add(enclosing.result)
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
    const number: CNumber = { kind: 'number', name: made, type, ...(length === undefined ? {} : { length }) }
    this.layers.at(-1)?.set(name, number)
    return made
  }

  /** Declares a number that lasts: it is the file's, under a name of its own. */
  declareStatic(name: string, declared: Omit<CNumber, 'kind' | 'name'>): void {
    const number: CNumber = { ...declared, kind: 'number', name: this.fresh(`static_${name}`) }
    this.layers.at(-1)?.set(name, number)
    this.file.statics.set(number.name, number)
  }

  declareHandle(name: string): void {
    this.layers.at(-1)?.set(name, { kind: 'handle', slot: undefined, isLost: false, loops: this.loops })
  }

  /** Makes a handle lead somewhere; in a branch or a loop it does so only there. Gives false where that is not known. */
  lead(name: string, handle: CHandle, slot: string): boolean {
    const here = this.layers.at(-1)
    if (here?.get(name) === handle) {
      handle.slot = slot
      handle.isLost = false
      return true
    }
    if (handle.slot === slot && !handle.isLost) return true
    if (handle.loops < this.loops && (handle.slot !== undefined || handle.isLost)) return false
    here?.set(name, { kind: 'handle', slot, isLost: false, loops: this.loops })
    handle.isLost = handle.slot !== undefined
    handle.slot = handle.slot === undefined ? slot : undefined
    return true
  }

  /** Writes the body of a loop. */
  looping<T>(write: () => T): T {
    this.loops++
    const made = write()
    this.loops--
    return made
  }

  /** A name that nothing else has. */
  fresh(name: string): string {
    const { variables, routines, statics } = this.file
    let made = name
    const isTaken = () =>
      this.taken.has(made) || variables.has(made) || routines.has(made) || statics.has(made)
    for (let count = 1; isTaken(); count++) made = `${name}_c${count}`
    this.taken.add(made)
    return made
  }

  note(code: NoteCode, name: string, { start, end }: Span): void {
    this.notes.push({ code, name, span: { start, end } })
  }

  find(name: string): CName | undefined {
    for (let depth = this.layers.length - 1; depth >= 0; depth--) {
      const found = this.layers[depth]?.get(name)
      if (found) return found
    }
    return this.fromNeuron(name) ?? this.fromFile(name)
  }

  /** Whether a variable of the file cannot be named here, because something of the routine has its name. */
  isHidden(name: string): boolean {
    return this.enclosing.own.get(name) === name && this.file.variables.has(name)
  }

  constant(name: string): Constant | undefined {
    const value = this.file.defines.get(name)
    return value === undefined ? undefined : { value, whole: Number.isInteger(value) }
  }

  /** Names as NEURON's translator spells them in C. */
  private fromNeuron(name: string): CName | undefined {
    const { variables, vectors, pointers, written } = this.file
    const number = (real: string): CName => {
      const length = variables.get(real)
      return { kind: 'number', name: real, type: 'double', ...(length === undefined ? {} : { length }) }
    }
    const own = name.startsWith('_l') ? this.enclosing.own.get(name.slice(2)) : undefined
    if (own !== undefined) return { kind: 'number', name: own, type: 'double' }
    if (vectors.has(name)) return { kind: 'handle', slot: name, isLost: false, loops: 0 }
    if (name.startsWith('_p_') && pointers.has(name.slice(3)))
      return { kind: 'handle', slot: name.slice(3), isLost: false, loops: 0 }
    const ofIon = name.startsWith('_ion_') ? name.slice(5) : ''
    if (variables.has(ofIon) && !written.has(ofIon)) return number(ofIon)
    if (variables.has(ofIon) && this.enclosing.beginsHook) return this.before(name, ofIon)
    if (name === '_v') return number('v')
    return variables.has(name) ? number(name) : undefined
  }

  /** What a variable was when the routine began. */
  private before(name: string, variable: string): CName {
    const made: CName = { kind: 'number', name: this.fresh(name), type: 'double' }
    const place = this.file.span
    this.layers[0]?.set(name, made)
    this.prologue.push(localNode([made.name], place), assignNode(made.name, nameNode(variable, place), place))
    return made
  }

  /** A pointer of the file leads to the structure of its type that the instance holds, or nowhere. */
  private outsidePointer(name: string): CName | undefined {
    const pointer = this.file.outsidePointers.get(name)
    if (!pointer) return undefined
    const { of, isArray } = pointer
    const path = of === undefined || isArray ? undefined : this.file.structures.paths.get(of)
    return path === undefined
      ? { kind: 'nil', isArray }
      : { kind: 'handle', slot: path, isLost: false, loops: 0 }
  }

  /** Numbers of the file's own C; an array that never changes is made where it is needed. */
  private fromFile(name: string): CName | undefined {
    const found = this.file.statics.get(name)
    if (!found) return this.outsidePointer(name)
    if (!found.values) return found
    const { values, type } = found
    const place = this.file.span
    const made: CNumber = { kind: 'number', name: this.fresh(name), type, length: values.length }
    this.layers[0]?.set(name, made)
    this.prologue.push(localNode([made.name], place, values.length))
    values.forEach((value, index) => {
      this.prologue.push(assignNode(made.name, numberNode(value, place), place, numberNode(index, place)))
    })
    return made
  }
}
