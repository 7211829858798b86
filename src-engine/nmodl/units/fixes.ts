import type { Fix } from '../../core/diagnostics/diagnostic.ts'
import type { Span } from '../../core/source/span.ts'

/** A diagnostic about units in its text: its characters, and what it says. */
export interface UnitFault {
  readonly text: string
  readonly span: Span
  /** The characters themselves. */
  readonly name: string
  readonly message: string
}

/** A unit in parentheses at the end of what a message says is needed. */
const neededPattern = /is used in (\([^()]*\))\.$/

/** What follows a declared name up to where its unit stands: elements, FROM, START, a value. */
const declaredPattern =
  /^(?:\s*\[[^\]]*\])?(?:\s*FROM\s+\S+\s+TO\s+\S+)?(?:\s*START\s+\S+|\s*=\s*-?[\d.]+(?:[eE][+-]?\d+)?)?/

/** The changes that do away with a diagnostic about units, by its code. */
export const unitFixes: Readonly<Record<string, (fault: UnitFault) => readonly Fix[]>> = {
  'nmodl/number-needs-unit': ({ span, name, message }) => {
    const needed = neededPattern.exec(message)?.[1]
    return needed === undefined ? [] : [insertion(`Write ${name} ${needed}`, span.end, ` ${needed}`)]
  },
  'nmodl/number-needs-parentheses': ({ span, name }) => [
    { title: `Write (${name})`, edits: [{ span, text: `(${name})` }] },
  ],
  'nmodl/units-need-factor': ({ span, name, message }) => {
    const factor = /the factor (\S+) is missing/.exec(message)?.[1]
    if (factor === undefined) return []
    const operand = /^\w+$|^\(.*\)$/s.test(name) ? name : `(${name})`
    return [{ title: `Convert it with (${factor})*`, edits: [{ span, text: `(${factor})*${operand}` }] }]
  },
  'nmodl/unit-missing': ({ text, span, name, message }) => {
    const needed = neededPattern.exec(message)?.[1]
    // The unit of a FUNCTION's value stands after its arguments.
    const isFunction = message.startsWith('The value of')
    if (needed === undefined) return []
    const after = text.slice(span.end, span.end + 400)
    const skipped = isFunction
      ? /^\s*\((?:[^()]|\([^()]*\))*\)/.exec(after)?.[0].length
      : (declaredPattern.exec(after)?.[0].length ?? 0)
    if (skipped === undefined) return []
    return [insertion(`Declare ${name} in ${needed}`, span.end + skipped, ` ${needed}`)]
  },
}

function insertion(title: string, at: number, text: string): Fix {
  return { title, edits: [{ span: { start: at, end: at }, text }] }
}
