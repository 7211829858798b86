import type { SolveStatement, Statement, SyntaxTree } from '../ast/nodes.ts'
import { mapStatements, visitStatements } from '../ast/visit.ts'

/**
 * The tree with each call of a DERIVATIVE block, `states()`, as the SOLVE that it amounts to. In NEURON such a call
 * takes a step where the block is solved by cnexp; with other methods it is left as it is, a call of nothing.
 */
export function solveCalledBlocks(tree: SyntaxTree): SyntaxTree {
  const blocks = new Set(tree.blocks.flatMap(block => (block.kind === 'derivative' ? [block.name.name] : [])))
  const solves = new Map<string, SolveStatement>()
  let calls = 0
  for (const block of tree.blocks) {
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      if (
        statement.kind === 'solve' &&
        statement.method?.name === 'cnexp' &&
        blocks.has(statement.block.name)
      ) {
        solves.set(statement.block.name, statement)
      }
      if (statement.kind === 'call' && blocks.has(statement.call.callee.name)) calls++
    })
  }
  if (calls === 0) return tree
  const replace = (statement: Statement): Statement => {
    const solve = statement.kind === 'call' ? solves.get(statement.call.callee.name) : undefined
    if (statement.kind !== 'call' || !solve) return statement
    return { ...solve, block: statement.call.callee, steadyState: false, span: statement.span }
  }
  return {
    blocks: tree.blocks.map(block =>
      'body' in block ? { ...block, body: mapStatements(block.body, replace) } : block,
    ),
  }
}
