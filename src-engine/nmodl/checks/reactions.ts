import { visitStatements } from '../ast/visit.ts'
import type { Identifier } from '../ast/expressions.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'

/** What COMPARTMENT, LONGITUDINAL_DIFFUSION and CONSERVE list are states. */
export function checkReactions(report: Report, model: MechanismModel): void {
  const states = new Set(model.states.map(({ name }) => name.name))
  const check = ({ name, span }: Identifier, word: string): void => {
    if (states.has(name)) return
    // A volume may be given for constant reactants too; it changes nothing.
    if (word === 'COMPARTMENT') {
      if (!model.variables.has(name)) report.add('nmodl/volume-of-nothing', { name, known: states }, span)
      return
    }
    report.add('nmodl/not-a-state-in', { name, word, known: states }, span)
  }
  for (const block of model.solvables.values()) {
    visitStatements(block.body, statement => {
      if (statement.kind === 'compartment') for (const state of statement.states) check(state, 'COMPARTMENT')
      if (statement.kind === 'longitudinal-diffusion')
        for (const state of statement.states) check(state, 'LONGITUDINAL_DIFFUSION')
      if (statement.kind === 'conserve') for (const { name } of statement.terms) check(name, 'CONSERVE')
    })
  }
}
