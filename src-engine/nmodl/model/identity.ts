import type { MechanismKind } from '../../kernel/compiledMechanism.ts'
import type { NeuronStatement, SyntaxTree } from '../ast/blocks.ts'
import type { Report } from '../report.ts'

/** What a file is, and under which name it is known. */
export interface Identity {
  readonly name: string
  readonly kind: MechanismKind
}

/**
 * Finds what a file says it is. Without a NEURON block it is a model of its own; a NEURON block without SUFFIX,
 * POINT_PROCESS or ARTIFICIAL_CELL makes a density mechanism. Both take the file's name.
 */
export function findIdentity(report: Report, tree: SyntaxTree, neuron: readonly NeuronStatement[]): Identity {
  let found: Identity | undefined
  for (const statement of neuron) {
    if (
      statement.kind !== 'suffix' &&
      statement.kind !== 'point_process' &&
      statement.kind !== 'artificial_cell'
    )
      continue
    const kind = kindOf(statement)
    const { name, span } = statement.name
    // The last one counts, as in NEURON.
    if (found) report.add('nmodl/second-name', { name, first: found.name }, span)
    found = { name, kind: name === 'nothing' && kind === 'density' ? 'functions' : kind }
  }
  if (found) return found
  const name = nameOfFile(report.source.name)
  const block = tree.blocks.find(other => other.kind === 'neuron')
  if (!block) return { name, kind: 'model' }
  report.add('nmodl/unnamed', { name }, { start: block.span.start, end: block.span.start + 'NEURON'.length })
  return { name, kind: 'density' }
}

function kindOf(
  statement: Extract<NeuronStatement, { kind: 'suffix' | 'point_process' | 'artificial_cell' }>,
): MechanismKind {
  if (statement.kind === 'suffix') return 'density'
  return statement.kind === 'point_process' ? 'point' : 'artificial'
}

/** The name of a file without folder and ending, as a name of NMODL. */
function nameOfFile(file: string): string {
  const bare = file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
  return bare.replace(/\W/g, '_').replace(/^(?=\d|$)/, 'model')
}
