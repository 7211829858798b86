import type { Span } from '../../core/source/span.ts'
import type { Statement } from '../ast/statements.ts'
import { assignNode, localNode, numberNode } from './nodes.ts'
import type { Scope } from './scope.ts'
import { Unsupported } from './unsupported.ts'

/** A loop or a `switch` that `break` and `continue` can leave. */
export interface Leaving {
  readonly broken: string
  /** Undefined where there is no loop to go on with. */
  readonly skipped: string | undefined
}

/** So many statements may follow one another that each may jump over the rest. */
const mostNested = 60

/**
 * The flags by which `return`, `break` and `continue` leave out what follows. NMODL knows no jumps: a jump raises a
 * flag, and what it jumps over runs only where no flag is up.
 *
 *     if (a) return 1;          if (a) { f = 1  returned = 1 }
 *     x = 2;               →    if (returned == 0) { x = 2 }
 */
export class Jumps {
  /** Flags that what has been written since it was last looked at may have raised. */
  raised = new Set<string>()
  /** The flag of `return`, once one is needed. */
  returned: string | undefined
  private readonly scope: Scope
  private readonly around: Leaving[] = []
  private nested = 0

  constructor(scope: Scope) {
    this.scope = scope
  }

  /** What a piece of writing made, and the flags that it may have raised; those raised before are kept apart. */
  apart<T>(write: () => T): { readonly made: T; readonly raised: ReadonlySet<string> } {
    const outer = this.raised
    this.raised = new Set()
    const made = write()
    const raised = this.raised
    this.raised = outer
    return { made, raised }
  }

  /** Writes the body of a loop or a `switch`. */
  within<T>(
    write: (leaving: Leaving) => T,
    isLoop: boolean,
  ): { made: T; raised: ReadonlySet<string>; leaving: Leaving } {
    const skipped = isLoop ? this.scope.fresh('skipped') : this.around.at(-1)?.skipped
    const leaving = { broken: this.scope.fresh('broken'), skipped }
    this.around.push(leaving)
    const { made, raised } = this.apart(() => write(leaving))
    this.around.pop()
    return { made, raised, leaving }
  }

  /** Writes what hangs on flags, which is nested in what is there. */
  deeper<T>(span: Span, write: () => T): T {
    if (++this.nested > mostNested) throw new Unsupported('it jumps from too many places', span)
    const made = write()
    this.nested--
    return made
  }

  keep(flags: Iterable<string>): void {
    for (const flag of flags) this.raised.add(flag)
  }

  /** The statement that jumps. */
  jump(kind: 'break' | 'continue' | 'return', span: Span): Statement {
    const innermost = this.around.at(-1)
    if (kind === 'return') this.returned ??= this.scope.fresh('returned')
    const flag = kind === 'return' ? this.returned : kind === 'break' ? innermost?.broken : innermost?.skipped
    if (flag === undefined) throw new Unsupported(`its "${kind}" stands in no loop`, span)
    this.raised.add(flag)
    return assignNode(flag, numberNode(1, span), span)
  }
}

/** A flag that is down. */
export function lowered(flag: string, span: Span): readonly Statement[] {
  return [localNode([flag], span), assignNode(flag, numberNode(0, span), span)]
}
