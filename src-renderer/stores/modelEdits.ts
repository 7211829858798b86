import type { Location, ModelDocument, PointProcessUse, Probe } from '../../src-engine/model/document.ts'

/**
 * IClamp as it is first placed: 0.5 nA from 1 ms for 100 ms. It begins so early that a run of NEURON's default 5 ms
 * already shows a spike of an excitable soma.
 */
export const defaultIClamp = { del: 1, dur: 100, amp: 0.5 } as const

/** The lowest free id with this stem: `clamp1`, `clamp2` … unique among everything that the model names. */
export function freeId(document: ModelDocument, stem: string): string {
  const taken = new Set<string>()
  for (const list of [
    document.mechanisms,
    document.properties,
    document.pointProcesses,
    document.probes,
    document.spikes,
  ])
    for (const { id } of list) taken.add(id)
  let number = 1
  while (taken.has(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** Places a current clamp. */
export function addPointProcess(document: ModelDocument, at: Location, mechanism = 'IClamp'): ModelDocument {
  const stem = mechanism === 'IClamp' ? 'clamp' : mechanism.toLowerCase()
  const use: PointProcessUse = {
    id: freeId(document, stem),
    mechanism,
    at,
    parameters: mechanism === 'IClamp' ? { ...defaultIClamp } : {},
  }
  return { ...document, pointProcesses: [...document.pointProcesses, use] }
}

/** Places a probe. The same variable at the same place is recorded once: then nothing changes. */
export function addProbe(document: ModelDocument, at: Location, variable = 'v'): ModelDocument {
  const same = document.probes.some(
    probe => probe.variable === variable && probe.at.section === at.section && probe.at.x === at.x,
  )
  if (same) return document
  const probe: Probe = { id: freeId(document, 'probe'), at, variable }
  return { ...document, probes: [...document.probes, probe] }
}

/** Moves a stimulus, probe or spike detector along the cell. */
export function moveItem(document: ModelDocument, id: string, at: Location): ModelDocument {
  const moved = <Item extends { readonly id: string; readonly at: Location }>(
    items: readonly Item[],
  ): readonly Item[] => items.map(item => (item.id === id ? { ...item, at } : item))
  return {
    ...document,
    pointProcesses: moved(document.pointProcesses),
    probes: moved(document.probes),
    spikes: moved(document.spikes),
  }
}

/** Takes a stimulus, probe or spike detector away. Probes of a removed stimulus go with it. */
export function removeItem(document: ModelDocument, id: string): ModelDocument {
  const without = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
    items.some(item => item.id === id) ? items.filter(item => item.id !== id) : items
  const probes = without(document.probes).filter(probe => !probe.variable.startsWith(`${id}.`))
  const pointProcesses = without(document.pointProcesses)
  const spikes = without(document.spikes)
  const unchanged =
    probes.length === document.probes.length &&
    pointProcesses === document.pointProcesses &&
    spikes === document.spikes
  return unchanged ? document : { ...document, pointProcesses, probes, spikes }
}

/** Rounds a place on a section to what a person would type: three digits, never outside 0…1. */
export function roundX(x: number): number {
  return Math.min(1, Math.max(0, Math.round(x * 1000) / 1000))
}
