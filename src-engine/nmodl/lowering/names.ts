import type { Value } from '../../program/graph.ts'

/** The names of one routine or one pair of braces. A value is undefined until it has been set. */
interface Scope {
  readonly values: Map<string, Value | undefined>
  /** Lengths of the arrays among them; their elements are in `values` as `name[0]`, … */
  readonly lengths: Map<string, number>
}

/** Where all names stand at one moment. */
export interface Snapshot {
  readonly values: ReadonlyMap<string, Value>
  readonly scopes: readonly Scope[]
}

/** Where one name is kept: a variable of the mechanism, or a name of one of the scopes. */
export interface NamePlace {
  readonly scope: number | undefined
  readonly name: string
}

/** The name under which an element of an array is kept. */
export function elementName(array: string, index: number): string {
  return `${array}[${index}]`
}

/** The name under which a DISCRETE state's number of some steps ago is kept. */
export function pastName(state: string, back: number): string {
  return `${state}@${back}`
}

/** The name under which a state's slope is kept, as its equation gave it last. */
export function slopeName(state: string): string {
  return `'${state}`
}

/** The array that an element belongs to; any other name itself. */
export function variableName(name: string): string {
  const bracket = name.indexOf('[')
  return bracket < 0 ? name : name.slice(0, bracket)
}

/** What names stand for during a symbolic run: the mechanism's variables, and the scopes around a statement. */
export class Names {
  private readonly initialOf: (name: string) => Value
  private values = new Map<string, Value>()
  private scopes: Scope[] = []

  /** @param initialOf what a variable of the mechanism stands for before anything is assigned to it */
  constructor(initialOf: (name: string) => Value) {
    this.initialOf = initialOf
  }

  /** What a name stands for; undefined for one of a scope that has not been set. */
  read(name: string): Value | undefined {
    const scope = this.scopeOf(name)
    return scope ? scope.values.get(name) : (this.values.get(name) ?? this.initialOf(name))
  }

  /** What a variable of the mechanism stood for before the hook. */
  before(name: string): Value {
    return this.initialOf(name)
  }

  /** Makes a name stand for a value. */
  write(name: string, value: Value): void {
    const scope = this.scopeOf(name)
    if (scope) scope.values.set(name, value)
    else this.values.set(name, value)
  }

  /** Declares a name of the innermost scope. */
  declare(name: string, value: Value | undefined): void {
    this.scopes.at(-1)?.values.set(name, value)
  }

  /** Declares an array of the innermost scope. */
  declareArray(name: string, length: number): void {
    this.scopes.at(-1)?.lengths.set(name, length)
    for (let index = 0; index < length; index++) this.declare(elementName(name, index), undefined)
  }

  /** Whether a name belongs to a scope, and not to the mechanism. */
  isLocal(name: string): boolean {
    return this.scopes.some(scope => scope.values.has(name) || scope.lengths.has(name))
  }

  /** Number of elements of a scope's array. */
  localLength(name: string): number | undefined {
    return this.scopes.findLast(scope => scope.lengths.has(name))?.lengths.get(name)
  }

  /** Whether a variable of the mechanism, or one of its elements, has been assigned. */
  isAssigned(name: string): boolean {
    return this.values.has(name) || this.values.has(elementName(name, 0))
  }

  /** The variables of the mechanism that were assigned, with what they stand for now. */
  assigned(): ReadonlyMap<string, Value> {
    return this.values
  }

  /** Runs something in a scope of its own. */
  inScope<T>(run: () => T): T {
    this.scopes.push({ values: new Map(), lengths: new Map() })
    const result = run()
    this.scopes.pop()
    return result
  }

  /** Runs something that sees the mechanism's variables alone. */
  apart<T>(run: () => T): T {
    const outer = this.scopes
    this.scopes = []
    const result = this.inScope(run)
    this.scopes = outer
    return result
  }

  /** The place of a name as it is seen here. */
  placeOf(name: string): NamePlace {
    const scope = this.scopes.findLastIndex(({ values }) => values.has(name))
    return { scope: scope < 0 ? undefined : scope, name }
  }

  /** What is kept at a place. */
  at({ scope, name }: NamePlace): Value | undefined {
    if (scope !== undefined) return this.scopes[scope]?.values.get(name)
    return this.values.get(name) ?? this.initialOf(name)
  }

  /** Keeps a value at a place. */
  put({ scope, name }: NamePlace, value: Value): void {
    if (scope === undefined) this.values.set(name, value)
    else this.scopes[scope]?.values.set(name, value)
  }

  snapshot(): Snapshot {
    return { values: new Map(this.values), scopes: this.scopes.map(copyOf) }
  }

  restore(snapshot: Snapshot): void {
    this.values = new Map(snapshot.values)
    this.scopes = snapshot.scopes.map(copyOf)
  }

  /** Joins another state into the present one; both come from the same start. */
  join(other: Snapshot, choose: (theirs: Value, ours: Value) => Value): void {
    for (const name of new Set([...other.values.keys(), ...this.values.keys()])) {
      const theirs = other.values.get(name) ?? this.initialOf(name)
      const ours = this.values.get(name) ?? this.initialOf(name)
      this.values.set(name, theirs === ours ? ours : choose(theirs, ours))
    }
    this.scopes.forEach((scope, depth) => {
      for (const [name, ours] of scope.values) {
        const theirs = other.scopes[depth]?.values.get(name)
        // A LOCAL that only one branch set keeps that value: what it is in the other is nobody's business.
        if (theirs === undefined || theirs === ours) continue
        scope.values.set(name, ours === undefined ? theirs : choose(theirs, ours))
      }
    })
  }

  private scopeOf(name: string): Scope | undefined {
    for (let depth = this.scopes.length - 1; depth >= 0; depth--) {
      const scope = this.scopes[depth]
      if (scope?.values.has(name)) return scope
    }
    return undefined
  }
}

function copyOf({ values, lengths }: Scope): Scope {
  return { values: new Map(values), lengths: new Map(lengths) }
}
