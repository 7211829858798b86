import type { Body, Statement } from '../ast/statements.ts'
import type { SolvableBlock, SyntaxTree } from '../ast/blocks.ts'
import { mapStatements, visitStatements } from '../ast/visit.ts'

/**
 * The tree with each call of a DERIVATIVE block, `states()`, as what it amounts to in NEURON: a step where the block is
 * solved by cnexp, otherwise only the statements of the block that are no equations.
 */
export function replaceCalledBlocks(tree: SyntaxTree): SyntaxTree {
  const blocks = new Map<string, SolvableBlock>()
  for (const block of tree.blocks) if (block.kind === 'derivative') blocks.set(block.name.name, block)
  const exact = new Set<string>()
  let calls = 0
  for (const block of tree.blocks) {
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      if (statement.kind === 'solve' && statement.method?.name === 'cnexp') exact.add(statement.block.name)
      if (statement.kind === 'call' && blocks.has(statement.call.callee.name)) calls++
    })
  }
  if (calls === 0) return tree
  const replace = (statement: Statement): Statement => {
    if (statement.kind !== 'call') return statement
    const { callee } = statement.call
    const block = blocks.get(callee.name)
    if (!block) return statement
    const { span } = statement
    if (!exact.has(callee.name)) return { kind: 'block', body: withoutEquations(block.body), span }
    const method = { name: 'cnexp', span: callee.span }
    return { kind: 'solve', block: callee, method, steadyState: false, ifError: undefined, span }
  }
  return {
    blocks: tree.blocks.map(block =>
      'body' in block ? { ...block, body: mapStatements(block.body, replace) } : block,
    ),
  }
}

function withoutEquations(body: Body): Body {
  return mapStatements(body, statement => {
    const { span } = statement
    return statement.kind === 'derivative'
      ? { kind: 'block', body: { statements: [], span }, span }
      : statement
  })
}
