import type { Feature } from './feature.ts'
import { findFeature, morphologyFeatures } from './registry.ts'

/** Features that were asked for by names, and the names that nothing has. */
export interface ChosenFeatures {
  readonly features: readonly Feature[]
  readonly unknown: readonly string[]
}

/** The name alone, without the variant behind it. */
const bare = (name: string | undefined) => name?.replace(/ \(.*$/, '').toLowerCase()

/**
 * Finds features by their ids, by NeuroM's or L-Measure's names, which may mean several, or by a scope; `all` is everything.
 * Each once, in the order of the table.
 */
export function chooseFeatures(names: readonly string[]): ChosenFeatures {
  const chosen = new Set<Feature>()
  const unknown: string[] = []
  for (const name of names) {
    const own = findFeature(name)
    const wanted = name.toLowerCase()
    const found = own
      ? [own]
      : morphologyFeatures.filter(
          ({ source, scope }) =>
            wanted === 'all' ||
            wanted === scope ||
            bare(source.neurom) === wanted ||
            bare(source.lMeasure) === wanted,
        )
    if (found.length === 0) unknown.push(name)
    for (const feature of found) chosen.add(feature)
  }
  return { features: morphologyFeatures.filter(feature => chosen.has(feature)), unknown }
}
