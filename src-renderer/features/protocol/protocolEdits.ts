import type { Location, ModelDocument, Probe } from '../../../src-engine/model/document.ts'
import { freeId } from '../../stores/modelEdits.ts'

/** Sets a parameter of a stimulus; undefined goes back to the mechanism's default. */
export function setStimulusParameter(
  document: ModelDocument,
  id: string,
  name: string,
  value: number | undefined,
): ModelDocument {
  const before = document.pointProcesses.find(use => use.id === id)
  if (!before || before.parameters[name] === value) return document
  const { [name]: _, ...rest } = before.parameters
  const parameters = value === undefined ? rest : { ...before.parameters, [name]: value }
  const pointProcesses = document.pointProcesses.map(use => (use.id === id ? { ...use, parameters } : use))
  return { ...document, pointProcesses }
}

/** Makes a probe record another variable at its place. A second probe of the same there is not made. */
export function setProbeVariable(document: ModelDocument, id: string, variable: string): ModelDocument {
  const before = document.probes.find(probe => probe.id === id)
  if (!before || before.variable === variable) return document
  if (document.probes.some(other => isSameProbe(other, before.at, variable))) return document
  return {
    ...document,
    probes: document.probes.map(probe => (probe.id === id ? { ...probe, variable } : probe)),
  }
}

function isSameProbe({ at, variable }: Probe, place: Location, wanted: string): boolean {
  return variable === wanted && at.section === place.section && at.x === place.x
}

/** Places a spike detector. One at the same place is enough. */
export function addSpikes(document: ModelDocument, at: Location, thresholdMv = 0): ModelDocument {
  if (document.spikes.some(other => other.at.section === at.section && other.at.x === at.x)) return document
  return { ...document, spikes: [...document.spikes, { id: freeId(document, 'spikes'), at, thresholdMv }] }
}

/** Sets a spike detector's threshold [mV]. */
export function setThreshold(document: ModelDocument, id: string, thresholdMv: number): ModelDocument {
  const before = document.spikes.find(spikes => spikes.id === id)
  if (!before || before.thresholdMv === thresholdMv) return document
  return {
    ...document,
    spikes: document.spikes.map(spikes => (spikes.id === id ? { ...spikes, thresholdMv } : spikes)),
  }
}
