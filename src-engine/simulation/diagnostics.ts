import { declareMessages } from '../core/diagnostics/catalogue.ts'
import type { EventFault } from '../kernel/nativeEvents.ts'

type Facts = Readonly<Record<string, string | number>>

/** Why a program cannot go on, by the code of its fault (program/program.ts). */
const programFaults: Readonly<Record<string, (facts: Facts) => string>> = {
  'nmodl/no-convergence': ({ block }) => `the equations${block ? ` of "${block}"` : ''} found no solution`,
  'nmodl/singular': ({ block }) => `the equations${block ? ` of "${block}"` : ''} have no single solution`,
  'nmodl/index-out-of-range': ({ name, length }) =>
    `an index of "${name}" is not one of 0 to ${Number(length) - 1}`,
  'program/index-out-of-range': ({ name }) => `an index of "${name}" is out of range`,
  'nmodl/loop-too-long': ({ limit }) => `a loop went round more than ${limit} times`,
  'nmodl/function-table-empty': ({ name }) => `the table of "${name}" has no values`,
  'nmodl/error-called': ({ text }) => `its file calls an error: ${text}`,
}

const eventFaultTexts: Readonly<Record<EventFault, string>> = {
  'sent-into-the-past': 'sends itself an event with a delay below 0 (net_send)',
  'fired-in-the-past': 'fires at a time that is past (net_event)',
  'moved-into-the-past': 'moves its event to a time that is past (net_move)',
  'nothing-to-move': 'moves an event, but none with flag 1 is waiting (net_move)',
  'without-end': 'gets events at one and the same time without end: a circle has no delay',
  'too-many': 'has more events waiting than fit into memory',
}

const at = (place: string, timeMs: number) => `at ${place}, at t = ${Number(timeMs.toFixed(6))} ms`

/** What can go wrong while a model runs. */
export const runMessages = declareMessages({
  'run/voltage-not-finite': {
    severity: 'error',
    text: ({ place, timeMs }: { place: string; timeMs: number }) =>
      `The membrane potential at ${place} is no longer a number at t = ${Number(timeMs.toFixed(6))} ms; the run stopped there.`,
    help: () =>
      'Try a smaller time step; then look for extreme parameters, conductances or diameters at that place.',
  },
  'run/program-fault': {
    severity: 'error',
    text: ({
      mechanism,
      place,
      timeMs,
      code,
      facts,
    }: {
      mechanism: string
      place: string
      timeMs: number
      code: string
      facts: Facts
    }) =>
      `The mechanism "${mechanism}" ${at(place, timeMs)} cannot go on: ${programFaults[code]?.(facts) ?? code}. The run stopped there.`,
    help: () => 'Look for extreme parameters there, or try a smaller time step.',
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
