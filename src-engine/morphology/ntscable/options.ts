/** How NTSCABLE's conversion is asked for; `optionTable.ts` says what each means. */
export interface NtscableOptions {
  readonly output: 'neuron' | 'cable' | 'multi'
  /** NEURON: points follow the procedure that reads them, as the program wrote them, or stand inline. */
  readonly points: 'following' | 'inline'
  /** Sections run through branch points (1.x) or end at them (2.0). Does not concern CABLE. */
  readonly style: 'through' | 'split'
  /** What is cut into equal pieces: 0 whole branches, 1 between branch points, 2 between points. CABLE and MULTI. */
  readonly accuracy: 0 | 1 | 2
  readonly segments: number
  /** [µm]; 0 for no limit. */
  readonly maxLengthUm: number
  /** Multiples of the mean diameter; 0 for no limit. */
  readonly maxDiameters: number
  readonly averageOutlineZ: boolean
  /** Eutectic: by columns with the losses of the original, or by words with nothing lost. */
  readonly reading: 'original' | 'corrected'
  readonly outline: 'last' | 'largest' | 'first' | 'stacked'
  readonly correctX: number
  readonly correctY: number
  readonly correctZ: number
  readonly correctDiameter: number
  readonly slices: 'as-read' | 'apart' | 'merge' | 'drop'
  /** [µm] */
  readonly mergeWithinUm: number
  readonly spines: 'ignore' | 'mark' | 'sections'
  readonly spineLengthUm: number
  readonly spineDiameterUm: number
  readonly area: 'mean' | 'cone'
  readonly axialResistivityOhmCm: number
  readonly digits: number
}

/** What the original program does when it is asked for nothing, with NEURON as its output. */
export const defaultNtscableOptions: NtscableOptions = {
  output: 'neuron',
  points: 'following',
  style: 'through',
  accuracy: 1,
  segments: 1,
  maxLengthUm: 0,
  maxDiameters: 0,
  averageOutlineZ: false,
  reading: 'original',
  outline: 'last',
  correctX: 1,
  correctY: 1,
  correctZ: 1,
  correctDiameter: 1,
  slices: 'as-read',
  mergeWithinUm: 10,
  spines: 'ignore',
  spineLengthUm: 1,
  spineDiameterUm: 1,
  area: 'mean',
  axialResistivityOhmCm: 75,
  digits: 5,
}
