import type { Block, SyntaxTree } from '../ast/blocks.ts'
import { forEachCode } from './sourceCode.ts'
import type { Structures } from './structures.ts'

/** Names of POINTERs that stand where C code wants a random stream. */
export function findStreams(tree: SyntaxTree, pointers: ReadonlySet<string>): ReadonlySet<string> {
  const streams = new Set<string>()
  const aliases = findAliases(tree, pointers)
  forEachCode(tree, code => {
    for (const [, name] of code.matchAll(
      /\bnrn(?:_random_pick|ran123_\w+)\s*\(\s*(?:RANDCAST\s*)?(?:\([^()]*\)\s*|\w+_cast\s*<[^<>]*>\s*)?\(?\s*\*?(?:_p_)?(\w+)/g,
    )) {
      if (name === undefined) continue
      for (const slot of pointers.has(name) ? [name] : (aliases.get(name) ?? [])) streams.add(slot)
    }
  })
  return streams
}

/** Names of C that lead to the place of a POINTER: `void** vp = (void**)(&_p_ptr)`. */
function findAliases(
  tree: SyntaxTree,
  pointers: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const aliases = new Map<string, Set<string>>()
  forEachCode(tree, code => {
    for (const [, alias = '', name = ''] of code.matchAll(
      /\b(\w+)\s*=\s*\(\s*\w+\s*\*\s*\*\s*\)\s*\(?\s*&\s*\(?\s*_p_(\w+)/g,
    )) {
      if (pointers.has(name)) aliases.set(alias, (aliases.get(alias) ?? new Set()).add(name))
    }
  })
  return aliases
}

/** Variables and pointers whose place C code takes for that of a Vector. */
export function findVectors(tree: SyntaxTree, streams: ReadonlySet<string>): ReadonlySet<string> {
  const vectors = new Set<string>()
  let usesVectors = false
  forEachCode(tree, code => {
    usesVectors ||= /\bvector_(capacity|vec|instance_px|append|resize|buffer_size)\b/.test(code)
    for (const [, name] of code.matchAll(
      /\(\s*(?:void|IvocVect|Vect)\s*\*\s*\*\s*\)\s*\(?\s*&\s*(?:_p_)?(\w+)/g,
    )) {
      if (name !== undefined && !streams.has(name)) vectors.add(name)
    }
  })
  return usesVectors ? vectors : new Set()
}

/** Vectors that C code makes as long as it needs and fills, and never asks how long they are. */
export function findSinks(tree: SyntaxTree, vectors: ReadonlySet<string>): ReadonlySet<string> {
  let resizes = false
  let asks = false
  forEachCode(tree, code => {
    resizes ||= /\bvector_resize\b/.test(code)
    asks ||= /\bvector_capacity\b/.test(code)
  })
  return resizes && !asks ? vectors : new Set()
}

interface Handles {
  readonly streams: ReadonlySet<string>
  readonly vectors: ReadonlySet<string>
  readonly structures: Pick<Structures, 'pointers' | 'numbers'>
}

/** What C code uses as a random stream, a Vector or a structure is that, and neither a number nor a place of one. */
export function claimHandles(
  blocks: readonly Block[],
  { streams, vectors, structures: { pointers, numbers } }: Handles,
): readonly Block[] {
  if (streams.size === 0 && vectors.size === 0 && pointers.size === 0) return blocks
  const isClaimed = ({ name }: { readonly name: string }) =>
    streams.has(name) || vectors.has(name) || pointers.has(name)
  const span = blocks.find(block => block.kind === 'neuron')?.span ?? { start: 0, end: 1 }
  const list = (names: ReadonlySet<string>) => [...names].map(name => ({ name, span }))
  const claims: Block = {
    kind: 'neuron',
    statements: [
      { kind: 'random', names: list(streams), span },
      { kind: 'series', names: list(vectors), span },
    ],
    span,
  }
  const left = blocks.map((block): Block => {
    if ('declarations' in block)
      return { ...block, declarations: block.declarations.filter(({ name }) => !isClaimed(name)) }
    if (block.kind !== 'neuron') return block
    const statements = block.statements.map(statement =>
      'names' in statement
        ? { ...statement, names: statement.names.filter(name => !isClaimed(name)) }
        : statement,
    )
    return { ...block, statements }
  })
  const kept: Block = {
    kind: 'assigned',
    declarations: [...numbers].map(([name, length]) => ({
      name: { name, span },
      length,
      value: undefined,
      unit: '',
      limits: undefined,
      range: undefined,
      tolerance: undefined,
      comment: '',
      span,
    })),
    span,
  }
  return [...left, claims, ...(numbers.size > 0 ? [kept] : [])]
}
