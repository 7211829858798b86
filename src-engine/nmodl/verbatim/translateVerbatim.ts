import { inPart, partAt } from '../../core/source/sourceText.ts'
import type { Span } from '../../core/source/span.ts'
import type { Block, SyntaxTree } from '../ast/blocks.ts'
import type { Report } from '../report.ts'
import { collectNames, definesOf, type FileNames } from './fileNames.ts'
import { claimHandles } from './handles.ts'
import { Macros } from './macros.ts'
import { readOutside } from './outside.ts'
import { scriptArgumentAt } from './reasons.ts'
import { troubledBody, type WithBody, writeBlock, writeFunction } from './routines.ts'
import type { Note } from './scope.ts'
import { attempt, forEachCodeOf, holdsVerbatim } from './sourceCode.ts'
import { Unsupported } from './unsupported.ts'

/** A tree without C, and what to say at the end about C that no hook has asked for. */
export interface TranslatedTree {
  readonly tree: SyntaxTree
  readonly sayLeftOut: () => void
}

/**
 * Writes the C code of VERBATIM blocks as NMODL statements, which then go through the same checks into the same
 * programs as all others. C is never run as C.
 *
 * What has no meaning here stays a VERBATIM statement with its trouble noted: it is an error where a hook would run
 * it, and a warning in a routine that only a script calls.
 */
export function translateVerbatim(report: Report, tree: SyntaxTree): TranslatedTree {
  if (!tree.blocks.some(holdsVerbatim)) return { tree, sayLeftOut: () => {} }
  const macros = new Macros()
  const defines = definesOf(tree)
  const outside = readOutside(tree, macros, defines)
  const names = collectNames(tree, outside, defines)
  const leftOut: (() => void)[] = []
  const blocks = tree.blocks.map((block): Block => {
    if (!('body' in block) || !holdsVerbatim(block)) return block
    const written = attempt(() => writeBlock(block, names, macros))
    if (!(written instanceof Unsupported)) {
      sayNotes(report, written.notes)
      return written.block
    }
    const trouble = scriptTrouble(block, names) ?? written
    leftOut.push(() => sayTrouble(report, block, trouble))
    return { ...block, body: troubledBody(block.body, trouble) }
  })
  const functions = outside.functions.map(one => {
    const { block, notes } = writeFunction(one, names)
    sayNotes(report, notes)
    return block
  })
  const { span } = names
  const shared = [...names.statics.values()].flatMap(({ name, length, initial, values }): Block[] =>
    values ? [] : [{ kind: 'local', names: [{ name, length, value: initial, span }], span }],
  )
  return {
    tree: { blocks: [...claimHandles(blocks, names), ...shared, ...functions] },
    sayLeftOut: () => {
      for (const say of leftOut) say()
    },
  }
}

function sayNotes(report: Report, notes: readonly Note[]): void {
  const said = new Set<string>()
  for (const { code, name, span } of notes) {
    if (said.has(`${code} ${name}`)) continue
    said.add(`${code} ${name}`)
    report.add(code, { name }, span)
  }
}

/** A warning, unless a hook has already asked for the block and been refused. */
function sayTrouble(report: Report, block: WithBody, { why, instead = '', span }: Unsupported): void {
  const part = partAt(report.source, span.start)
  const { start } = inPart(part, span)
  const isSaid = report.diagnostics.some(
    one => one.code === 'nmodl/verbatim' && one.span?.start === start && one.source === part.source.name,
  )
  if (isSaid) return
  if (why === scriptReason && 'name' in block)
    report.add('nmodl/verbatim-script-routine', { name: block.name.name, instead }, span)
  else report.add('nmodl/verbatim-left-out', { why, instead }, span)
}

const scriptReason = 'it takes arguments from a script'

/** A routine that takes arguments from a script says what to set in the model instead. */
function scriptTrouble(block: WithBody, names: FileNames): Unsupported | undefined {
  if (block.kind !== 'procedure' && block.kind !== 'function') return undefined
  let code = ''
  let place: Span | undefined
  forEachCodeOf(block, (text, start) => {
    code += `${text}\n`
    const at = scriptArgumentAt(text)
    if (at === undefined) return
    const end = /^\w+/.exec(text.slice(at))?.[0].length ?? 1
    place ??= { start: start + at, end: start + at + end }
  })
  if (!place) return undefined
  const isMeant = (name: string) => new RegExp(String.raw`\b(?:_p_)?${name}\b`).test(code)
  const isAssigned = (name: string) => new RegExp(String.raw`\b${name}\s*(?:\[[^\]]*\]\s*)?=(?!=)`).test(code)
  const quote = (list: readonly string[]) => list.map(name => `"${name}"`).join(', ')
  const streams = [...names.streams].filter(isMeant)
  const series = [...names.vectors].filter(isMeant)
  const variables = [...names.variables.keys()].filter(isAssigned)
  const advice = [
    ...(streams.length > 0 ? [`Give each instance its random stream ${quote(streams)} in the model.`] : []),
    ...(series.length > 0 ? [`Give each instance its series ${quote(series)} in the model.`] : []),
    ...(variables.length > 0 ? [`Set ${quote(variables)} in the model.`] : []),
  ]
  const instead = advice.length > 0 ? advice.join(' ') : 'Do in the model what the script does with it.'
  return new Unsupported(scriptReason, place, instead)
}
