import { InvalidArgumentError } from 'commander'
import type {
  AdaptiveSettings,
  Discretisation,
  Location,
  ModelDocument,
  Region,
} from '../../src-engine/model/document.ts'

/** What `hillock simulate` was asked, before it is known whether the cell has these sections. */
export interface SimulateOptions {
  readonly mechanisms?: string
  readonly model?: string
  readonly insert: readonly Insertion[]
  readonly set: readonly Setting[]
  readonly nseg: Discretisation
  readonly celsius: number
  readonly vInit: number
  readonly dt: number
  readonly tstop: number
  readonly method: ModelDocument['run']['method']
  /** Absolute tolerance of steps of adaptive length. */
  readonly adaptive?: number
  /** Whose steps these are. */
  readonly steps?: AdaptiveSettings['step']
  readonly iclamp: readonly CurrentClamp[]
  readonly record: readonly Recording[]
  readonly spikes: readonly SpikeRecording[]
  /** File to save the state in, and when [ms]; at the end where no time is given. */
  readonly saveState?: string
  readonly saveStateAt?: number
  /** File with a state to go on from. */
  readonly fromState?: string
  readonly verify?: boolean
  readonly threads: number
  readonly out: string
  readonly json?: boolean
}

export interface Insertion {
  readonly mechanism: string
  readonly region: Region
}

/** `hh.gnabar=0.12@soma`, `Ra=100@all`, or a GLOBAL without region. */
export interface Setting {
  readonly mechanism: string | undefined
  readonly name: string
  readonly value: number
  readonly region: Region | undefined
}

/** A place with its section as it was written, and the name of its cell; '' where none is given. */
export interface PlaceOfCell extends Location {
  readonly cell: string
}

export interface CurrentClamp {
  readonly at: Location
  readonly delayMs: number
  readonly durationMs: number
  readonly amplitudeNa: number
}

export interface Recording {
  readonly at: Location
  readonly variable: string
  /** As the user wrote it: the key of the trace in the output. */
  readonly key: string
}

export interface SpikeRecording {
  readonly at: Location
  readonly thresholdMv: number
  readonly key: string
}

const numberPattern = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`
const placePattern = String.raw`([A-Za-z_]\w*(?:\[\d+\])?)\((${numberPattern})\)`

function match(text: string, pattern: string, form: string): readonly string[] {
  const found = new RegExp(`^${pattern}$`).exec(text.trim())
  if (!found) throw new InvalidArgumentError(`write it as ${form}.`)
  return found.map(part => part ?? '')
}

/** `soma[0](0.5)`; a bare name means the first of its array, `soma(0.5)` is `soma[0](0.5)`. */
function location(section: string, x: string): Location {
  const value = Number(x)
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError(`the position ${x} is not between 0 and 1.`)
  return inReconstruction({ section, x: value })
}

/** A finite number. */
export function parseNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError(`"${text}" is not a number.`)
  return value
}

/** A finite number above zero. */
export function parsePositive(text: string): number {
  const value = parseNumber(text)
  if (value <= 0) throw new InvalidArgumentError('it must be above 0.')
  return value
}

/** A finite number, 0 or greater. */
export function parseNotNegative(text: string): number {
  const value = parseNumber(text)
  if (value < 0) throw new InvalidArgumentError('it must be 0 or greater.')
  return value
}

/** A whole number above zero. */
export function parseCount(text: string): number {
  const value = parsePositive(text)
  if (!Number.isInteger(value)) throw new InvalidArgumentError('it must be a whole number.')
  return value
}

/** `fixed:N`, `length:UM` or `d_lambda:FRACTION,HZ`. */
export function parseNseg(text: string): Discretisation {
  const form = 'fixed:N, length:UM or d_lambda:0.1,100'
  const [, kind, values] = match(text, String.raw`(fixed|length|d_lambda):(.+)`, form)
  const [first = '', second = '100'] = (values ?? '').split(',')
  if (kind === 'fixed') return { kind: 'fixed', count: parseCount(first) }
  if (kind === 'length') return { kind: 'maximum-length', lengthUm: parsePositive(first) }
  return { kind: 'd-lambda', fraction: parsePositive(first), frequencyHz: parsePositive(second) }
}

/** Collects a repeatable option. */
export function collect<T>(parse: (text: string) => T): (text: string, before: readonly T[]) => readonly T[] {
  return (text, before) => [...before, parse(text)]
}

/** `hh@soma`; without region, everywhere. */
export function parseInsertion(text: string): Insertion {
  const [, mechanism = '', region] = match(text, String.raw`(\w+)(?:@(\w+(?:\[\d+\])?))?`, 'MECHANISM@REGION')
  return { mechanism, region: region || 'all' }
}

/** `hh.gnabar=0.12@soma`, `Ra=100`. */
export function parseSetting(text: string): Setting {
  const pattern = String.raw`(?:(\w+)\.)?(\w+)=(${numberPattern})(?:@(\w+(?:\[\d+\])?))?`
  const [, mechanism, name = '', value, region] = match(
    text,
    pattern,
    'MECHANISM.NAME=VALUE@REGION or Ra=VALUE@REGION',
  )
  return { mechanism: mechanism || undefined, name, value: Number(value), region: region || undefined }
}

/** `soma(0.5)`, or `cell1.soma(0.5)` where there are several cells. */
export function parsePlaceOfCell(text: string): PlaceOfCell {
  const [, cell = '', section = '', x = ''] = match(
    text,
    String.raw`(?:(\w+(?:\[\d+\])?)\.)?${placePattern}`,
    'SECTION(x) or CELL.SECTION(x)',
  )
  return { ...location(section, x), section, cell }
}

/** A place of a reconstruction, where a bare name means the first of its array. */
export function inReconstruction<Where extends Location>(place: Where): Where {
  return { ...place, section: place.section.includes('[') ? place.section : `${place.section}[0]` }
}

/** `0,1,10,100`: finite numbers, 0 or greater. */
export function parseFrequencies(text: string): readonly number[] {
  return text.split(',').map(part => {
    const hz = parseNumber(part)
    if (hz < 0) throw new InvalidArgumentError('a frequency is 0 or greater.')
    return hz
  })
}

/** `soma[0](0.5),5,50,0.3`: place, delay [ms], duration [ms], amplitude [nA]. */
export function parseCurrentClamp(text: string): CurrentClamp {
  const pattern = `${placePattern},(${numberPattern}),(${numberPattern}),(${numberPattern})`
  const [, section = '', x = '', delay, duration, amplitude] = match(
    text,
    pattern,
    'SECTION(x),delayMs,durMs,ampNa',
  )
  return {
    at: location(section, x),
    delayMs: Number(delay),
    durationMs: Number(duration),
    amplitudeNa: Number(amplitude),
  }
}

/** `soma[0](0.5).v`, `dend[3](0.2).hh.m`. */
export function parseRecording(text: string): Recording {
  const [key = '', section = '', x = '', variable = ''] = match(
    text,
    String.raw`${placePattern}\.(\w+(?:\.\w+)?)`,
    'SECTION(x).VARIABLE',
  )
  return { at: location(section, x), variable, key }
}

/** `soma[0](0.5),10`: place and threshold [mV], 10 where left out as in NEURON. */
export function parseSpikes(text: string): SpikeRecording {
  const [, section = '', x = '', threshold] = match(
    text,
    `${placePattern}(?:,(${numberPattern}))?`,
    'SECTION(x),thresholdMv',
  )
  return {
    at: location(section, x),
    thresholdMv: threshold ? Number(threshold) : 10,
    key: `${section}(${x})`,
  }
}
