import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef } from 'vue'
import type {
  ConversionFormats,
  ConversionLook,
  ConversionSource,
  ConversionWish,
  GivenOptions,
} from '../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../host/fault.ts'
import { useHost } from '../host/useHost.ts'

/** What is converted, with its name. */
export interface NamedSource {
  readonly name: string
  readonly source: ConversionSource
  /** It is the cell that is shown, and stays so when another one is. */
  readonly follows: boolean
}

/** A cell on its way into another format: which, how, and what comes of it. Older answers are dropped. */
export const useConversionStore = defineStore('conversion', () => {
  const formats = shallowRef<ConversionFormats>()
  const from = shallowRef<NamedSource>()
  const to = shallowRef('ntscable')
  /** Only what differs from the usual. */
  const write = shallowRef<NonNullable<ConversionWish['write']>>({})
  const given = shallowRef<GivenOptions>({})
  const look = shallowRef<ConversionLook>()
  const busy = shallowRef(false)
  const fault = shallowRef<Fault>()
  let abort: AbortController | undefined

  const wish = computed((): ConversionWish =>
    to.value === 'ntscable' ? { to: to.value, ntscable: given.value } : { to: to.value, write: write.value },
  )

  async function loadFormats(): Promise<void> {
    formats.value ??= markRaw(await useHost().conversions.formats())
  }

  /** Converts anew, and stops what was under way. */
  async function refresh(): Promise<void> {
    const source = from.value?.source
    abort?.abort()
    if (!source) return
    const own = new AbortController()
    abort = own
    busy.value = true
    try {
      await loadFormats()
      const answer = await useHost().conversions.look({ source, wish: wish.value }, { signal: own.signal })
      if (abort !== own) return
      look.value = markRaw(answer)
      fault.value = undefined
    } catch (error) {
      if (abort !== own) return
      look.value = undefined
      fault.value = describeFault(error)
    } finally {
      if (abort === own) busy.value = false
    }
  }

  /** Converts something else. */
  async function open(next: NamedSource): Promise<void> {
    from.value = markRaw(next)
    look.value = undefined
    fault.value = undefined
    await refresh()
  }

  /** Chooses the format: the id of a writer, or `ntscable`. */
  function chooseFormat(id: string): void {
    to.value = id
  }

  /** Makes one choice of writing; undefined is the usual one. */
  function setWrite(key: keyof typeof write.value, value: string | undefined): void {
    const { [key]: _before, ...rest } = write.value
    write.value = value === undefined ? rest : { ...rest, [key]: value }
  }

  /** Sets one option of NTSCABLE; undefined is the default. */
  function setOption(key: keyof GivenOptions, value: string | number | boolean | undefined): void {
    const { [key]: _before, ...rest } = given.value
    given.value = value === undefined ? rest : { ...rest, [key]: value }
  }

  /** Every option as usual. */
  function reset(): void {
    write.value = {}
    given.value = {}
  }

  return {
    ...{ formats, from, to, write, given, wish, look, busy, fault },
    ...{ loadFormats, refresh, open, chooseFormat, setWrite, setOption, reset },
  }
})
