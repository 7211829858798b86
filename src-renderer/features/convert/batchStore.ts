import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef } from 'vue'
import type { BatchNews, ConvertedFileRow, JobId, MadeOutput } from '../../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../../host/fault.ts'
import { useHost } from '../../host/useHost.ts'
import { useConversionStore } from '../../stores/conversionStore.ts'
import { targetNames } from './targetNames.ts'

/** A file that the window holds, and its name below the folder that was chosen. */
export interface HeldFile {
  readonly name: string
  readonly file: Pick<File, 'arrayBuffer'>
}

/** Files that the host reads itself. */
interface HostFiles {
  readonly paths: readonly string[]
  readonly out: string | undefined
}

/** Many files on their way into another format. What is done stays done when the rest is tried again. */
export const useBatchStore = defineStore('conversionBatch', () => {
  const rows = shallowRef<readonly ConvertedFileRow[]>([])
  const running = shallowRef(false)
  const fault = shallowRef<Fault>()
  const passedOver = shallowRef(0)
  /** How many files were chosen in the system's dialog; they are listed when the batch begins. */
  const chosenCount = shallowRef(0)
  const hostFiles = shallowRef<HostFiles>()
  /** What came of the window's own files, by their places. */
  const outputs = shallowRef<ReadonlyMap<number, MadeOutput>>(new Map())
  let held: readonly HeldFile[] = []
  let abort: AbortController | undefined
  let job: JobId | undefined

  const counts = computed(() => {
    const count = (wanted: ConvertedFileRow['outcome']): number =>
      rows.value.filter(({ outcome }) => outcome === wanted).length
    const [converted, unchanged, failed, left] = [
      count('converted'),
      count('unchanged'),
      count('failed'),
      count('waiting'),
    ]
    return { converted, unchanged, failed, left, done: converted + unchanged + failed }
  })

  function setRow(index: number, row: ConvertedFileRow): void {
    rows.value = rows.value.with(index, row)
  }

  /** Takes files that the window holds. */
  function take(files: readonly HeldFile[]): void {
    held = files
    hostFiles.value = undefined
    passedOver.value = 0
    begin()
  }

  /** Every file again from the beginning, such as after another format was chosen. */
  function begin(): void {
    fault.value = undefined
    outputs.value = new Map()
    rows.value = hostFiles.value ? [] : held.map(({ name }) => waitingRow(name))
  }

  /** Takes files or a folder by the system's dialog. */
  async function choose(what: 'files' | 'folder'): Promise<void> {
    const chosen = await useHost().conversions.chooseFiles({ what })
    if (!chosen) return
    held = []
    hostFiles.value = { paths: chosen.paths, out: hostFiles.value?.out }
    chosenCount.value = chosen.count
    passedOver.value = chosen.passedOver
    begin()
  }

  async function chooseOutput(): Promise<void> {
    const out = await useHost().conversions.chooseOutput()
    if (out !== undefined && hostFiles.value) hostFiles.value = { ...hostFiles.value, out }
  }

  /** Converts what is not done yet. */
  async function start(): Promise<void> {
    fault.value = undefined
    running.value = true
    try {
      if (hostFiles.value) await startAtHost(hostFiles.value)
      else await convertHeld()
    } catch (error) {
      fault.value = describeFault(error)
      running.value = false
    }
  }

  async function convertHeld(): Promise<void> {
    const own = new AbortController()
    abort = own
    const { wish } = useConversionStore()
    for (const [index, { name, file }] of held.entries()) {
      if (own.signal.aborted) break
      if (rows.value[index]?.outcome !== 'waiting') continue
      try {
        const bytes = new Uint8Array(await file.arrayBuffer())
        const { output, figures, diagnostics } = await useHost().conversions.convertFile(
          { file: { name: name.split('/').at(-1) ?? name, bytes }, wish },
          { signal: own.signal },
        )
        if (abort !== own) return
        if (output) outputs.value = new Map(outputs.value).set(index, markRaw(output))
        const outcome = output ? 'converted' : 'failed'
        setRow(index, { source: name, outcome, target: output?.name, figures, diagnostics })
      } catch (error) {
        if (own.signal.aborted) break
        setRow(index, { ...waitingRow(name), outcome: 'failed', diagnostics: [diagnosticOf(name, error)] })
      }
    }
    const names = targetNames(
      rows.value.map(({ source }) => source),
      rows.value.map((_, index) => outputs.value.get(index)?.name),
    )
    rows.value = rows.value.map((row, index) => ({ ...row, target: names[index] }))
    running.value = false
  }

  async function startAtHost({ paths, out }: HostFiles): Promise<void> {
    const { wish } = useConversionStore()
    const early: BatchNews[] = []
    job = undefined
    const stop = useHost().conversions.onBatch(news => {
      if (job === undefined) early.push(news)
      else accept(news, stop)
    })
    try {
      const started = await useHost().conversions.startBatch({ paths, out, wish })
      rows.value = started.rows
      job = started.job
    } catch (error) {
      stop()
      throw error
    }
    for (const news of early) accept(news, stop)
  }

  function accept(news: BatchNews, stop: () => void): void {
    if (news.job !== job) return
    const next = [...rows.value]
    for (const { index, row } of news.rows) next[index] = row
    rows.value = next
    if (!['finished', 'failed', 'cancelled'].includes(news.state)) return
    running.value = false
    stop()
  }

  /** Begins no further file. */
  async function stop(): Promise<void> {
    if (hostFiles.value && job !== undefined) await useHost().conversions.stopBatch({ job })
    else abort?.abort()
  }

  /** Tries again what failed, and goes on with what was not begun. */
  async function retry(): Promise<void> {
    rows.value = rows.value.map(row => (row.outcome === 'failed' ? waitingRow(row.source) : row))
    await start()
  }

  return {
    ...{ rows, running, fault, passedOver, chosenCount, hostFiles, outputs, counts },
    ...{ take, begin, choose, chooseOutput, start, stop, retry },
  }
})

function waitingRow(source: string): ConvertedFileRow {
  return { source, outcome: 'waiting', target: undefined, figures: undefined, diagnostics: [] }
}

function diagnosticOf(source: string, error: unknown): ConvertedFileRow['diagnostics'][number] {
  const { message } = describeFault(error)
  return { code: 'convert/fault', severity: 'error', message, source }
}
