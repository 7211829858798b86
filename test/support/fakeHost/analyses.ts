import type { AnalysesService } from '../../../src-main/contract/index.ts'

/** The answer of a membrane patch of so many megohms and a time constant of 10 ms: Z = R/(1 + iωτ). */
function patch(megohm: number, frequenciesHz: readonly number[]) {
  const turn = (hz: number) => 2 * Math.PI * hz * 0.01
  return {
    size: Float64Array.from(frequenciesHz, hz => megohm / Math.hypot(1, turn(hz))),
    degrees: Float64Array.from(frequenciesHz, hz => (-Math.atan(turn(hz)) * 180) / Math.PI),
  }
}

/** Analyses of a cell that is one patch: the farther a place is in the list, the smaller its impedance. */
export const fakeAnalyses: AnalysesService = {
  impedance: async ({ places, frequenciesHz, membrane }) => {
    const megohm = membrane === 'present' ? 100 : 80
    const site = patch(megohm, frequenciesHz)
    return {
      diagnostics: [],
      curves: {
        tMs: 0,
        inputMohm: site.size,
        inputDegrees: site.degrees,
        places: places.map((at, index) => {
          const transfer = patch(megohm / (index + 2), frequenciesHz)
          const ratio = Float64Array.from(frequenciesHz, () => 1 / (index + 2))
          return {
            at,
            electrotonicDistance: Math.log(index + 2),
            inputMohm: site.size,
            inputDegrees: site.degrees,
            transferMohm: transfer.size,
            transferDegrees: transfer.degrees,
            outRatio: ratio,
            inRatio: ratio,
          }
        }),
      },
    }
  },
  medium: async ({ medium, frequenciesHz }) => ({
    sizeSPerM: Float64Array.from(frequenciesHz, () => ('sigmaSPerM' in medium ? medium.sigmaSPerM : 0.02)),
    phaseDegrees: Float64Array.from(frequenciesHz, () => 0),
  }),
}
