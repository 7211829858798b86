import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureSections, readMorphology, type SectionTable } from '../../../src-engine/index.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { resourcesFolder } from '../../host/paths.ts'
import type { ListedCell, ListedCylinder } from './listedCell.ts'

type Densities = ListedCylinder['mechanisms']

/** An axon hillock in place of the reconstructed axon: two sections like this [µm]. */
const stub = { lengthUm: 30, diameterUm: 1 }
/** Where calcium channels lie densely, around the branching of the apical tuft: distance from the soma [µm]. */
const hotZone = { from: 685, to: 885 }

const reversals = { ena: 50, ek: -85 }
const pas = (g: number) => ({ g, e: -90 })

const somatic: Densities = {
  pas: pas(3.4e-5),
  pynat: { gbar: 2 },
  pynap: { gbar: 1.7e-3 },
  pykt: { gbar: 0.08 },
  pykp: { gbar: 2.2e-3 },
  pykv: { gbar: 0.7 },
  pysk: { gbar: 0.044 },
  pycah: { gbar: 1e-3 },
  pycal: { gbar: 3.4e-3 },
  pycad: { gamma: 5e-4, decay: 460 },
  pyih: { gbar: 2e-4 },
}

/** Ih grows along the apical dendrite, in parts of its longest path. */
function apical(distanceUm: number, longestUm: number): Densities {
  const hot = distanceUm > hotZone.from && distanceUm < hotZone.to
  return {
    pas: pas(5.9e-5),
    pynat: { gbar: 0.021 },
    pym: { gbar: 6.8e-5 },
    pykv: { gbar: 2.6e-4 },
    pysk: { gbar: 1.2e-3 },
    pycah: { gbar: hot ? 5.5e-4 : 5.5e-5 },
    pycal: { gbar: hot ? 1.9e-2 : 1.9e-4 },
    pycad: { gamma: 5e-4, decay: 122 },
    pyih: { gbar: 2e-4 * (2.09 * Math.exp((3.62 * distanceUm) / longestUm) - 0.87) },
  }
}

const basal: Densities = { pas: pas(4.7e-5), pyih: { gbar: 2e-4 } }

/** Compartments of at most 40 µm or so, an odd number of them. */
const compartments = (lengthUm: number) => 1 + 2 * Math.floor(lengthUm / 40)

/** One reconstructed section as a cylinder of the same length and membrane. */
function cylinderOf(morphology: Morphology, table: SectionTable, section: number): ListedCylinder {
  const { name, parent, parentX } = morphology.sections
  const lengthUm = table.lengthUm[section]!
  const label = name[section]!
  const up = parent[section]!
  const tips = table.pathDistanceUm.map((distance, other) => distance + table.lengthUm[other]!)
  const longest = Math.max(...tips.filter((_, other) => name[other]!.startsWith('apic')))
  const isApical = label.startsWith('apic')
  const isSoma = label.startsWith('soma')
  return {
    name: label,
    ...(up >= 0 ? { parent: name[up]!, parentX: parentX[section]! } : {}),
    lengthUm,
    diameterUm: table.areaUm2[section]! / (Math.PI * lengthUm),
    nseg: compartments(lengthUm),
    cm: isSoma ? 1 : 2,
    Ra: 100,
    mechanisms: isSoma
      ? somatic
      : isApical
        ? apical(table.pathDistanceUm[section]! + lengthUm / 2, longest)
        : basal,
    reversals: isSoma || isApical ? reversals : {},
  }
}

/**
 * The benchmark's detailed pyramidal cell of layer 5: soma and dendrites of the sample reconstruction, 642 compartments,
 * `pas` and the eleven mechanisms of test/bench/pyramidal. Densities are near those of Hay, Hill, Schürmann, Markram &
 * Segev 2011, PLoS Comput Biol 7:e1002107.
 */
export function pyramidalCell(): ListedCell {
  const file = 'hay2011-cell1.asc'
  const { value: morphology } = readMorphology(
    file,
    readFileSync(join(resourcesFolder(), 'morphologies', file)),
  )
  if (!morphology) throw new Error(`${file} cannot be read`)
  const { name } = morphology.sections
  const table = measureSections(morphology)
  const kept = name.flatMap((label, section) => (label.startsWith('axon') ? [] : [section]))
  const axon = (own: string, parent: string, parentX: number): ListedCylinder => ({
    ...stub,
    name: own,
    parent,
    parentX,
    nseg: compartments(stub.lengthUm),
    cm: 1,
    Ra: 100,
    mechanisms: { pas: pas(3.3e-5) },
    reversals: {},
  })
  return {
    celsius: 34,
    vInitMv: -80,
    usetable: 0,
    at: { section: 'soma[0]', x: 0.5 },
    thresholdMv: -20,
    points: { IClamp: { del: 0, dur: 1e9, amp: 0.62 } },
    sections: [
      ...kept.map(section => cylinderOf(morphology, table, section)),
      axon('axon[0]', 'soma[0]', 0.5),
      axon('axon[1]', 'axon[0]', 1),
    ],
  }
}
