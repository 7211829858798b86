/** Elements that a reader does not keep, by kind: how many, and the line of the first. */
export class NotKept {
  readonly #kinds = new Map<string, { count: number; readonly line: number }>()

  add(element: string, line: number): void {
    const known = this.#kinds.get(element)
    if (known) known.count++
    else this.#kinds.set(element, { count: 1, line })
  }

  /** Calls back once for each kind, in the order of their first elements. */
  forEach(say: (facts: { readonly element: string; readonly count: number }, line: number) => void): void {
    for (const [element, { count, line }] of this.#kinds) say({ element, count }, line)
  }
}
