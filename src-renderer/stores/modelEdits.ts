import {
  type Location,
  type ModelDocument,
  modelLists,
  type PointProcessUse,
  type Probe,
} from '../../src-engine/model/document.ts'
import { dropEntry, entriesOf, freeId } from './modelLists.ts'
import { withoutUsesOf } from './modelUses.ts'

/**
 * Numbers of stimuli when they are first placed, so that something happens. They begin so early that a run of NEURON's
 * default 5 ms already shows a spike of an excitable soma.
 */
const firstParameters: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  IClamp: { del: 1, dur: 100, amp: 0.5 },
  RampClamp: { del: 1, dur: 100, amp0: 0, amp1: 0.5 },
  SinClamp: { del: 1, dur: 100, amp: 0.2, freq: 50 },
  ZapClamp: { del: 1, dur: 1000, amp: 0.1, f0: 0, f1: 100 },
  NoiseClamp: { del: 1, dur: 100, mean: 0.3, std: 0.1 },
  SEClamp: { rs: 1, dur1: 2, amp1: -65, dur2: 20, amp2: -20, dur3: 100, amp3: -65 },
  VClamp: { 'dur[0]': 2, 'amp[0]': -65, 'dur[1]': 20, 'amp[1]': -20, 'dur[2]': 100, 'amp[2]': -65 },
  AlphaSynapse: { onset: 1, tau: 1, gmax: 0.01 },
  NetStim: { start: 1, interval: 10, number: 10 },
}

/** What a process is given when it is first made. */
export function startingParameters(mechanism: string): Readonly<Record<string, number>> {
  return { ...firstParameters[mechanism] }
}

/** Short names of what is placed often. */
const stems: Readonly<Record<string, string>> = { IClamp: 'clamp', GapJunction: 'gap', AlphaSynapse: 'alpha' }

/** Places a stimulus or a synapse. */
export function addPointProcess(document: ModelDocument, at: Location, mechanism = 'IClamp'): ModelDocument {
  const stem = stems[mechanism] ?? mechanism.toLowerCase()
  const use: PointProcessUse = {
    id: freeId(document, stem),
    mechanism,
    at,
    parameters: startingParameters(mechanism),
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

/** Takes an entry of any list away, and with it whatever cannot be without it: its probes, connections, courses … */
export function removeItem(document: ModelDocument, id: string): ModelDocument {
  const list = modelLists.find(name => entriesOf(document, name).some(entry => entry.id === id))
  return list === undefined ? document : withoutUsesOf(dropEntry(document, list, id), id)
}

/** Sets a GLOBAL parameter (`hh.q10`) of the whole model; undefined goes back to its default. */
export function setGlobal(document: ModelDocument, name: string, value: number | undefined): ModelDocument {
  if (document.globals[name] === value) return document
  const { [name]: _, ...rest } = document.globals
  return { ...document, globals: value === undefined ? rest : { ...document.globals, [name]: value } }
}

/** Rounds a place on a section to what a person would type: three digits, never outside 0…1. */
export function roundX(x: number): number {
  return Math.min(1, Math.max(0, Math.round(x * 1000) / 1000))
}
