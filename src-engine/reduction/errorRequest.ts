import { sectionType, type Morphology } from '../morphology/morphology.ts'
import type { SectionPlace } from '../morphology/reduction/locationMapping.ts'
import type { PassiveCable } from '../morphology/reduction/passiveCable.ts'
import { sectionCables } from '../morphology/reduction/sectionCables.ts'
import type { ErrorRequest } from './errors.ts'

/** Near, half way and far, by the part of the membrane of a type that lies nearer to the soma. */
const parts = [0.1, 0.5, 0.9]

/**
 * What cells are compared by where nothing else is asked: sites near, half way and far on each type of dendrite, 0 to 200 Hz,
 * 0.1 nA for 100 ms.
 */
export function defaultErrorRequest(morphology: Morphology, passive: PassiveCable): ErrorRequest {
  const { root } = sectionCables(morphology, passive)
  return {
    soma: { section: root, x: 0.5 },
    sites: usualSites(morphology, passive),
    frequenciesHz: [0, 1, 10, 38, 100, 200],
    discretisation: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 },
    step: { amplitudeNa: 0.1, durationMs: 100, stopMs: 200, dtMs: 0.1 },
  }
}

/** Middles of dendrites near, half way and far, by axial resistance from the soma. */
export function usualSites(morphology: Morphology, passive: PassiveCable): readonly SectionPlace[] {
  const { areaUm2, isBody, pathMohm, lengthUm } = sectionCables(morphology, passive)
  const { count, type } = morphology.sections
  const byType = new Map<number, number[]>()
  for (let section = 0; section < count; section++) {
    if (isBody[section] || type[section] === sectionType.axon || !(lengthUm[section]! > 0)) continue
    byType.set(type[section]!, [...(byType.get(type[section]!) ?? []), section])
  }
  return [...byType.values()].flatMap(sections => {
    const nearestFirst = sections.sort((a, b) => pathMohm[a]! - pathMohm[b]! || a - b)
    const whole = nearestFirst.reduce((sum, section) => sum + areaUm2[section]!, 0)
    const sites = parts.map(part => {
      let sum = 0
      return nearestFirst.find(section => (sum += areaUm2[section]!) >= part * whole) ?? sections[0]!
    })
    return [...new Set(sites)].map(section => ({ section, x: 0.5 }))
  })
}
