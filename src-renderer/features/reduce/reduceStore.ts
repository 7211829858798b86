import { defineStore } from 'pinia'
import { markRaw, shallowRef } from 'vue'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type {
  Candidate,
  MorphologyId,
  ReductionMethod,
  ReductionMethodInfo,
  ReductionOutcome,
  ReductionPreview,
  ReductionsService,
  ReductionSettings,
} from '../../../src-main/contract/index.ts'
import { isCancelled } from '../../../src-main/rpc/errors.ts'
import { describeFault, type Fault } from '../../host/fault.ts'
import { useHost } from '../../host/useHost.ts'

type Question = Parameters<ReductionsService['preview']>[0]
type Recommendation = NonNullable<Awaited<ReturnType<ReductionsService['recommend']>>['value']>

/** How far a method can go, as far as it has been tried. */
export interface Sweep {
  readonly candidates: readonly Candidate[]
  /** How many will be tried; 0 while that is not known. */
  readonly of: number
  readonly running: boolean
  readonly recommendation: Recommendation | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly fault: Fault | undefined
}

const nothingTried: Sweep = {
  ...{ candidates: [], of: 0, running: false },
  ...{ recommendation: undefined, diagnostics: [], fault: undefined },
}

/** A reduction that the model was put on. */
export interface UsedReduction {
  readonly id: MorphologyId
  readonly title: string
  readonly outcome: ReductionOutcome
}

let sweeps = 0

/** How the model's cell shall be reduced, and what the host said would come of it. */
export const useReduceStore = defineStore('reduce', () => {
  const methods = shallowRef<readonly ReductionMethodInfo[]>([])
  const method = shallowRef<ReductionMethod>('collapse')
  /** What is set of each method; what is not is as usual. */
  const settings = shallowRef<Partial<Record<ReductionMethod, ReductionSettings>>>({})
  /** Resistance of a membrane without a leak [Ω·cm²]; undefined: as usual. */
  const rmOhmCm2 = shallowRef<number>()
  const preview = shallowRef<ReductionPreview>()
  const diagnostics = shallowRef<readonly Diagnostic[]>([])
  const fault = shallowRef<Fault>()
  const busy = shallowRef(false)
  const sweep = shallowRef<Sweep>(nothingTried)
  const used = shallowRef<UsedReduction>()
  let next: Question | undefined
  let stop: AbortController | undefined
  let shownOf: MorphologyId | undefined

  async function load(): Promise<void> {
    if (methods.value.length === 0) methods.value = await useHost().reductions.methods()
  }

  /** Shows what a question gives. While one is being answered only the last of those that follow is kept. */
  async function ask(question: Question): Promise<void> {
    next = question
    if (busy.value) return
    busy.value = true
    try {
      while (next) {
        const asked: Question = next
        next = undefined
        try {
          // What was shown of another cell corresponds to nothing of this one.
          if (asked.id !== shownOf) preview.value = undefined
          shownOf = asked.id
          const { value, diagnostics: found } = await useHost().reductions.preview(asked)
          preview.value = value && markRaw(value)
          diagnostics.value = found
          fault.value = undefined
        } catch (error) {
          fault.value = describeFault(error)
        }
      }
    } finally {
      busy.value = false
    }
  }

  /** Tries how far the method can go; what was being tried before is stopped. */
  async function tryAll(question: Question): Promise<void> {
    stop?.abort()
    const own = (stop = new AbortController())
    const request = `sweep ${++sweeps}`
    const { reductions } = useHost()
    const put = (change: Partial<Sweep>): void => {
      if (own === stop) sweep.value = { ...sweep.value, ...change }
    }
    sweep.value = { ...nothingTried, running: true }
    const forget = reductions.onTried(one => {
      if (one.request === request && sweep.value.running)
        put({ candidates: [...sweep.value.candidates, one.candidate], of: one.of })
    })
    try {
      const { value, diagnostics: found } = await reductions.recommend(
        { ...question, request },
        { signal: own.signal },
      )
      const candidates = value?.candidates ?? sweep.value.candidates
      put({ candidates, recommendation: value, diagnostics: value ? [] : found })
    } catch (error) {
      if (!isCancelled(error)) put({ fault: describeFault(error) })
    } finally {
      forget()
      put({ running: false })
    }
  }

  /** Drops what was tried: it was of another method or another cell. */
  function forgetTried(): void {
    stop?.abort()
    stop = undefined
    sweep.value = nothingTried
  }

  /** Ends trying; what has been tried stays. */
  function stopTrying(): void {
    stop?.abort()
  }

  /** Puts the reduced cell and the model on it into the project. */
  async function use(question: Question, title: string, label: string): Promise<ReductionOutcome> {
    stop?.abort()
    const outcome = await useHost().reductions.use({ ...question, title, label })
    if (outcome.id !== undefined) used.value = { id: outcome.id, title, outcome }
    else diagnostics.value = outcome.diagnostics
    return outcome
  }

  return {
    methods,
    method,
    settings,
    rmOhmCm2,
    preview,
    diagnostics,
    fault,
    busy,
    sweep,
    used,
    load,
    ask,
    tryAll,
    forgetTried,
    stopTrying,
    use,
  }
})
