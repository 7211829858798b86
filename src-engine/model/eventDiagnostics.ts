import { didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'
import type { NotInMechanism } from './diagnostics.ts'

/** The largest gid: it must fit into 32 bits. */
export const mostGid = 0x7fffffff

/** What can be wrong with a model's artificial cells, connections, pointers and function tables. */
export const eventMessages = declareMessages({
  'model/unknown-process': {
    severity: 'error',
    text: ({ name, use, meant }: { name: string; use: string; meant: string | undefined }) =>
      `${use} names "${name}", but no point process and no artificial cell has that id.${didYouMean(meant)}`,
  },
  'model/unknown-cell': {
    severity: 'error',
    text: ({ name, use, meant }: { name: string; use: string; meant: string | undefined }) =>
      `${use} names the cell "${name}", which is not in this simulation.${didYouMean(meant)}`,
  },
  'model/takes-no-events': {
    severity: 'error',
    text: ({ target, mechanism, use }: { target: string; mechanism: string; use: string }) =>
      `${use} leads to "${target}", but its mechanism "${mechanism}" takes no events.`,
    help: () => 'A mechanism takes events where its file has a NET_RECEIVE block.',
  },
  'model/sends-no-events': {
    severity: 'error',
    text: ({ source, mechanism, use }: { source: string; mechanism: string; use: string }) =>
      `${use} begins at "${source}", but its mechanism "${mechanism}" never fires.`,
    help: () =>
      'A mechanism fires where its file calls net_event. To take the spikes of a membrane potential, begin at v of a place with a threshold.',
  },
  'model/bad-gid': {
    severity: 'error',
    text: ({ gid, use }: { gid: number; use: string }) =>
      `${use} has the gid ${gid}; a gid is a whole number from 0 to ${mostGid}.`,
  },
  'model/repeated-gid': {
    severity: 'error',
    text: ({ gid, first, second }: { gid: number; first: string; second: string }) =>
      `${first} and ${second} have the same gid, ${gid}.`,
    help: () => 'A gid stands for one source of events in the whole network.',
  },
  'model/gid-of-silent': {
    severity: 'error',
    text: ({ gid, use, mechanism }: { gid: number; use: string; mechanism: string }) =>
      `${use} has the gid ${gid}, but its mechanism "${mechanism}" never fires.`,
    help: () => 'A mechanism fires where its file calls net_event.',
  },
  'model/unknown-gid': {
    severity: 'error',
    text: ({ gid, use }: { gid: number; use: string }) =>
      `${use} begins at the gid ${gid}, which no source of events has and no pattern fires.`,
    help: () =>
      'Give the gid to a spike detector or an artificial cell, or to the series "gids" of a PatternStim.',
  },
  'model/negative-delay': {
    severity: 'error',
    text: ({ delayMs, use }: { delayMs: number; use: string }) =>
      `${use} has a delay of ${delayMs} ms; a delay is 0 or more.`,
  },
  'model/least-delay': {
    severity: 'error',
    text: ({ leastDelayMs, delayMs, use }: { leastDelayMs: number; delayMs: number; use: string }) =>
      `${use} has ${leastDelayMs} ms as its least delay; that is 0 or more, and at most its delay, ${delayMs} ms.`,
  },
  'model/too-many-weights': {
    severity: 'error',
    text: ({
      given,
      wanted,
      mechanism,
      use,
    }: {
      given: number
      wanted: readonly string[]
      mechanism: string
      use: string
    }) =>
      `${use} gives ${given} weights; "${mechanism}" takes ${wanted.length === 0 ? 'none' : `${wanted.length} (${wanted.join(', ')})`}.`,
  },
  'model/unknown-process-variable': {
    severity: 'error',
    text: ({ name, use, meant }: { name: string; use: string; meant: string | undefined }) =>
      `${use}: there is no variable "${name}" of a point process or an artificial cell.${didYouMean(meant)}`,
    help: () => 'Write the id, a dot and a variable: stim.interval.',
  },
  'model/unknown-pointer': {
    severity: 'error',
    text: ({
      pointer,
      mechanism,
      meant,
    }: {
      pointer: string
      mechanism: string
      meant: string | undefined
    }) => `The mechanism "${mechanism}" has no POINTER "${pointer}".${didYouMean(meant)}`,
  },
  'model/pointer-not-set': {
    severity: 'error',
    text: ({ pointer, mechanism, place }: { pointer: string; mechanism: string; place: string }) =>
      `The POINTER "${pointer}" of "${mechanism}" at ${place} leads nowhere.`,
    help: ({ pointer }) => `Say which variable "${pointer}" stands for there.`,
  },
  'model/pointer-to-a-whole-cell': {
    severity: 'error',
    text: ({ use, cell, variable }: { use: string; cell: string; variable: string }) =>
      `${use} leads to "${variable}" of the cell "${cell}" without saying where in it.`,
    help: () => 'Give the place ("at") as well.',
  },
  'model/pointer-without-place': {
    severity: 'error',
    text: ({ use, variable }: { use: string; variable: string }) =>
      `${use} leads to "${variable}" without saying where, and an artificial cell has no place of its own.`,
  },
  'model/unknown-function-table': {
    severity: 'error',
    text: ({ name, mechanism, meant }: NotInMechanism) =>
      `The mechanism "${mechanism}" has no FUNCTION_TABLE "${name}".${didYouMean(meant)}`,
  },
  'model/function-table-not-set': {
    severity: 'error',
    text: ({ name, mechanism }: { name: string; mechanism: string }) =>
      `The values of FUNCTION_TABLE "${name}" of "${mechanism}" are not given.`,
    help: () => 'Give its values, and the arguments for which they hold.',
  },
  'model/bad-function-table': {
    severity: 'error',
    text: ({ use, what }: { use: string; what: string }) => `${use} cannot be used: ${what}.`,
  },
  'model/unknown-stream': {
    severity: 'error',
    text: ({ name, mechanism, meant }: NotInMechanism) =>
      `The mechanism "${mechanism}" has no random stream called "${name}".${didYouMean(meant)}`,
  },
  'model/bad-random-ids': {
    severity: 'error',
    text: ({ use, what }: { use: string; what: string }) => `${use} cannot be used: ${what}.`,
    help: () =>
      'A stream has at most three ids, whole numbers from 0 to 4294967295; those of a density mechanism may be "cell" and "compartment".',
  },
  'model/transfer-to-no-point-process': {
    severity: 'error',
    text: ({ use, process }: { use: string; process: string }) =>
      `${use} leads to "${process}", which is no point process of a cell.`,
  },
  'model/unknown-distribution': {
    severity: 'error',
    text: ({ name, known }: { name: string; known: string }) =>
      `"${name}" is no distribution of a random stream; ${known} are.`,
  },
  'model/series-room': {
    severity: 'error',
    text: ({ name, most }: { name: string; most: number }) =>
      `The room of the series "${name}" must be a whole number from 0 to ${most}.`,
  },
  'model/unknown-series': {
    severity: 'error',
    text: ({ name, mechanism, meant }: NotInMechanism) =>
      `The mechanism "${mechanism}" keeps no series of numbers called "${name}".${didYouMean(meant)}`,
  },
})
