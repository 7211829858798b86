import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Location } from '../../../src-engine/model/document.ts'
import type { ImpedanceCurves } from '../../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../../host/fault.ts'
import { useHost } from '../../host/useHost.ts'
import { isCancelled } from '../../../src-main/rpc/errors.ts'
import { membranes, splitSteady, type Membrane } from './impedanceCurves.ts'

/** What is asked: for the site, the other places, and the frequencies. */
export interface ImpedanceAsked {
  readonly site: Location
  readonly places: readonly Location[]
  readonly frequenciesHz: readonly number[]
  readonly afterMs: number | undefined
}

/** What the host said about one kind of membrane: over frequency, and at rest. */
export interface MembraneAnswer {
  readonly membrane: Membrane
  readonly curves: ImpedanceCurves
  /** At 0 Hz. */
  readonly steady: ImpedanceCurves
}

/** The answer of the cell to small currents, as the host computed it last. */
export const useImpedanceStore = defineStore('impedance', () => {
  const answers = shallowRef<readonly MembraneAnswer[]>([])
  const asked = shallowRef<ImpedanceAsked>()
  const fault = shallowRef<Fault>()
  const busy = shallowRef(false)
  let stop: AbortController | undefined

  /** Asks about both kinds of membrane; a question that still waits is dropped. */
  async function ask(next: ImpedanceAsked): Promise<void> {
    stop?.abort()
    const own = (stop = new AbortController())
    busy.value = true
    try {
      let found: readonly MembraneAnswer[] = []
      for (const membrane of membranes) {
        const put = (frequenciesHz: readonly number[]) =>
          useHost().analyses.impedance({ ...next, frequenciesHz, membrane }, { signal: own.signal })
        const whole = await put([0, ...next.frequenciesHz])
        // A state that never comes to rest has an answer to every frequency but 0.
        const answer = whole.curves
          ? splitSteady(whole)
          : { curves: await put(next.frequenciesHz), steady: whole }
        if (own !== stop) return
        found = [...found, { membrane, ...answer }]
        answers.value = found
        asked.value = next
        fault.value = undefined
      }
    } catch (error) {
      if (own === stop && !isCancelled(error)) fault.value = describeFault(error)
    } finally {
      if (own === stop) busy.value = false
    }
  }

  return { answers, asked, fault, busy, ask }
})
