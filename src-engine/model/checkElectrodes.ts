import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { ElectrodeUse, RunSettings } from './document.ts'
import { playMessages } from './playDiagnostics.ts'

function whyNot({ at, medium }: ElectrodeUse): string | undefined {
  if (![at.xUm, at.yUm, at.zUm].every(Number.isFinite)) return 'stands nowhere: a coordinate is not a number'
  if (medium.kind === 'grey-matter') return undefined
  if (!(Number.isFinite(medium.sigmaSPerM) && medium.sigmaSPerM > 0))
    return `lies in a medium of ${medium.sigmaSPerM} S/m; the conductivity must be more than 0`
  if (medium.kind === 'resistive') return undefined
  if (!(Number.isFinite(medium.permittivity) && medium.permittivity >= 1))
    return `lies in a medium of relative permittivity ${medium.permittivity}; it must be at least 1`
  const isGood = medium.dispersions.every(
    ({ increment, tauMs, broadening }) =>
      Number.isFinite(increment) &&
      increment >= 0 &&
      Number.isFinite(tauMs) &&
      tauMs > 0 &&
      broadening >= 0 &&
      broadening < 1,
  )
  return isGood
    ? undefined
    : 'lies in a medium with a dispersion that cannot be: its increment must be at least 0, its time constant more than 0 ms, its broadening from 0 to below 1'
}

const refuse = (id: string, why: string): Diagnostic =>
  diagnose(
    playMessages,
    'model/electrode',
    { use: `Electrode "${id}"`, why },
    { subject: `electrodes.${id}` },
  )

/** What is wrong with electrodes outside of cells. */
export function checkElectrodes(electrodes: readonly ElectrodeUse[]): Diagnostic[] {
  return electrodes.flatMap(electrode => {
    const why = whyNot(electrode)
    return why === undefined ? [] : [refuse(electrode.id, why)]
  })
}

/** What is wrong with them in a run with such settings: a spectrum takes samples at equal distances. */
export function checkElectrodeSamples(
  electrodes: readonly ElectrodeUse[],
  { method, adaptive }: RunSettings,
): Diagnostic[] {
  if (method !== 'adaptive' || adaptive?.samples !== 'every-step' || adaptive.step === 'local') return []
  return electrodes
    .filter(({ medium }) => medium.kind !== 'resistive')
    .map(({ id }) =>
      refuse(
        id,
        'lies in a medium that depends on frequency, whose effect takes samples every dt, while the run records every step of adaptive length',
      ),
    )
}
