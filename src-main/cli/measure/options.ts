import { InvalidArgumentError } from 'commander'
import { lenientReading } from '../../../src-engine/index.ts'
import type { ReadOptions } from '../../../src-engine/index.ts'

/** What a row of the output stands for. */
export type RowKind = 'cell' | 'type' | 'neurite' | 'section' | 'bifurcation' | 'segment'

/** Cable constants and a frequency. */
export interface ElectrotonicOptions {
  readonly raOhmCm: number
  readonly rmOhmCm2: number
  readonly cmUfCm2: number
  readonly hz: number
}

/** What `hillock measure` was asked. */
export interface MeasureOptions {
  readonly list?: boolean
  readonly features?: readonly string[]
  readonly per: RowKind
  readonly types?: readonly number[]
  readonly sholl?: number
  readonly shollFrom: 'centre' | 'surface'
  readonly shollPlane?: boolean
  readonly strahler?: boolean
  readonly persistence?: 'path' | 'radial'
  /** Between the diagrams of all pairs of files. */
  readonly distances?: boolean
  readonly electrotonic?: ElectrotonicOptions
  readonly compare?: readonly string[]
  readonly lenient?: boolean
  readonly json?: boolean
  readonly csv?: boolean
}

const typeNumbers: Readonly<Record<string, number>> = { axon: 2, dend: 3, basal: 3, apic: 4, apical: 4 }

/** `axon,apic` or `2,4`. */
export function parseTypes(text: string): readonly number[] {
  return text.split(',').map(word => {
    const number = typeNumbers[word.trim().toLowerCase()] ?? Number(word)
    if (!Number.isInteger(number) || word.trim() === '')
      throw new InvalidArgumentError(`"${word}" is no type: axon, dend, apic, or a number such as 5.`)
    return number
  })
}

/** `section-length,tortuosity`. */
export function parseNames(text: string): readonly string[] {
  return text
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')
}

const constants = {
  ra: { field: 'raOhmCm', usual: 100, unit: 'Ω·cm' },
  rm: { field: 'rmOhmCm2', usual: 20_000, unit: 'Ω·cm²' },
  cm: { field: 'cmUfCm2', usual: 1, unit: 'µF/cm²' },
  f: { field: 'hz', usual: 0, unit: 'Hz' },
} as const

/** The constants where nothing is said, in the words of the option. */
export const usualConstants = Object.entries(constants)
  .map(
    ([name, { usual, unit }]) =>
      `${name === 'f' ? 'f' : name.replace(/^./, c => c.toUpperCase())}=${usual} ${unit}`,
  )
  .join(', ')

/** `Ra=150,Rm=20000,Cm=1,f=100`; what is left out has its usual value. */
export function parseElectrotonic(text: string): ElectrotonicOptions {
  const found = { raOhmCm: 100, rmOhmCm2: 20_000, cmUfCm2: 1, hz: 0 }
  for (const part of parseNames(text)) {
    const [name = '', value = ''] = part.split('=')
    const constant = constants[name.toLowerCase() as keyof typeof constants]
    const number = Number(value)
    const isRight = Number.isFinite(number) && (number > 0 || (constant?.field === 'hz' && number === 0))
    if (!constant || value.trim() === '' || !isRight)
      throw new InvalidArgumentError(
        `"${part}" is none of Ra=, Rm=, Cm= with a positive number, or f= with a frequency.`,
      )
    found[constant.field] = number
  }
  return found
}

/** How damaged files are read. */
export function readOptionsOf({ lenient }: MeasureOptions): ReadOptions {
  return lenient ? lenientReading : {}
}
