import { declareMessages } from '../core/diagnostics/catalogue.ts'
import type { StateRefusal } from '../kernel/machine.ts'
import type { IntegrationFault } from '../kernel/nativeAdaptive.ts'
import type { EventFault } from '../kernel/nativeEvents.ts'

const eventFaultTexts: Readonly<Record<EventFault, string>> = {
  'sent-into-the-past': 'sends itself an event with a delay below 0 (net_send)',
  'fired-in-the-past': 'fires at a time that is past (net_event)',
  'moved-into-the-past': 'moves its event to a time that is past (net_move)',
  'nothing-to-move': 'moves an event, but none with flag 1 is waiting (net_move)',
  'without-end': 'gets events at one and the same time without end: a circle has no delay',
  'too-many': 'has more events waiting than fit into memory',
}

const stateTexts: Readonly<Record<StateRefusal, string>> = {
  damaged: 'it is damaged, or no state of a run at all',
  'another-version': 'another version of the program saved it',
  'another-model': 'it belongs to another model: other compartments, mechanisms, connections or processes',
}

const stateHelp: Readonly<Record<StateRefusal, string>> = {
  damaged: 'Save the state again.',
  'another-version': 'Run the model to that time again, and save the state anew.',
  'another-model':
    'Values of parameters, amplitudes and weights may differ from those of the saved model, but not what there is and how it is connected.',
}

const integrationTexts: Readonly<Record<IntegrationFault, string>> = {
  inexact: 'its error stays above the tolerance',
  diverging: 'its equations cannot be solved',
  'not-a-number': 'its rate is no longer a number',
}

const at = (place: string, timeMs: number) => `at ${place}, at t = ${Number(timeMs.toFixed(6))} ms`

/** What can go wrong while a model runs. */
export const runMessages = declareMessages({
  'run/adaptive-over-processes': {
    severity: 'error',
    text: () =>
      'One adaptive step for all cells cannot be shared among several processes: all would wait for each other at every evaluation, of which a step takes several.',
    help: () =>
      'Let each cell have steps of its own (--steps local; step: "local" in the settings of the run), use a fixed step, or run the model in one process, without mpirun.',
  },
  'run/idle-processes': {
    severity: 'hint',
    text: ({ busy, ranks }: { busy: number; ranks: number }) =>
      `Only ${busy} of ${ranks} processes ${busy === 1 ? 'has' : 'have'} something to do: the model comes apart into no more groups.`,
    help: () =>
      'Cells that see each other within a step (gap junctions, pointers, circuits, delays of no more than a step) are simulated by one process.',
  },
  'run/voltage-not-finite': {
    severity: 'error',
    text: ({ place, timeMs }: { place: string; timeMs: number }) =>
      `The membrane potential at ${place} is no longer a number at t = ${Number(timeMs.toFixed(6))} ms; the run stopped there.`,
    help: () =>
      'Try a smaller time step; then look for extreme parameters, conductances or diameters at that place.',
  },
  'run/state-not-finite': {
    severity: 'error',
    text: ({ state, place, timeMs }: { state: string; place: string; timeMs: number }) =>
      `The state ${state} ${at(place, timeMs)} is no longer a number, or is without bounds; the run stopped there.`,
    help: () =>
      'Look in its equations for a division by 0, or for growth that nothing limits; then try a smaller time step.',
  },
  'run/circuit-open': {
    severity: 'error',
    text: ({ unknown, timeMs }: { unknown: string; timeMs: number }) =>
      `The equations of the circuits leave "${unknown}" open, or without a finite value, at t = ${Number(timeMs.toFixed(6))} ms; the run stopped there.`,
    help: () =>
      'Look for conductances below 0 that outweigh the others, or for amplifiers that feed back on themselves.',
  },
  'run/step-too-small': {
    severity: 'error',
    text: ({
      state,
      place,
      timeMs,
      why,
    }: {
      state: string
      place: string
      timeMs: number
      why: IntegrationFault
    }) =>
      `The step of adaptive length cannot become short enough for "${state}" ${at(place, timeMs)}: ${integrationTexts[why]}. The run stopped there.`,
    help: () =>
      'Look for extreme parameters there, or for something that jumps without at_time; or allow a larger error or a smaller step.',
  },
  'run/program-fault': {
    severity: 'error',
    text: ({
      mechanism,
      place,
      timeMs,
      text,
    }: {
      mechanism: string
      place: string
      timeMs: number
      text: string
      help: string | undefined
    }) =>
      `The mechanism "${mechanism}" ${at(place, timeMs)} cannot go on, and the run stopped there. ${text}`,
    help: ({ help }) => help ?? 'Look for extreme parameters there, or try a smaller time step.',
  },
  'run/ended-by-mechanism': {
    severity: 'hint',
    text: ({ mechanism, place, timeMs }: { mechanism: string; place: string; timeMs: number }) =>
      `The mechanism "${mechanism}" ${at(place, timeMs)} ended the run after this step (stoprun).`,
  },
  'run/printed': {
    severity: 'hint',
    text: ({
      mechanism,
      place,
      timeMs,
      text,
    }: {
      mechanism: string
      place: string
      timeMs: number
      text: string
    }) => `"${mechanism}" ${at(place, timeMs)}: ${text}`,
  },
  'run/printed-more': {
    severity: 'hint',
    text: ({ count }: { count: number }) =>
      `The mechanisms of this run printed ${count} more ${count === 1 ? 'text' : 'texts'}.`,
    help: () => 'To see a number during a whole run, make it RANGE and record it.',
  },
  'run/state-refused': {
    severity: 'error',
    text: ({ reason }: { reason: StateRefusal }) =>
      `The run cannot go on from this saved state: ${stateTexts[reason]}.`,
    help: ({ reason }: { reason: StateRefusal }) => stateHelp[reason],
  },
  'run/bad-event': {
    severity: 'error',
    text: ({
      mechanism,
      place,
      timeMs,
      what,
    }: {
      mechanism: string
      place: string
      timeMs: number
      what: EventFault
    }) =>
      `The mechanism "${mechanism}" ${at(place, timeMs)} ${eventFaultTexts[what]}. The run stopped there.`,
  },
})
