import type { PrinterState } from './printing.ts'

/** `HLRS`: the first word of a run's state. */
const magic = 0x53524c48
/** Raised with every change of what follows. */
const version = 2
const headerBytes = 12
/** Hexadecimal digits of the checksum behind a run's own part. */
const checkDigits = 8
/** More than any run has: a state that asks for more threads is none of ours. */
const mostThreads = 1024

/** What a run keeps besides what the machine keeps. */
export interface RunProgress {
  /** Threads by which the model was divided into groups: a state fits no other division. */
  readonly layoutThreads: number
  /** Processes that were to have a group each then; 1 where nothing is said. */
  readonly layoutRanks?: number
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

/** FNV-1a over the characters of a text (Fowler, Noll & Vo), as hexadecimal digits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(checkDigits, '0')
}

/** Everything that a run depends on from here on, as one run of bytes. */
export function writeRunState({ progress, machine }: RunState): Uint8Array {
  // Without characters beyond ASCII a character is a byte.
  const plain = JSON.stringify(progress).replaceAll(
    /[^ -~]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const text = plain + checksum(plain)
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
  const plain = text.slice(0, -checkDigits)
  if (checksum(plain) !== text.slice(-checkDigits)) return 'damaged'
  const progress = parsed(plain)
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
  const {
    layoutThreads,
    layoutRanks = 1,
    tMs,
    taken,
    samples,
    ended,
    printer,
  } = value as Unknown<RunProgress>
  if (![layoutThreads, taken, samples].every(isCount)) return false
  if (!isCount(layoutRanks) || layoutRanks === 0 || (layoutRanks as number) > (layoutThreads as number))
    return false
  if (layoutThreads === 0 || (layoutThreads as number) > mostThreads) return false
  // The sample of the moment itself has been handed over, or will be with the next step.
  if (samples !== taken && samples !== (taken as number) + 1) return false
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
