import type { Block, SyntaxTree } from '../ast/blocks.ts'
import { visitStatements } from '../ast/visit.ts'
import { Unsupported } from './unsupported.ts'

/** Visits the text of every VERBATIM. */
export function forEachCode(tree: SyntaxTree, enter: (code: string) => void): void {
  for (const block of tree.blocks) forEachCodeOf(block, enter)
}

/** Visits the text of every VERBATIM of a block, with the offset where it begins. */
export function forEachCodeOf(block: Block, enter: (code: string, start: number) => void): void {
  if (block.kind === 'verbatim') enter(block.text, codeStart(block))
  if (!('body' in block)) return
  visitStatements(block.body, statement => {
    if (statement.kind === 'verbatim') enter(statement.text, codeStart(statement))
  })
}

export function holdsVerbatim(block: Block): boolean {
  let found = false
  forEachCodeOf(block, () => {
    found = true
  })
  return found
}

/** Where the C code of a VERBATIM begins: behind its word. */
export function codeStart({ span }: { readonly span: Block['span'] }): number {
  return span.start + 'VERBATIM'.length
}

/** What `run` makes, or nothing where it meets something that has no meaning here. */
export function attempt<T>(run: () => T): T | Unsupported {
  try {
    return run()
  } catch (error) {
    if (error instanceof Unsupported) return error
    throw error
  }
}
