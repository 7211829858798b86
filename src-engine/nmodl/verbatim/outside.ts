import type { Block, SyntaxTree } from '../ast/blocks.ts'
import type { CNumber } from './cNames.ts'
import type { CDeclarator, CFunction, CStructure, CType } from './cNodes.ts'
import { type Constant, constantOf } from './constants.ts'
import { readFile } from './cFile.ts'
import { readTokens } from './cTokens.ts'
import type { Macros } from './macros.ts'
import { attempt, codeStart, forEachCode } from './sourceCode.ts'
import { Unsupported } from './unsupported.ts'

/** What the C code outside all blocks declares. */
export interface Outside {
  readonly functions: readonly CFunction[]
  readonly statics: Map<string, CNumber>
  readonly structures: readonly CStructure[]
  /** Pointers, with the type of what they lead to, and whether they are arrays of such. */
  readonly pointers: ReadonlyMap<string, { readonly of: string | undefined; readonly isArray: boolean }>
  /** Arrays that are too long to be shared by all instances. */
  readonly tooLong: ReadonlySet<string>
  /** Where it stands. */
  readonly span: Block['span']
}

/**
 * Reads the C code outside all blocks; macros are remembered for the blocks.
 *
 * @param defines the numbers of DEFINE
 */
export function readOutside(tree: SyntaxTree, macros: Macros, defines: ReadonlyMap<string, number>): Outside {
  const functions: CFunction[] = []
  const statics = new Map<string, CNumber>()
  const structures: CStructure[] = []
  const tooLong = new Set<string>()
  const pointers = new Map<string, { of: string | undefined; isArray: boolean }>()
  let span = tree.blocks[0]?.span ?? { start: 0, end: 1 }
  let code: string | undefined
  const isChanged = (name: string): boolean => {
    if (code === undefined) {
      const texts: string[] = []
      forEachCode(tree, text => texts.push(text))
      code = texts.join('\n')
    }
    // What it begins with looks like a change.
    return [...code.matchAll(changes(name))].length > 1
  }
  for (const block of tree.blocks) {
    if (block.kind !== 'verbatim') continue
    span = block.span
    const file = attempt(() => readFile(macros.run(readTokens(block.text, codeStart(block)))))
    if (file instanceof Unsupported) continue
    functions.push(...file.functions)
    structures.push(...file.structures)
    for (const { type, of, declarators } of file.declarations) {
      for (const declarator of declarators) {
        const { name, pointer, length } = declarator
        if (pointer && !declarator.isFunction) pointers.set(name, { of, isArray: length !== undefined })
        const number = readNumber(declarator, type, defines, isChanged)
        if ((number?.length ?? 0) > longestShared) tooLong.add(name)
        else if (number) statics.set(number.name, number)
      }
    }
  }
  return { functions, statics, structures, pointers, tooLong, span }
}

/** Most elements of an array that all instances share: each is a number by itself. */
export const longestShared = 1000

/** What the text of a change of a variable looks like. */
function changes(name: string): RegExp {
  return new RegExp(
    String.raw`\b${name}\s*(?:\[[^\]]*\]\s*)?(?:[-+*/%&|^]|<<|>>)?=(?!=)|\b${name}\s*(?:\[[^\]]*\]\s*)?(?:\+\+|--)|(?:\+\+|--)\s*${name}\b`,
    'g',
  )
}

/** A number of the file, or nothing: whoever needs what is no number will say that it is not there. */
function readNumber(
  { name, pointer, length, initial }: CDeclarator,
  type: CType,
  defines: ReadonlyMap<string, number>,
  isChanged: (name: string) => boolean,
): CNumber | undefined {
  if (pointer || type === 'void' || type === 'other') return undefined
  const named = (word: string): Constant | undefined => {
    const value = defines.get(word)
    return value === undefined ? undefined : { value, whole: true }
  }
  const fit = (value: number) => (type === 'int' ? Math.trunc(value) : value)
  if (length === undefined) {
    const start = initial ? constantOf(initial, named)?.value : 0
    return start === undefined ? undefined : { kind: 'number', name, type, initial: fit(start) }
  }
  const parts = initial?.kind === 'comma' ? initial.parts : []
  if (initial && initial.kind !== 'comma') return undefined
  const count = length === 'open' ? parts.length : constantOf(length, named)?.value
  if (count === undefined || !Number.isInteger(count) || count < 1 || count < parts.length) return undefined
  if (!initial) return { kind: 'number', name, type, length: count }
  const values = parts.map(part => constantOf(part, named)?.value)
  if (values.includes(undefined) || isChanged(name)) return undefined
  const all = Array.from({ length: count }, (_, index) => fit(values[index] ?? 0))
  return { kind: 'number', name, type, length: count, values: all }
}
