import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can go wrong while a model runs. */
export const runMessages = declareMessages({
  'run/voltage-not-finite': {
    severity: 'error',
    text: ({ place, timeMs }: { place: string; timeMs: number }) =>
      `The membrane potential at ${place} is no longer a number at t = ${Number(timeMs.toFixed(6))} ms; the run stopped there.`,
    help: () =>
      'Try a smaller time step; then look for extreme parameters, conductances or diameters at that place.',
  },
})
