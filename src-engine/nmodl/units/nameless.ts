import type { Span } from '../../core/source/span.ts'

/**
 * A name that is declared without a unit, or a number written without one. It counts as dimensionless until that
 * does not work out; then it is the first to be asked.
 */
export interface Nameless {
  readonly kind: 'name' | 'state' | 'number'
  /** `"gbar"`, `the argument "x" of "rates"`, `10`: for sentences. */
  readonly title: string
  readonly span: Span
  /** Another that has the same unit, because the two are added somewhere. */
  sameAs: Nameless | undefined
}

/** A name or a number without a unit, on its own so far. */
export function createNameless(kind: Nameless['kind'], title: string, span: Span): Nameless {
  return { kind, title, span, sameAs: undefined }
}

/** One for all that have the same unit as this. */
export function representative(nameless: Nameless): Nameless {
  let top = nameless
  while (top.sameAs) top = top.sameAs
  // Shortens the way for the next time, so that long chains cost once.
  for (let next: Nameless | undefined = nameless; next && next !== top;) {
    const after: Nameless | undefined = next.sameAs
    next.sameAs = top
    next = after
  }
  return top
}

/** Whether two are known to have the same unit. */
export function isSameNameless(a: Nameless, b: Nameless): boolean {
  return a === b || ((a.sameAs ?? b.sameAs) !== undefined && representative(a) === representative(b))
}

/** Notes that two have the same unit. */
export function joinNameless(a: Nameless, b: Nameless): void {
  const first = representative(a)
  const second = representative(b)
  if (first === second) return
  // A state is the least likely to lack a unit, so another speaks for both.
  if (second.kind === 'state') second.sameAs = first
  else first.sameAs = second
}
