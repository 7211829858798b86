import { emptyModel } from '../../src-engine/index.ts'
import type { ModelDocument, Region } from '../../src-engine/model/document.ts'
import { sectionType, type Morphology } from '../../src-engine/morphology/morphology.ts'

/**
 * The model of a cell that has just been imported, before anything is put on it. Compartments follow the d_lambda
 * rule, because one compartment a section, NEURON's default, is wrong for real dendrites.
 */
export function bareModel(morphology: string): ModelDocument {
  return { ...emptyModel(morphology), discretisation: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 } }
}

/**
 * A model of one cell made fit for another: what belongs to a region stays, what stands at a place stays where the
 * section exists.
 */
export function adoptMorphology(
  document: ModelDocument | undefined,
  id: string,
  morphology: Morphology,
): ModelDocument {
  if (!document) return bareModel(id)
  const { name, type } = morphology.sections
  const regions = new Set<Region>(['all', ...name, ...name.map(arrayName), ...typeRegions(type)])
  const names = new Set(name)
  const inRegion = ({ region }: { readonly region: Region }): boolean => regions.has(region)
  const onSection = ({ at }: { readonly at: { readonly section: string } }): boolean => names.has(at.section)
  return {
    ...document,
    morphology: id,
    mechanisms: document.mechanisms.filter(inRegion),
    properties: document.properties.filter(inRegion),
    pointProcesses: document.pointProcesses.filter(onSection),
    probes: document.probes.filter(onSection),
    spikes: document.spikes.filter(onSection),
  }
}

/**
 * Current of the first stimulus for each area of membrane [nA/µm²]: about twice what it takes to fire Hodgkin and
 * Huxley's membrane, so that cells from the smallest to the largest reconstruction fire three to five times in 50 ms
 * (tried on 30 of them).
 */
const currentNaPerUm2 = 7e-5

/** What is known about the cell that a model is started for. */
export interface StartingCell {
  readonly morphology: Morphology
  readonly totalAreaUm2: number
  /** Of each section's 0 end. */
  readonly pathDistanceUm: Float64Array
}

/**
 * What a model lacks to show a cell that fires: Hodgkin and Huxley's membrane all over, a current step into the root,
 * and probes at the root and at the farthest tip. (With passive dendrites the same soma fires once or not at all in a
 * third of real cells, whatever the current.) Nothing that is there already is touched.
 */
export function addStartingPoint(
  document: ModelDocument,
  { morphology, totalAreaUm2, pathDistanceUm }: StartingCell,
): ModelDocument {
  const { sections } = morphology
  const root = sections.name[rootOf(morphology)]
  const tip = sections.name[farthest(pathDistanceUm)]
  if (root === undefined || tip === undefined) return document
  const fresh = document.pointProcesses.length === 0 && document.probes.length === 0
  return {
    ...document,
    mechanisms:
      document.mechanisms.length > 0
        ? document.mechanisms
        : [{ id: 'mechanism1', mechanism: 'hh', region: 'all', parameters: {} }],
    pointProcesses:
      document.pointProcesses.length > 0
        ? document.pointProcesses
        : [
            {
              id: 'clamp1',
              mechanism: 'IClamp',
              at: { section: root, x: 0.5 },
              parameters: { del: 5, dur: 50, amp: twoDigits(currentNaPerUm2 * totalAreaUm2) },
            },
          ],
    probes:
      document.probes.length > 0
        ? document.probes
        : [
            { id: 'probe1', at: { section: root, x: 0.5 }, variable: 'v' },
            ...(tip === root ? [] : [{ id: 'probe2', at: { section: tip, x: 1 }, variable: 'v' }]),
          ],
    spikes:
      document.spikes.length > 0
        ? document.spikes
        : [{ id: 'spikes1', at: { section: root, x: 0.5 }, thresholdMv: 0 }],
    run: fresh ? { ...document.run, tStopMs: 60 } : document.run,
  }
}

/** Rounded to two digits, as a person would type it. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2))
}

/** `dend` of `dend[12]`: the region that a section belongs to by its name. */
function arrayName(section: string): Region {
  const bracket = section.indexOf('[')
  return bracket < 0 ? section : section.slice(0, bracket)
}

function typeRegions(types: Int32Array): readonly Region[] {
  const present = new Set(types)
  return Object.entries(sectionType).flatMap(([region, type]) => (present.has(type) ? [region] : []))
}

/** The first root that is a soma, else the first root. */
function rootOf({ sections }: Morphology): number {
  const isRoot = (section: number): boolean => sections.parent[section] === -1
  const all = [...sections.name.keys()]
  const soma = all.find(section => isRoot(section) && sections.type[section] === sectionType.soma)
  return soma ?? all.find(isRoot) ?? 0
}

/** The section whose 0 end lies farthest from the root; its 1 end is a tip of the cell. */
function farthest(pathDistanceUm: Float64Array): number {
  let best = 0
  for (const [section, distance] of pathDistanceUm.entries()) {
    if (distance > (pathDistanceUm[best] ?? 0)) best = section
  }
  return best
}
