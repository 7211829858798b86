import type { Catalogue, ModelDocument, Morphology } from '../../src-engine/index.ts'
import { prepareRun, startRun } from '../../src-engine/index.ts'
import {
  computeImpedance,
  type Impedance,
  type ImpedanceRequest,
} from '../../src-engine/impedance/impedance.ts'
import { needMachine } from './engine.ts'

/** Impedances of a document's cell as it is initialised, with what was said about it. */
export function impedanceOf(
  document: ModelDocument,
  { morphology, catalogue }: { readonly morphology: Morphology; readonly catalogue: Catalogue },
  request: ImpedanceRequest,
) {
  const machine = needMachine()
  const options = { threads: 1, machine, linearise: true }
  const { value, diagnostics } = prepareRun(document, { morphology, catalogue }, options)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const run = startRun(value, machine)
  const found = computeImpedance(value, machine, request)
  run.close()
  return found
}

/** The same where nothing may be wrong. */
export function impedancesOf(...given: Parameters<typeof impedanceOf>): Impedance {
  const { value, diagnostics } = impedanceOf(...given)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}
