import type { Block, SyntaxTree } from '../ast/blocks.ts'
import type { CStructure, CType } from './cNodes.ts'
import { constantOf } from './constants.ts'
import { forEachCode, forEachCodeOf } from './sourceCode.ts'

/** What stands under one name of a structure. */
export type Member =
  | { readonly kind: 'number'; readonly type: CType; readonly length: number | undefined }
  /** A Vector: a series of numbers. */
  | { readonly kind: 'vector' }
  | { readonly kind: 'structure'; readonly of: string }
  /** Something else that only a script can make; an array of such things. */
  | { readonly kind: 'pointer'; readonly isArray: boolean }

/**
 * The structures of C code that instances hold by a POINTER. A path names where one is: `sop`, or `sop.vp` for what a
 * member of it leads to; its numbers are numbers of the instance with names such as `sop.id`.
 */
export interface Structures {
  readonly types: ReadonlyMap<string, ReadonlyMap<string, Member>>
  /** Type → the one path where instances hold such a structure. */
  readonly paths: ReadonlyMap<string, string>
  /** Paths at which CONSTRUCTOR or INITIAL makes one. */
  readonly made: ReadonlySet<string>
  /** Series in structures. */
  readonly series: ReadonlySet<string>
  /** POINTERs that hold structures. */
  readonly pointers: ReadonlySet<string>
  /** Numbers of structures that have been used, with the lengths of arrays; grows while bodies are translated. */
  readonly numbers: Map<string, number | undefined>
}

/** Finds out where structures are held, by the casts in the code. */
export function findStructures(
  tree: SyntaxTree,
  declared: readonly CStructure[],
  pointers: ReadonlySet<string>,
  defines: ReadonlyMap<string, number>,
): Structures {
  const types = new Map<string, ReadonlyMap<string, Member>>()
  const names = new Set(declared.flatMap(one => one.names))
  for (const one of declared) {
    const members = membersOf(one, names, defines)
    for (const name of one.names) types.set(name, members)
  }
  const held = new Map<string, Set<string>>()
  const hold = (type: string, path: string, depth: number): void => {
    const paths = held.get(type) ?? new Set()
    if (paths.has(path) || depth > deepestPath) return
    held.set(type, paths.add(path))
    for (const [name, member] of types.get(type) ?? [])
      if (member.kind === 'structure') hold(member.of, `${path}.${name}`, depth + 1)
  }
  const casts = /\(\s*(?:struct\s+)?(\w+)\s*\*+\s*\)\s*\(?\s*&?\s*\(?\s*_p_(\w+)/g
  if (types.size > 0)
    forEachCode(tree, code => {
      for (const [, type = '', pointer = ''] of code.matchAll(casts))
        if (types.has(type) && pointers.has(pointer)) hold(type, pointer, 0)
    })
  // Two names of one structure are one type; two paths to a type leave open which is meant.
  const paths = new Map(
    [...held].flatMap(([type, all]) => (all.size === 1 ? [[type, [...all][0] ?? ''] as const] : [])),
  )
  const series = new Set(
    [...paths].flatMap(([type, path]) =>
      [...(types.get(type) ?? [])].flatMap(([name, { kind }]) =>
        kind === 'vector' ? [`${path}.${name}`] : [],
      ),
    ),
  )
  return {
    types,
    paths,
    made: new Set([...paths.values()].filter(path => tree.blocks.some(block => makes(tree, block, path)))),
    series,
    pointers: new Set([...paths.values()].filter(path => pointers.has(path))),
    numbers: new Map(),
  }
}

const deepestPath = 4

/** Most elements of an array in a structure. */
const mostElements = 10_000

function membersOf(
  { members }: CStructure,
  names: ReadonlySet<string>,
  defines: ReadonlyMap<string, number>,
): ReadonlyMap<string, Member> {
  return new Map(
    members.map(({ type, of = '', declarator: { name, pointer, length } }): [string, Member] => {
      if (pointer && length === undefined && /^(IvocVect|Vect)$/.test(of)) return [name, { kind: 'vector' }]
      if (pointer && length === undefined && names.has(of)) return [name, { kind: 'structure', of }]
      const known = (word: string) => {
        const value = defines.get(word)
        return value === undefined ? undefined : { value, whole: true }
      }
      const count = length === undefined || length === 'open' ? undefined : constantOf(length, known)?.value
      const isNumber = !pointer && type !== 'other' && type !== 'void'
      const fits = length === undefined || (count !== undefined && count >= 1 && count <= mostElements)
      if (isNumber && fits) return [name, { kind: 'number', type, length: count }]
      return [name, { kind: 'pointer', isArray: length !== undefined }]
    }),
  )
}

/** Whether a block that runs before the first step makes the structure at a path. */
function makes(tree: SyntaxTree, block: Block, path: string): boolean {
  if (block.kind !== 'constructor' && block.kind !== 'initial') return false
  const [pointer = '', ...members] = path.split('.')
  const last = members.at(-1)
  const direct = last === undefined ? String.raw`_p_${pointer}` : String.raw`(?:->|\.)\s*${last}`
  // `#define IDP (*((id0**) &(_p_sop)))`: a word for the place itself.
  const ending =
    last === undefined ? String.raw`\b(?![^\n]*->)` : String.raw`\b[^\n]*->\s*${last}\s*\)*\s*(?:\n|$)`
  const words = new RegExp(String.raw`^[ \t]*#define[ \t]+(\w+)[ \t]+[^\n]*_p_${pointer}${ending}`, 'gm')
  const names: string[] = []
  forEachCode(tree, code => {
    for (const [, name = ''] of code.matchAll(words)) names.push(name)
  })
  const target = [direct, ...names.map(name => String.raw`\b${name}`)].join('|')
  const made = new RegExp(String.raw`(?:${target})\s*=[^=;]*alloc\s*\(`)
  let found = false
  forEachCodeOf(block, code => (found ||= made.test(code)))
  return found
}
