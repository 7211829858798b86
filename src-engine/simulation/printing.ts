import { diagnose } from '../core/diagnostics/catalogue.ts'
import { formatNumber } from '../core/formatNumber.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { Asking, MachineSession, Printed } from '../kernel/machine.ts'
import { runMessages } from './diagnostics.ts'
import type { PreparedCells } from './preparedRun.ts'
import { whoAsked } from './runFaults.ts'
import type { PrintedLine } from './runHandle.ts'

/** Lines kept of a run. */
const mostLines = 1000
/** Characters kept of a line. */
const longestLine = 10_000

/** What a printer remembers from one stretch to the next. */
export interface PrinterState {
  readonly kept: number
  readonly notKept: number
  /** Lines without an end so far. */
  readonly open: readonly { readonly by: Asking; readonly text: string }[]
}

/** Puts together the lines that mechanisms print piece by piece. */
export interface Printer {
  /** Texts beyond the lines that are kept, so far. */
  readonly notKept: number
  /** The lines that have come to their end. */
  lines(printed: ReturnType<MachineSession['printed']>): readonly PrintedLine[]
  /** What stands in lines without end. */
  rest(): readonly PrintedLine[]
  save(): PrinterState
  /** False, without any change, where the state is not of this model. */
  restore(state: PrinterState): boolean
}

/**
 * @param placeOf the place whose voltage lies at an address
 */
export function createPrinter(
  prepared: Pick<PreparedCells, 'model' | 'whose'>,
  placeOf: (address: number) => string,
): Printer {
  /** The line of each group that has not ended yet, and whose it is. */
  const open = new Map<number, { readonly by: Asking; text: string }>()
  let kept = 0
  let notKept = 0

  const end = (group: number): readonly PrintedLine[] => {
    const line = open.get(group)
    open.delete(group)
    if (!line || kept >= mostLines) return []
    kept++
    const { by, text } = line
    return [{ timeMs: by.timeMs, ...whoAsked(by, prepared, placeOf), text }]
  }

  const add = (piece: Printed): readonly PrintedLine[] => {
    const { group } = piece
    const { text, number } = pieceOf(prepared, piece)
    const [first = '', ...others] = (text + (number ? formatNumber(number, piece.value) : '')).split('\n')
    const before = open.get(group)
    const ended = before && !isSame(before.by, piece) ? [...end(group)] : []
    const line = open.get(group) ?? { by: piece, text: '' }
    open.set(group, line)
    line.text = (line.text + first).slice(0, longestLine)
    for (const other of others) {
      ended.push(...end(group))
      if (other !== '') open.set(group, { by: piece, text: other })
      else open.delete(group)
    }
    return ended
  }

  return {
    get notKept() {
      return notKept
    },
    lines(printed) {
      notKept += printed.notKept
      // What happens in groups that know nothing of each other is told in the order of time.
      const pieces = printed.pieces.toSorted((a, b) => a.timeMs - b.timeMs)
      return pieces.flatMap(piece => {
        if (kept < mostLines) return add(piece)
        notKept += piece.piece % 2
        return []
      })
    },
    rest: () => [...open.keys()].flatMap(end),
    save: () => ({
      kept,
      notKept,
      open: [...open.values()].map(({ by: { group, timeMs, list, call, lane }, text }) => ({
        by: { group, timeMs, list, call, lane },
        text,
      })),
    }),
    restore(state) {
      if (!state.open.every(({ by }) => isThere(prepared, by))) return false
      kept = state.kept
      notKept = state.notKept
      open.clear()
      for (const { by, text } of state.open) open.set(by.group, { by, text })
      return true
    },
  }
}

function pieceOf({ model }: Pick<PreparedCells, 'model'>, { group, list, call, piece }: Printed) {
  const program = model.groups[group]?.calls[list]?.[call]?.program
  const texts = program === undefined ? undefined : model.programs[program]?.texts
  return texts?.[Math.floor(piece / 2)] ?? { text: '', number: undefined }
}

/** Whether the model has the instance that asked for something. */
function isThere({ model }: Pick<PreparedCells, 'model'>, { group, list, call, lane }: Asking): boolean {
  return lane < (model.groups[group]?.calls[list]?.[call]?.count ?? 0)
}

function isSame(a: Asking, b: Asking): boolean {
  return a.list === b.list && a.call === b.call && a.lane === b.lane && a.timeMs === b.timeMs
}

/** Printed lines as messages of the run. */
export function printedMessages(lines: readonly PrintedLine[], notKept = 0): readonly Diagnostic[] {
  const messages: Diagnostic[] = lines.map(line => diagnose(runMessages, 'run/printed', line))
  if (notKept > 0) messages.push(diagnose(runMessages, 'run/printed-more', { count: notKept }))
  return messages
}

/** A printed line for a terminal: `1.25 ms soma[0](0.5) hh: m is 0.05`. */
export function printedText({ timeMs, mechanism, place, text }: PrintedLine): string {
  return `${Number(timeMs.toFixed(6))} ms ${place} ${mechanism}: ${text}`
}
