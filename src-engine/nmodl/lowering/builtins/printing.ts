import type { Value } from '../../../program/graph.ts'
import type { PrintedPiece } from '../../../program/program.ts'
import type { Expression } from '../../ast/expressions.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin } from '../language.ts'

/** Functions that print while a simulation runs: rule P1. Their value is 0. */
export const printingBuiltins: Readonly<Record<string, Builtin>> = {
  printf: {
    run(execution, call) {
      const [format, ...values] = call.arguments
      if (format?.kind === 'string') print(execution, format.text, values)
      return execution.builder.constant(0)
    },
  },
  prterr: {
    run(execution, call) {
      const [text] = call.arguments
      if (text?.kind === 'string') print(execution, `${text.text.replaceAll('%', '%%')}\\n`, [])
      return execution.builder.constant(0)
    },
  },
}

/** One conversion of C's printf, or `%%`. */
const conversions = /%(?:%|[-+ #0]*\d*(?:\.\d*)?(?:hh|h|ll|l|L|q|z|j|t)?([a-zA-Z]))/g

function print(execution: Execution, format: string, given: readonly Expression[]): void {
  const { builder } = execution
  const when = execution.when()
  if (execution.isQuiet || builder.constantOf(when) === 0) return
  const pieces: { text: string; number: string | undefined; value: Value }[] = []
  let text = ''
  let end = 0
  let next = 0
  for (const { 0: whole, 1: kind, index } of format.matchAll(conversions)) {
    text += unescaped(format.slice(end, index))
    end = index + whole.length
    if (kind === undefined) {
      text += '%'
      continue
    }
    const argument = given[next++]
    if (argument?.kind === 'string') text += unescaped(argument.text)
    else if (!argument || kind === 's') text += '?'
    else {
      const value = evaluate(execution, argument)
      pieces.push({ text, number: whole, value })
      text = ''
    }
  }
  text += unescaped(format.slice(end))
  if (text !== '' || pieces.length === 0) pieces.push({ text, number: undefined, value: builder.constant(0) })
  pieces.forEach((piece, index) => {
    const told: PrintedPiece = { text: piece.text, number: piece.number }
    const flag = builder.text(told, index === pieces.length - 1)
    execution.effect({ kind: 'emit', event: 'print', time: piece.value, flag, when })
  })
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', a: '', b: '', f: '', v: '\n' }

/** What `\\n` and its like stand for in a text. */
function unescaped(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]+|[0-7]{1,3}|.)/g, (_, code: string) => {
    const found = escapes[code]
    if (found !== undefined) return found
    const number = /^x/.test(code)
      ? parseInt(code.slice(1), 16)
      : /^[0-7]/.test(code)
        ? parseInt(code, 8)
        : NaN
    return Number.isNaN(number) ? code : number >= 32 ? String.fromCodePoint(number % 256) : ''
  })
}
