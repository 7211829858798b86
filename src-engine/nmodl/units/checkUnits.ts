import type { Block, SyntaxTree } from '../ast/blocks.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { readUnitDefinitions } from '../model/unitConstants.ts'
import type { Report } from '../report.ts'
import { createContext, type Scope, type UnitContext } from './context.ts'
import { declareNames, eventScope, routineScope } from './declaredUnits.ts'
import { checkBody, checkKinetic } from './statements.ts'

/**
 * Checks the units of a file as NEURON's modlunit does, but all of them, and as warnings: units change no number.
 *
 * Needs a tree without syntax errors and the model made of it. Statements are gone through in source order, so that
 * UNITSOFF and UNITSON mean what they mean in NEURON and a LOCAL has the unit that it was given last. Rules, and
 * where they differ from modlunit's on purpose: SPEC.md.
 */
export function checkUnits(report: Report, model: MechanismModel, tree: SyntaxTree): void {
  if (!declaresUnits(tree, model)) return
  const definitions = tree.blocks.flatMap(block =>
    block.kind === 'unit-definitions' ? block.definitions : [],
  )
  // What is wrong with the definitions themselves has been said when the model was made.
  const { aliases } = readUnitDefinitions({ add: () => {} }, definitions)
  const context = createContext(report, aliases)
  const scope = declareNames(context, model, tree)
  for (const block of tree.blocks) checkBlock(context, scope, block)
  sayUndeclared(context)
}

/** Whether the author gave a unit to anything of their own; who did not does not want to hear of units. */
function declaresUnits(tree: SyntaxTree, model: MechanismModel): boolean {
  const isOwn = (name: string): boolean => {
    const role = model.variables.get(name)?.role
    return role !== 'host' && role !== 'ion' && role !== 'current'
  }
  return tree.blocks.some(
    block =>
      ('declarations' in block &&
        block.declarations.some(({ name, unit }) => unit !== '' && isOwn(name.name))) ||
      ('unit' in block && block.unit !== '') ||
      ('arguments' in block && block.arguments.some(({ unit }) => unit !== '')),
  )
}

function checkBlock(context: UnitContext, scope: Scope, block: Block): void {
  switch (block.kind) {
    case 'units':
      context.isOn = block.on
      return
    case 'kinetic':
      checkKinetic(context, scope, block.body)
      return
    case 'net-receive':
      checkBody(context, eventScope(context, scope, block.arguments), block.body)
      return
    default:
      if ('body' in block) checkBody(context, routineScope(context, scope, block), block.body)
  }
}

/** One hint for the whole file: the symbols that NEURON would have to be told. */
function sayUndeclared({ report, undeclared }: UnitContext): void {
  const [first] = undeclared
  if (!first) return
  const names = [...undeclared.keys()].map(name => `(${name})`).join(', ')
  report.add('nmodl/unit-undeclared', { names }, first[1])
}
