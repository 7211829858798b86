import type { PrinterState } from './printing.ts'

/** `HLRS`: the first word of a run's state. */
const magic = 0x53524c48
/** Raised with every change of what follows. */
const version = 1
const headerBytes = 12

/** What a run keeps besides what the machine keeps. */
export interface RunProgress {
  /** Threads by which the model was divided into groups: a state fits no other division. */
  readonly layoutThreads: number
  readonly tMs: number
  /** Steps taken, and samples handed over. */
  readonly taken: number
  readonly samples: number
  /** A mechanism has ended the run. */
  readonly ended: boolean
  readonly printer: PrinterState
}

/** A run's state taken apart: its own part, and the machine's bytes. */
export interface RunState {
  readonly progress: RunProgress
  readonly machine: Uint8Array
}

/** Everything that a run depends on from here on, as one run of bytes. */
export function writeRunState({ progress, machine }: RunState): Uint8Array {
  // Without characters beyond ASCII a character is a byte.
  const text = JSON.stringify(progress).replaceAll(
    /[^ -~]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const bytes = new Uint8Array(headerBytes + text.length + machine.length)
  const view = new DataView(bytes.buffer)
  ;[magic, version, text.length].forEach((word, index) => view.setUint32(4 * index, word, true))
  for (let index = 0; index < text.length; index++) bytes[headerBytes + index] = text.charCodeAt(index)
  bytes.set(machine, headerBytes + text.length)
  return bytes
}

/** The parts of a state, or why there are none. */
export function readRunState(bytes: Uint8Array): RunState | 'damaged' | 'another-version' {
  if (bytes.length < headerBytes) return 'damaged'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint32(0, true) !== magic) return 'damaged'
  if (view.getUint32(4, true) !== version) return 'another-version'
  const end = headerBytes + view.getUint32(8, true)
  if (end > bytes.length) return 'damaged'
  let text = ''
  for (let at = headerBytes; at < end; at++) text += String.fromCharCode(bytes[at]!)
  const progress = parsed(text)
  return isProgress(progress) ? { progress, machine: bytes.subarray(end) } : 'damaged'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0

type Unknown<T> = { readonly [key in keyof T]?: unknown }

function isProgress(value: unknown): value is RunProgress {
  if (typeof value !== 'object' || value === null) return false
  const { layoutThreads, tMs, taken, samples, ended, printer } = value as Unknown<RunProgress>
  if (![layoutThreads, taken, samples].every(isCount) || layoutThreads === 0) return false
  // The first sample is handed over with the first step.
  if (samples !== 0 && samples !== (taken as number) + 1) return false
  return Number.isFinite(tMs) && typeof ended === 'boolean' && isPrinterState(printer)
}

function isPrinterState(value: unknown): value is PrinterState {
  if (typeof value !== 'object' || value === null) return false
  const { kept, notKept, open } = value as Unknown<PrinterState>
  return isCount(kept) && isCount(notKept) && Array.isArray(open) && open.every(isOpenLine)
}

function isOpenLine(value: unknown): value is PrinterState['open'][number] {
  if (typeof value !== 'object' || value === null) return false
  const { text, by } = value as Unknown<PrinterState['open'][number]>
  if (typeof text !== 'string' || typeof by !== 'object' || by === null) return false
  const { group, call, lane, timeMs, list } = by as Unknown<PrinterState['open'][number]['by']>
  return [group, call, lane].every(isCount) && Number.isFinite(timeMs) && typeof list === 'string'
}
