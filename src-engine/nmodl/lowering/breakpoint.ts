import { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import type { Execution } from './execution.ts'
import type { LoweredHook } from './loweredHook.ts'
import { createExecution, runBody } from './statements.ts'

/**
 * Lowers BREAKPOINT. NEURON runs it twice, at v + 0.001 mV and at v, to get the conductance. Here one run is
 * enough where it leaves nothing behind; where it changes a variable from its own old value (a counter, a
 * filter), both runs are made, the second from where the first ended, as published results depend on it.
 */
export function lowerBreakpoint(report: Report, model: MechanismModel): LoweredHook {
  const builder = new ProgramBuilder(`${model.name}.current`)
  const { breakpoint } = model
  if (!breakpoint || model.currents.length === 0) return { builder, assigned: new Map(), currents: [] }
  const once = createExecution(builder, model, report)
  runBody(once, breakpoint)
  const memory = remembered(builder, model, once.assigned())
  if (memory.length === 0) return { builder, assigned: once.assigned(), currents: currentsOf(model, once) }

  for (const name of memory) {
    const variable = model.variables.get(name)
    if (variable) report.add('nmodl/breakpoint-runs-twice', { name }, variable.span)
  }
  const first = createExecution(builder, model, report)
  const v = builder.column('node', 'v')
  first.seed(new Map([['v', builder.apply('add', v, builder.constant(0.001))]]))
  runBody(first, breakpoint)
  const second = createExecution(builder, model, report)
  second.seed(new Map([...first.assigned()].filter(([name]) => name !== 'v')))
  runBody(second, breakpoint)
  const shifted = new Map(currentsOf(model, first).map(({ current, now }) => [current.name, now]))
  const currents = currentsOf(model, second).map(value => ({
    ...value,
    shifted: shifted.get(value.current.name),
  }))
  return { builder, assigned: second.assigned(), currents }
}

/** Variables that BREAKPOINT both assigns and makes something lasting of their old number. */
function remembered(
  builder: ProgramBuilder,
  model: MechanismModel,
  assigned: ReadonlyMap<string, Value>,
): readonly string[] {
  const inputs = builder.inputsOf([...assigned.values()])
  return [...assigned.keys()].filter(name => {
    const storage = model.variables.get(name)?.storage.kind
    const key = storage === 'own' ? `own ${name}` : storage === 'uniform' ? `$${name}` : undefined
    return key !== undefined && inputs.has(key) && model.variables.get(name)?.role !== 'host'
  })
}

function currentsOf(model: MechanismModel, execution: Execution) {
  return model.currents.map(current => {
    if (!execution.assigned().has(current.name)) {
      execution.report.add('nmodl/current-not-assigned', { name: current.name }, current.span)
    }
    const now = execution.assigned().get(current.name) ?? execution.builder.constant(0)
    return { current, now, shifted: undefined }
  })
}
