import type { MorphologySummary, MorphologyView, SectionTable } from '../../../src-main/contract/index.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** One section to build: points are [x, y, z, diameter] in µm. */
export interface SectionPlan {
  readonly name: string
  readonly type: number
  readonly parent: number
  readonly points: readonly (readonly [number, number, number, number])[]
}

/** A soma, a thick apical dendrite with two branches, two basal dendrites and an axon: all that the views tell apart. */
export function smallCell(): readonly SectionPlan[] {
  return [
    { name: 'soma[0]', type: 1, parent: -1, points: [[0, -10, 0, 4], [0, -5, 0, 16], [0, 0, 0, 20], [0, 5, 0, 16], [0, 10, 0, 6]] },
    { name: 'axon[0]', type: 2, parent: 0, points: [[0, -10, 0, 2], [4, -60, 4, 1.2], [-6, -160, 0, 0.9], [0, -320, 6, 0.8]] },
    { name: 'dend[0]', type: 3, parent: 0, points: [[8, -4, 0, 3], [50, -30, 8, 2], [110, -60, 12, 1.4]] },
    { name: 'dend[1]', type: 3, parent: 0, points: [[-8, -4, 0, 3], [-60, -20, -8, 2], [-130, -70, -20, 1]] },
    { name: 'apic[0]', type: 4, parent: 0, points: [[0, 10, 0, 5], [2, 80, 0, 4], [-3, 200, 5, 3.2]] },
    { name: 'apic[1]', type: 4, parent: 4, points: [[-3, 200, 5, 2.4], [-40, 280, 10, 1.8], [-80, 360, 0, 1]] },
    { name: 'apic[2]', type: 4, parent: 4, points: [[-3, 200, 5, 2.4], [40, 270, 0, 1.8], [90, 350, -10, 1]] },
  ]
} // prettier-ignore

/** A branching cell with about `samples` points, for measuring how views bear large cells. The same for each seed. */
export function largeCell(samples: number, seed = 1): readonly SectionPlan[] {
  let state = seed >>> 0
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const plans: SectionPlan[] = [{ name: 'soma[0]', type: 1, parent: -1, points: [[0, -8, 0, 12], [0, 0, 0, 18], [0, 8, 0, 12]] }]
  const counts: Record<string, number> = {}
  const tips: { parent: number; type: number; at: [number, number, number]; direction: [number, number, number]; diameter: number }[] = []
  const roots: readonly [number, [number, number, number]][] = [[4, [0, 1, 0]], [3, [1, -0.4, 0]], [3, [-1, -0.3, 0.2]], [3, [0.2, -0.5, 1]], [3, [-0.3, -0.6, -1]], [2, [0, -1, 0]]]
  for (const [type, direction] of roots) tips.push({ parent: 0, type, at: [direction[0] * 8, direction[1] * 8, direction[2] * 8], direction, diameter: 3 })
  let made = 3
  while (made < samples) {
    const tip = tips.shift()
    if (!tip) break
    const array = tip.type === 4 ? 'apic' : tip.type === 3 ? 'dend' : 'axon'
    const number = (counts[array] = (counts[array] ?? -1) + 1)
    const points: [number, number, number, number][] = []
    let [x, y, z] = tip.at
    let [dx, dy, dz] = tip.direction
    let diameter = tip.diameter
    const steps = 12 + Math.floor(random() * 30)
    for (let step = 0; step <= steps; step++) {
      points.push([x, y, z, diameter])
      dx += (random() - 0.5) * 0.5
      dy += (random() - 0.5) * 0.5
      dz += (random() - 0.5) * 0.5
      const length = Math.hypot(dx, dy, dz) || 1
      x += (dx / length) * 3
      y += (dy / length) * 3
      z += (dz / length) * 3
      diameter = Math.max(0.3, diameter * 0.995)
    }
    made += points.length
    const index = plans.push({ name: `${array}[${number}]`, type: tip.type, parent: tip.parent, points }) - 1
    for (let child = 0; child < 2; child++)
      tips.push({ parent: index, type: tip.type, at: [x, y, z], direction: [dx + random() - 0.5, dy + random() - 0.5, dz + random() - 0.5], diameter: Math.max(0.3, diameter * 0.8) })
  }
  return plans
} // prettier-ignore

