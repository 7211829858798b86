import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { SweepParameter, SweepUse } from '../../../src-engine/model/sweepUse.ts'
import type { OfferedTarget } from './sweepTargets.ts'

/** Variants of a random design, and values of a parameter in a grid, as a sweep begins. */
const usualCount = 100
const usualSteps = 5

/** A sweep that varies nothing yet. */
export const noSweep: SweepUse = { parameters: [], design: 'grid' }

/** The sweep of a model. */
export function sweepOf(document: ModelDocument): SweepUse {
  return document.sweep ?? noSweep
}

/** The model with another sweep; one that varies nothing is taken out. */
export function setSweep(document: ModelDocument, sweep: SweepUse): ModelDocument {
  const { sweep: before, ...rest } = document
  if (before === sweep) return document
  const isEmpty = sweep.parameters.length === 0 && sweep.design === 'grid'
  return isEmpty ? rest : { ...rest, sweep }
}

/** Varies something more: from half to one and a half of what it is, or around 0. */
export function addParameter(sweep: SweepUse, { name, target, value }: OfferedTarget): SweepUse {
  const [from, to] = value === 0 ? [0, 1] : [value / 2, value * 1.5]
  const parameter: SweepParameter = { id: name, target, from, to, steps: usualSteps }
  const rows = sweep.rows?.map(row => [...row, value])
  return { ...sweep, parameters: [...sweep.parameters, parameter], ...(rows ? { rows } : {}) }
}

/** Changes one parameter. */
export function setParameter(sweep: SweepUse, index: number, change: Partial<SweepParameter>): SweepUse {
  const before = sweep.parameters[index]
  if (!before) return sweep
  return { ...sweep, parameters: sweep.parameters.with(index, { ...before, ...change }) }
}

/** Varies something no longer; the rows of a list lose its column. */
export function removeParameter(sweep: SweepUse, index: number): SweepUse {
  const parameters = sweep.parameters.filter((_, at) => at !== index)
  const rows = sweep.rows?.map(row => row.filter((_, at) => at !== index))
  if (parameters.length === 0) return noSweep
  return { ...sweep, parameters, ...(rows ? { rows } : {}) }
}

/** Chooses how variants are drawn, with what that needs. */
export function setDesign(sweep: SweepUse, design: SweepUse['design']): SweepUse {
  const parameters = sweep.parameters.map(parameter => ({
    ...parameter,
    from: parameter.from ?? parameter.values?.[0] ?? 0,
    to: parameter.to ?? parameter.values?.at(-1) ?? 1,
    steps: parameter.steps ?? usualSteps,
  }))
  const count = design === 'random' || design === 'sobol' ? { count: sweep.count ?? usualCount } : {}
  return { ...sweep, parameters, design, ...count }
}

/** A text of numbers as values of a parameter; undefined where one is none. */
export function readValues(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter(part => part !== '')
  const values = parts.map(Number)
  return parts.length > 0 && values.every(Number.isFinite) ? values : undefined
}
