import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import type { LanguageSymbol } from '../../../src-engine/nmodl/language/symbols.ts'
import { displayUnit } from '../../format/quantity.ts'
import { symbolsAt, type NmodlKnowledge } from './nmodlSymbols.ts'

/** Words for roles and kinds, in the user's language. */
export type RoleNames = (role: string) => string

/** What each block looks like when it is chosen from the list; `#{}` are the places to fill in. */
const blockShapes: Readonly<Record<string, string>> = {
  NEURON: 'NEURON {\n\tSUFFIX #{name}\n\tRANGE #{}\n}',
  PARAMETER: 'PARAMETER {\n\t#{name} = #{0} (#{unit})\n}',
  INITIAL: 'INITIAL {\n\t#{}\n}',
  BREAKPOINT: 'BREAKPOINT {\n\tSOLVE #{states} METHOD cnexp\n\t#{}\n}',
  DERIVATIVE: "DERIVATIVE #{states} {\n\t#{m}' = (#{minf} - #{m})/#{mtau}\n}",
  FUNCTION: 'FUNCTION #{name}(#{v (mV)}) {\n\t#{name} = #{}\n}',
  PROCEDURE: 'PROCEDURE #{name}(#{v (mV)}) {\n\t#{}\n}',
  KINETIC: 'KINETIC #{scheme} {\n\t~ #{closed} <-> #{open} (#{alpha}, #{beta})\n}',
  NET_RECEIVE: 'NET_RECEIVE (weight (uS)) {\n\t#{}\n}',
}
for (const block of ['UNITS', 'STATE', 'ASSIGNED', 'CONSTANT'])
  (blockShapes as Record<string, string>)[block] = `${block} {\n\t#{}\n}`

/** Offers what can stand at the cursor: names of the file, functions, words, variables of an ion, methods. */
export function completeNmodl(
  context: CompletionContext,
  knowledge: NmodlKnowledge,
  roleName: RoleNames,
): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z_]\w*/)
  const from = word?.from ?? context.pos
  const line = context.state.doc.lineAt(context.pos)
  const before = context.state.sliceDoc(line.from, from)
  if (/[:?]/.test(before) || /^\s*TITLE\b/.test(before)) return null
  const ion = /\bUSEION\s+(\w+)\b[^]*\b(?:READ|WRITE)\s+[\w\s,]*$/.exec(before)?.[1]
  if (ion !== undefined) return { from, options: ionOptions(ion, roleName) }
  if (/\bMETHOD\s+$/.test(before)) return { from, options: wordOptions(knowledge, ['method']) }
  if (!word && !context.explicit) return null
  const depth = openBraces(context.state.sliceDoc(0, from))
  if (depth === 0) return { from, options: wordOptions(knowledge, ['block']) }
  return {
    from,
    options: [
      ...symbolsAt(knowledge.symbols, context.pos)
        .filter(({ role }) => role !== 'unit')
        .map(symbol => symbolOption(symbol, roleName)),
      ...knowledge.reference.functions.map(({ name, signature, help }): Completion => ({
        label: name,
        type: 'function',
        detail: signature.slice(name.length),
        ...(help ? { info: help } : {}),
        apply: `${name}(`,
        boost: -10,
      })),
      ...wordOptions(knowledge, ['statement']),
    ],
    validFor: /^\w*$/,
  }
}

function ionOptions(ion: string, roleName: RoleNames): readonly Completion[] & Completion[] {
  const named = [
    [`e${ion}`, 'reversal'],
    [`i${ion}`, 'ionCurrent'],
    [`${ion}i`, 'inside'],
    [`${ion}o`, 'outside'],
  ] as const
  return named.map(([label, what]) => ({ label, type: 'variable', detail: roleName(what) }))
}

function symbolOption(
  { name, role, unit, comment, signature }: LanguageSymbol,
  roleName: RoleNames,
): Completion {
  const shown = displayUnit(unit)
  const called = signature !== undefined
  return {
    label: name,
    type: called ? 'function' : role === 'parameter' || role === 'constant' ? 'constant' : 'variable',
    detail: called ? signature.slice(name.length) : [shown, roleName(role)].filter(Boolean).join(' · '),
    ...(comment ? { info: comment } : {}),
    ...(called ? { apply: `${name}(` } : {}),
    boost: 10,
  }
}

function wordOptions({ reference }: NmodlKnowledge, kinds: readonly string[]): Completion[] {
  return reference.words
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ word, help }): Completion => {
      const option: Completion = { label: word, type: 'keyword', ...(help ? { info: help } : {}) }
      const shape = Object.hasOwn(blockShapes, word) ? blockShapes[word] : undefined
      return shape === undefined ? option : snippetCompletion(shape, option)
    })
}

/** How many braces are open at the end of a text; those of comments do not count. */
export function openBraces(text: string): number {
  const code = text
    .replace(/\bCOMMENT\b[^]*?(?:\bENDCOMMENT\b|$)/g, '')
    .replace(/\bVERBATIM\b[^]*?(?:\bENDVERBATIM\b|$)/g, '')
    .replace(/[:?][^\n]*/g, '')
  let depth = 0
  for (const character of code) {
    if (character === '{') depth++
    if (character === '}') depth = Math.max(0, depth - 1)
  }
  return depth
}
