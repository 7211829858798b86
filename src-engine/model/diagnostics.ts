import { didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'
import type { MechanismKind } from '../kernel/compiledMechanism.ts'

const kinds: Readonly<Record<MechanismKind, string>> = {
  density: 'a density mechanism, which is inserted in a region',
  point: 'a point process, which sits at a place',
  artificial: 'an artificial cell, which has no place',
  functions: 'a collection of functions, which has no instances',
  model: 'a model of its own, without a membrane',
}

const uses = {
  density: 'it cannot be inserted in a region',
  point: 'it cannot be put at a place',
  artificial: 'it cannot stand alone as an artificial cell',
} as const

/** Facts of a message about something that a mechanism does not have. */
export interface NotInMechanism {
  readonly name: string
  readonly mechanism: string
  /** The name that may have been meant. */
  readonly meant: string | undefined
}

/** What can be wrong with a model. `use` names the place in the document: `mechanism "hh" in "soma"`, `probe "p1"`. */
export const modelMessages = declareMessages({
  'model/unknown-mechanism': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      `There is no mechanism "${name}".${didYouMean(meant)}`,
    help: () => 'Add its .mod file to the project, or choose one that exists.',
  },
  'model/wrong-kind': {
    severity: 'error',
    text: ({
      name,
      kind,
      wanted,
    }: {
      name: string
      kind: MechanismKind
      wanted: 'density' | 'point' | 'artificial'
    }) => `"${name}" is ${kinds[kind]}; ${uses[wanted]}.`,
    help: () =>
      'Density mechanisms have a SUFFIX in their NEURON block, point processes a POINT_PROCESS, artificial cells an ARTIFICIAL_CELL.',
  },
  'model/unknown-region': {
    severity: 'error',
    text: ({ name, use, meant }: { name: string; use: string; meant: string | undefined }) =>
      `${use} names the region "${name}", which this cell does not have.${didYouMean(meant)}`,
    help: () =>
      'Regions are all, soma, axon, dend, apic, the name of another type such as dend_5, or one section such as apic[3].',
  },
  'model/empty-region': {
    severity: 'warning',
    text: ({ name, use }: { name: string; use: string }) =>
      `${use} has no effect: this cell has no section in "${name}".`,
  },
  'model/unknown-section': {
    severity: 'error',
    text: ({ name, use, meant }: { name: string; use: string; meant: string | undefined }) =>
      `${use} names the section "${name}", which this cell does not have.${didYouMean(meant)}`,
  },
  'model/position-out-of-range': {
    severity: 'error',
    text: ({ x, use }: { x: number; use: string }) =>
      `${use} is at x = ${x}; a position lies between 0 and 1.`,
  },
  'model/unknown-parameter': {
    severity: 'error',
    text: ({ name, mechanism, meant }: NotInMechanism) =>
      `"${mechanism}" has no parameter "${name}" that can be set here.${didYouMean(meant)}`,
    help: () =>
      'RANGE variables can be set in a region or at a point; GLOBAL ones are set once for the whole model.',
  },
  'model/unknown-global': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      `There is no global parameter "${name}".${didYouMean(meant)}`,
    help: () => 'A global parameter is written mechanism.name, for example hh.q10.',
  },
  'model/unknown-property': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      `"${name}" is not a property of the cable or of an ion in use.${didYouMean(meant)}`,
    help: () =>
      'Properties are Ra [Ω·cm], cm [µF/cm²], and for each ion in use its reversal potential [mV] and concentrations [mM], for example ena, nai, nao.',
  },
  'model/value-not-finite': {
    severity: 'error',
    text: ({ name, use }: { name: string; use: string }) =>
      `${use}: the value of "${name}" is not a finite number.`,
  },
  'model/not-positive': {
    severity: 'error',
    text: ({ name, value, unit, use }: { name: string; value: number; unit: string; use: string }) =>
      `${use}: ${name} must be greater than 0 ${unit}, not ${value}.`,
  },
  'model/not-a-count': {
    severity: 'error',
    text: ({ name, value, use }: { name: string; value: number; use: string }) =>
      `${use}: ${name} must be a whole number of 1 or more, not ${value}.`,
  },
  'model/outside-limits': {
    severity: 'warning',
    text: ({
      name,
      value,
      unit,
      low,
      high,
      use,
    }: {
      name: string
      value: number
      unit: string
      low: number
      high: number
      use: string
    }) =>
      `${use}: ${name} = ${value}${unit ? ` ${unit}` : ''} is ${value < low ? `below ${low}` : `above ${high}`}, the limit that its mechanism gives.`,
  },
  'model/reversal-is-computed': {
    severity: 'warning',
    text: ({ name, ion, use }: { name: string; ion: string; use: string }) =>
      `${use}: ${name} is computed from the concentrations of ${ion} there, so setting it has no effect.`,
    help: () => 'A mechanism in that region reads or writes the concentrations; set those instead.',
  },
  'model/repeated-id': {
    severity: 'error',
    text: ({ id, what }: { id: string; what: string }) => `Two ${what} have the id "${id}".`,
  },
  'model/missing-ion': {
    severity: 'error',
    text: ({ name, ion, place }: { name: string; ion: string; place: string }) =>
      `There is no "${name}" at ${place}: no mechanism there uses the ion ${ion}.`,
    help: ({ ion }) => `Insert a mechanism there that reads or writes ${ion}.`,
  },
  'model/unknown-variable': {
    severity: 'error',
    text: ({ name, place, meant }: { name: string; place: string; meant: string | undefined }) =>
      `There is no variable "${name}" at ${place}.${didYouMean(meant)}`,
    help: () =>
      'Variables are v, a field of a mechanism there (hh.m or m_hh), an ion’s ina, ena, nai or nao, or a field of a point process (clamp1.i).',
  },
  'model/bad-step': {
    severity: 'error',
    text: ({ value }: { value: number }) =>
      `The time step is ${value} ms; it must be a number greater than 0.`,
    help: () => 'NEURON’s default is 0.025 ms.',
  },
  'model/bad-adaptive-setting': {
    severity: 'error',
    text: ({ name, value, wanted }: { name: string; value: number; wanted: string }) =>
      `The setting "${name}" of steps of adaptive length is ${value}; it must be ${wanted}.`,
  },
  'model/fixed-step-only': {
    severity: 'error',
    text: ({ mechanism, why }: { mechanism: string; why: string }) =>
      `"${mechanism}" cannot go on in steps of adaptive length: ${why}.`,
    help: () => 'Choose backward Euler or Crank–Nicolson, or change the mechanism.',
  },
  'model/unknown-state': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      `A tolerance is scaled for "${name}", which is no state of this model.${didYouMean(meant)}`,
    help: () => 'Write v for the membrane potential, and states as hh.m.',
  },
  'model/coarse-step': {
    severity: 'warning',
    text: ({ value }: { value: number }) => `A time step of ${value} ms is too coarse for action potentials.`,
    help: () => 'Spikes want 0.025 ms or less; a passive cell bears more.',
  },
  'model/bins-without-steps': {
    severity: 'error',
    text: () => 'Events can wait in one bin for each step only where steps are of one length.',
    help: () => 'Choose another order of events, or another method.',
  },
  'model/bad-stop': {
    severity: 'error',
    text: ({ value }: { value: number }) =>
      `The run ends at ${value} ms; it must end at a time of 0 or more.`,
  },
  'model/too-many-steps': {
    severity: 'error',
    text: ({ steps, most }: { steps: number; most: number }) =>
      `The run would take ${Math.round(steps)} steps; ${most} is the most that one run can take.`,
    help: () => 'Shorten the run or choose a larger time step.',
  },
  'model/bad-global-index': {
    severity: 'error',
    text: ({ value, most }: { value: number; most: number }) =>
      `The global index of random streams must be a whole number from 0 to ${most}, not ${value}.`,
  },
  'model/bad-temperature': {
    severity: 'error',
    text: ({ value }: { value: number }) =>
      `The temperature is ${value} °C; it must be above absolute zero (−273.15 °C).`,
  },
  'model/bad-initial-voltage': {
    severity: 'error',
    text: ({ value }: { value: number }) =>
      `The initial potential is ${value} mV; it must be a finite number.`,
  },
  'model/bad-discretisation': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The compartments cannot be laid out: ${what}.`,
  },
  'model/too-many-compartments': {
    severity: 'error',
    text: ({ section, count, most }: { section: string; count: number; most: number }) =>
      section
        ? `Section "${section}" would get ${count} compartments; ${most} is the most.`
        : `The model would get ${count} compartments in all; ${most} is the most.`,
    help: () => 'Choose longer compartments.',
  },
  'model/section-without-extent': {
    severity: 'warning',
    text: ({ section, what }: { section: string; what: string }) =>
      `Section "${section}" has ${what}, so next to no current flows through it.`,
    help: () => 'Correct its points in the morphology, or remove the section.',
  },
  'model/empty-cell': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `The morphology "${name}" has no section, so there is nothing to simulate.`,
  },
})
