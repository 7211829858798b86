import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { Location } from '../../src-engine/model/document.ts'
import type { Medium } from '../../src-engine/model/medium.ts'
import type { HostMethod, ServiceSpec } from '../rpc/spec.ts'
import { mediumSchema } from './media.ts'

/** What is asked about the answer of the project's cell to small currents. */
export interface ImpedanceQuestion {
  /** Where current flows in. */
  readonly site: Location
  /** Other places that are looked at. */
  readonly places: readonly Location[]
  readonly frequenciesHz: readonly number[]
  /** `present`: the conductances that the membrane has at this moment. `extended`: its states answer, too. */
  readonly membrane: 'present' | 'extended'
  /** How long the model runs before [ms]; not at all if not given. */
  readonly afterMs?: number | undefined
}

/** Impedances over frequency between a place and the site; each array has a number for each frequency. */
export interface PlaceImpedances {
  readonly at: Location
  /** From the site; NaN where a conductance is negative. */
  readonly electrotonicDistance: number
  /** |Z| at the place itself [MΩ], and its phase [°]. */
  readonly inputMohm: Float64Array
  readonly inputDegrees: Float64Array
  /** |Z| between the site and the place, either way [MΩ], and its phase [°]. */
  readonly transferMohm: Float64Array
  readonly transferDegrees: Float64Array
  /** |v(place)/v(site)| for current into the site. */
  readonly outRatio: Float64Array
  /** |v(site)/v(place)| for current into the place. */
  readonly inRatio: Float64Array
}

/** The answer: undefined where the diagnostics say why there is none. */
export interface ImpedanceCurves {
  readonly curves:
    | {
        /** Moment of the model at which it was made linear [ms]. */
        readonly tMs: number
        /** |Z| at the site [MΩ], and its phase [°]. */
        readonly inputMohm: Float64Array
        readonly inputDegrees: Float64Array
        readonly places: readonly PlaceImpedances[]
      }
    | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Complex conductivity of a medium at some frequencies. */
export interface MediumConductivity {
  readonly sizeSPerM: Float64Array
  readonly phaseDegrees: Float64Array
}

/** What is computed about the project's model without running it to its end. */
export interface AnalysesService {
  impedance: HostMethod<ImpedanceQuestion, ImpedanceCurves>
  medium: HostMethod<
    { readonly medium: Medium; readonly frequenciesHz: readonly number[] },
    MediumConductivity
  >
}

const finite = v.pipe(v.number(), v.finite())
const location = v.object({ section: v.string(), x: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) })
const frequenciesHz = v.pipe(v.array(v.pipe(finite, v.minValue(0))), v.minLength(1), v.maxLength(10_000))

export const analysesSpec = {
  impedance: {
    kind: 'call',
    arg: v.object({
      site: location,
      places: v.pipe(v.array(location), v.maxLength(100)),
      frequenciesHz,
      membrane: v.picklist(['present', 'extended']),
      afterMs: v.optional(v.pipe(finite, v.gtValue(0))),
    }),
  },
  medium: { kind: 'call', arg: v.object({ medium: mediumSchema, frequenciesHz }) },
} as const satisfies ServiceSpec<AnalysesService>
