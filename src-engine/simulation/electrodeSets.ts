import { lineSource, type Point, pointSource } from '../fieldPotential/sources.ts'
import { staticConductivity } from '../fieldPotential/media.ts'
import type { NativeGroup } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { NativeMembrane } from '../kernel/membraneCurrents.ts'
import type { ElectrodeUse } from '../model/document.ts'
import type { Morphology } from '../morphology/morphology.ts'
import { storedPointsOfSection, type StoredPoints } from '../morphology/storedPoints.ts'
import type { AssembledGroup } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'

/** An electrode, and where the parts of its potential lie: one for each tree of each cell, in their order. */
export interface ElectrodeSource {
  readonly electrode: ElectrodeUse
  readonly parts: readonly { readonly group: number; readonly address: number }[]
}

/** Electrodes of a simulation. */
export interface PlacedElectrodes {
  readonly sources: readonly ElectrodeSource[]
  ofGroup(group: number): Pick<NativeGroup, 'membrane'>
}

/** The path of a section between two of its path lengths: its points there, as pieces. */
function piecesBetween(points: StoredPoints, from: number, to: number): { start: Point; end: Point }[] {
  const pieces: { start: Point; end: Point }[] = []
  const at = (piece: number, arc: number): Point => {
    const width = points.arcUm[piece + 1]! - points.arcUm[piece]!
    const share = width > 0 ? (arc - points.arcUm[piece]!) / width : 0
    const between = (values: Float64Array) => values[piece]! + share * (values[piece + 1]! - values[piece]!)
    return { x: between(points.x), y: between(points.y), z: between(points.z) }
  }
  for (let piece = 0; piece + 1 < points.count; piece++) {
    const low = Math.max(from, points.arcUm[piece]!)
    const high = Math.min(to, points.arcUm[piece + 1]!)
    if (high > low) pieces.push({ start: at(piece, low), end: at(piece, high) })
  }
  return pieces
}

const length = ({ start, end }: { readonly start: Point; readonly end: Point }): number => {
  const [x, y, z] = [end.x - start.x, end.y - start.y, end.z - start.z]
  return Math.sqrt(x * x + y * y + z * z)
}

/** Potential at an electrode for 1 nA through the membrane of each compartment of a cell [mV/nA]. */
export function transferResistances(
  { at, sources, medium }: ElectrodeUse,
  morphology: Morphology,
  { compartments }: Pick<CellPlan['shape'], 'compartments'>,
): Float64Array {
  const place = { x: at.xUm, y: at.yUm, z: at.zUm }
  const sigma = staticConductivity(medium)
  const resistances = new Float64Array(compartments.count)
  for (let section = 0; section < morphology.sections.count; section++) {
    const points = storedPointsOfSection(morphology, section)
    const whole = points.arcUm[points.count - 1] ?? 0
    const first = compartments.firstOfSection[section]!
    const count = compartments.firstOfSection[section + 1]! - first
    for (let index = 0; index < count; index++) {
      const [from, to] = [(whole * index) / count, (whole * (index + 1)) / count]
      const radius = compartments.diameterUm[first + index]! / 2
      const middle = (from + to) / 2
      const [before] = sources === 'point' ? piecesBetween(points, from, middle).slice(-1) : []
      if (before) resistances[first + index] = pointSource(before.end, place, radius, sigma)
      else
        for (const piece of piecesBetween(points, from, to)) {
          const share = length(piece) / (to - from)
          resistances[first + index]! += share * lineSource(piece, place, radius, sigma)
        }
    }
  }
  return resistances
}

/** Tells each group what its compartments add to the potential at electrodes. */
export function placeElectrodes(
  electrodes: readonly ElectrodeUse[],
  { plans, groups, places }: ElectrodePlaces,
  layout: ArenaLayout,
): PlacedElectrodes {
  const sums = groups.map((): NativeMembrane['sums'][number][] => [])
  const sources = electrodes.map((electrode): ElectrodeSource => {
    const parts = plans.flatMap((plan, cell) => {
      const { lowered, compartments } = plan.shape
      const resistances = transferResistances(electrode, plan.model.morphology, plan.shape)
      const ofTree = lowered.trees.map((): { nodes: number[]; weights: number[] } => ({
        nodes: [],
        weights: [],
      }))
      const groupOf = lowered.trees.map(() => 0)
      for (let compartment = 0; compartment < compartments.count; compartment++) {
        const tree = lowered.treeOfNode[compartment]!
        const there = placeOfNode(places, plan, cell, compartment)
        groupOf[tree] = there.group
        ofTree[tree]!.nodes.push(there.node)
        ofTree[tree]!.weights.push(resistances[compartment]!)
      }
      return ofTree.map(({ nodes, weights }, tree) => {
        const address = layout.column(1)
        sums[groupOf[tree]!]!.push({
          address,
          nodes: Int32Array.from(nodes),
          weights: Float64Array.from(weights),
        })
        return { group: groupOf[tree]!, address }
      })
    })
    return { electrode, parts }
  })
  return {
    sources,
    ofGroup(group) {
      const { membrane } = groups[group]!.native
      return membrane ? { membrane: { ...membrane, sums: sums[group]! } } : {}
    },
  }
}

interface ElectrodePlaces {
  readonly plans: readonly CellPlan[]
  readonly groups: readonly AssembledGroup[]
  readonly places: TreePlaces
}
