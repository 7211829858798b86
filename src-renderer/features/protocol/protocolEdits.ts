import type { Location, ModelDocument, Probe } from '../../../src-engine/model/document.ts'
import { freeId } from '../../stores/modelLists.ts'

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