/** Packs plans into the structure of arrays that readers make. Children attach to the 1 end of their parent. */
export function packMorphology(name: string, plans: readonly SectionPlan[]): Morphology {
  const points = plans.flatMap((plan) => plan.points)
  const firstSample = new Int32Array(plans.length + 1)
  plans.forEach((plan, index) => (firstSample[index + 1] = (firstSample[index] ?? 0) + plan.points.length))
  const column = (axis: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(points, (point) => point[axis])
  return {
    name,
    format: 'swc',
    samples: { count: points.length, x: column(0), y: column(1), z: column(2), diameter: column(3), line: Int32Array.from(points, (_, index) => index + 1) },
    sections: {
      count: plans.length,
      name: plans.map((plan) => plan.name),
      type: Int32Array.from(plans, (plan) => plan.type),
      parent: Int32Array.from(plans, (plan) => plan.parent),
      parentX: Float64Array.from(plans, (plan) => (plan.parent < 0 ? 0 : plan.parent === 0 ? 0.5 : 1)),
      firstSample,
      wire: new Uint8Array(plans.length),
      wireX: new Float64Array(plans.length),
      wireY: new Float64Array(plans.length),
      wireZ: new Float64Array(plans.length),
    },
  }
} // prettier-ignore

/** Lengths, areas and distances of a packed cell, by the textbook formulas. */
export function viewOf(morphology: Morphology, id: string): MorphologyView {
  const { samples, sections } = morphology
  const count = sections.count
  const table: SectionTable = {
    lengthUm: new Float64Array(count),
    areaUm2: new Float64Array(count),
    meanDiameterUm: new Float64Array(count),
    pathDistanceUm: new Float64Array(count),
    branchOrder: new Int32Array(count),
  }
  const samplePathDistanceUm = new Float64Array(samples.count)
  let volume = 0
  const at = (column: { readonly [index: number]: number }, index: number): number => column[index] ?? 0
  for (let section = 0; section < count; section++) {
    const parent = at(sections.parent, section)
    const start = parent < 0 ? 0 : at(table.pathDistanceUm, parent) + at(sections.parentX, section) * at(table.lengthUm, parent)
    table.pathDistanceUm[section] = start
    table.branchOrder[section] = parent < 0 ? 0 : at(table.branchOrder, parent) + 1
    let length = 0
    let area = 0
    for (let sample = at(sections.firstSample, section); sample < at(sections.firstSample, section + 1); sample++) {
      if (sample > at(sections.firstSample, section)) {
        const step = Math.hypot(at(samples.x, sample) - at(samples.x, sample - 1), at(samples.y, sample) - at(samples.y, sample - 1), at(samples.z, sample) - at(samples.z, sample - 1))
        const [near, far] = [at(samples.diameter, sample - 1) / 2, at(samples.diameter, sample) / 2]
        length += step
        area += Math.PI * (near + far) * Math.hypot(step, near - far)
        volume += (Math.PI / 3) * step * (near * near + near * far + far * far)
      }
      samplePathDistanceUm[sample] = start + length
    }
    table.lengthUm[section] = length
    table.areaUm2[section] = area
    table.meanDiameterUm[section] = length ? area / Math.PI / length : 0
  }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
  const ofType = (type: number): number => sections.type.filter((other) => other === type).length
  const summary: MorphologySummary = {
    id,
    name: morphology.name,
    format: morphology.format,
    points: samples.count,
    sections: count,
    sectionsByType: { soma: ofType(1), axon: ofType(2), dend: ofType(3), apic: ofType(4), other: 0 },
    totalLengthUm: sum(table.lengthUm),
    totalAreaUm2: sum(table.areaUm2),
    totalVolumeUm3: volume,
    diagnostics: [],
  }
  return { summary, morphology, table, samplePathDistanceUm }
} // prettier-ignore
