/** Names of numbers that every block of a random file knows. */
const everywhere = ['a', 'b', 'k', 'v', 'x', 'y', 'p', 'q', 't', 'dt', 'celsius', 'last']
const functions = ['exp', 'fabs', 'sin', 'sqrt', 'floor']
const operators = ['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', '&&', '||', '^']

/** Random pieces of NMODL text, all from one sequence of random numbers. */
export class Phrases {
  /** Whether FUNCTION twice may be called; not in its own body. */
  callsTwice = true
  private readonly random: () => number
  private depth = 0

  constructor(random: () => number) {
    this.random = random
  }

  chance(probability: number): boolean {
    return this.random() < probability
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.random() * choices.length)]
    if (choice === undefined) throw new RangeError('nothing to choose from')
    return choice
  }

  /** From 0 to `most` different ones of the choices, in their order. */
  some<T>(choices: readonly T[], most: number): readonly T[] {
    const wanted = new Set(
      Array.from({ length: Math.floor(this.random() * (most + 1)) }, () => this.pick(choices)),
    )
    return choices.filter(choice => wanted.has(choice))
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    const keyed = items.map(item => ({ item, key: this.random() }))
    return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item)
  }

  lines(items: readonly string[]): string {
    return items.map(item => `  ${item}${this.chance(0.1) ? ' : a comment' : ''}\n`).join('')
  }

  number(): string {
    return this.pick(['0', '1', '2.5', '.25', '3.', '1e-3', '2E+1', '7 (mV)', '0.5(/ms)'])
  }

  /** An expression over what is known everywhere and the names given. */
  expression(names: readonly string[]): string {
    if (this.depth > 4 || this.chance(0.35)) {
      return this.chance(0.4) ? this.number() : this.pick([...everywhere, ...names, 'row[1]', 's[ROWS-1]'])
    }
    this.depth++
    const text = this.compound(names)
    this.depth--
    return text
  }

  private compound(names: readonly string[]): string {
    const inner = () => this.expression(names)
    const kind = this.random()
    if (kind < 0.15) return `(${inner()})`
    if (kind < 0.3) return `${this.callee()}(${inner()})`
    if (kind < 0.4) return `${this.pick(['-', '!'])}${this.pick(['', ' '])}(${inner()})`
    const blank = this.pick(['', ' '])
    return `${inner()}${blank}${this.pick(operators)}${blank}${inner()}`
  }

  private callee(): string {
    return this.callsTwice && this.chance(0.2) ? 'twice' : this.pick(functions)
  }

  /** Up to `most` statements over what is known everywhere and the names given. */
  statements(names: readonly string[], most: number): string {
    if (this.depth > 4) return ''
    this.depth++
    const count = Math.floor(this.random() * (most + 1))
    const text = Array.from({ length: count }, () => this.statement(names)).join(this.pick([' ', '\n ']))
    this.depth--
    return text
  }

  private statement(names: readonly string[]): string {
    const value = () => this.expression(names)
    const kind = this.random()
    if (kind < 0.45) return `${this.pick(['x', 'y', 'row[0]', 'row[ROWS-1]'])} = ${value()}`
    if (kind < 0.6) {
      const otherwise = this.chance(0.5) ? ` else { ${this.statements(names, 2)} }` : ''
      return `${this.pick(['if', 'IF'])} (${value()}) { ${this.statements(names, 2)} }${otherwise}`
    }
    if (kind < 0.7) return `FROM n = 0 TO ROWS - 1 { row[n] = n + ${value()} }`
    if (kind < 0.75) return `FORALL n { row[n] = ${this.number()} }`
    if (kind < 0.8) return `y = 0 while (y < 3) { y = y + 1 ${this.statements(names, 1)} y = y + 1 }`
    if (kind < 0.85)
      return this.pick(['UNITSOFF x = 1 UNITSON', 'PROTECT y = y + 1', 'MUTEXLOCK y = 2 MUTEXUNLOCK'])
    if (kind < 0.9) return `{ LOCAL z, pair[2] z = ${value()} pair[1] = z x = pair[1] }`
    return `x = ${this.callee()}(${value()})`
  }
}
