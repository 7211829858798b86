import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Execution } from './execution.ts'

/** A concentration or reversal potential under WRITE. */
interface IonWrite {
  readonly ion: string
  readonly name: string
}

/** The concentrations and reversal potentials that a mechanism writes. */
export function ionWrites(model: MechanismModel): readonly IonWrite[] {
  return model.ions.flatMap(({ ion, writes }) =>
    writes.filter(name => name !== `i${ion}`).map(name => ({ ion, name })),
  )
}

/** Begins a hook: a STATE that is a number of an ion, read or written, starts from the ion's. */
export function readIons(execution: Execution): void {
  const { builder, model } = execution
  for (const { ion, reads, writes } of model.ions) {
    for (const name of new Set([...reads, ...writes])) {
      const isState = model.variables.get(name)?.role === 'state'
      if (isState) execution.write(name, builder.column(`ion:${ion}`, name))
    }
  }
}

/** Ends a hook: what it made of the ions' numbers becomes theirs. */
export function writeIons(execution: Execution): void {
  const { builder, model, names } = execution
  for (const { ion, name } of ionWrites(model)) {
    const value = names.assigned().get(name)
    if (value === undefined || value === builder.column(`ion:${ion}`, name)) continue
    execution.effect({ kind: 'assignAt', space: `ion:${ion}`, name, value })
  }
}
