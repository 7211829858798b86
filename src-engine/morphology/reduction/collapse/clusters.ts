import type { Diagnostic } from '../../../core/diagnostics/diagnostic.ts'
import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { arrayName } from '../../sectionNames.ts'
import { reductionMessages } from '../diagnostics.ts'
import type { SectionCables } from '../sectionCables.ts'
import { type Cluster, namedGroups, type SectionGroup } from './groups.ts'
import { strahlerGroups } from './strahlerGroups.ts'

/** How sections are dealt out to clusters, of which each becomes a cylinder. */
export type Clustering =
  /** By the axial resistance of the way from the soma to a section's far end: n cut-offs [MΩ] make n + 1 clusters. */
  | { readonly by: 'resistance'; readonly cutoffsMohm: readonly number[]; readonly perType: boolean }
  /** The same with cut-offs chosen so that the clusters' shares of the membrane are as 1 : 3 : 5 … */
  | { readonly by: 'count'; readonly clusters: number; readonly perType: boolean }
  /** By Strahler order: n limits make n + 1 clusters, those of small order first in the list; e.g. 4 and 5. */
  | { readonly by: 'strahler'; readonly limits: readonly number[] }
  /** By lists of sections or arrays (`dend`, `apic[3]`); what is in none stays as it is. */
  | { readonly by: 'groups'; readonly groups: readonly SectionGroup[] }

/** Deals the neurites out; empty clusters are left out. */
export function clustersOf(
  cables: SectionCables,
  members: readonly number[],
  clustering: Clustering,
  found: Diagnostic[],
): readonly Cluster[] {
  if (clustering.by === 'groups') return namedGroups(cables, members, clustering.groups, found)
  if (clustering.by === 'strahler') return strahlerGroups(cables, members, clustering.limits)
  const { type } = cables.morphology.sections
  const types = clustering.perType ? [...new Set(members.map(section => type[section]!))] : [undefined]
  const clusters: Cluster[] = []
  for (const one of types.sort((a, b) => (a ?? 0) - (b ?? 0))) {
    const own = members.filter(section => one === undefined || type[section] === one)
    const cutoffs =
      clustering.by === 'count' ? sharedCutoffs(cables, own, clustering.clusters) : clustering.cutoffsMohm
    const bands: number[][] = Array.from({ length: cutoffs.length + 1 }, () => [])
    for (const section of own) bands[bandOf(cables.pathMohm[section]!, cutoffs)]?.push(section)
    let behind = -1
    bands.forEach((sections, band) => {
      const place = bandLabel(band, bands.length)
      const label = one === undefined ? place : `${arrayName(one)} ${place}`
      if (sections.length > 0) behind = clusters.push({ label, sections, behind }) - 1
      else if (clustering.by === 'resistance')
        found.push(diagnose(reductionMessages, 'reduction/one-cluster', { cluster: label }))
    })
  }
  return clusters
}

/** R below the first cut-off is band 0; at a cut-off the next band begins. */
function bandOf(mohm: number, cutoffs: readonly number[]): number {
  let band = 0
  for (const cutoff of cutoffs) if (mohm >= cutoff) band++
  return band
}

function bandLabel(band: number, bands: number): string {
  if (bands === 1) return 'whole'
  if (band === 0) return 'proximal'
  if (band === bands - 1) return 'distal'
  return bands === 3 ? 'middle' : `middle ${band}`
}

/** Cut-offs that leave (k/n)² of the membrane on their near side, so that cylinders near the soma are short. */
export function sharedCutoffs(
  { pathMohm, areaUm2 }: SectionCables,
  sections: readonly number[],
  clusters: number,
): readonly number[] {
  const byPath = [...sections].sort((a, b) => pathMohm[a]! - pathMohm[b]! || a - b)
  const whole = byPath.reduce((sum, section) => sum + areaUm2[section]!, 0)
  const cutoffs: number[] = []
  let near = 0
  for (const section of byPath) {
    const wanted = (cutoffs.length + 1) / clusters
    if (cutoffs.length === clusters - 1) break
    if (near > 0 && near + areaUm2[section]! / 2 >= wanted * wanted * whole) cutoffs.push(pathMohm[section]!)
    near += areaUm2[section]!
  }
  return cutoffs
}
