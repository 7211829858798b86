import { emptyModel } from '../../../src-engine/model/document.ts'
import { createProjectFile } from '../../../src-main/store/createProject.ts'
import { hashOf } from '../../../src-main/store/hash.ts'
import { openProject } from '../../../src-main/store/projectStore.ts'
import { exampleSample } from '../../support/fakeRuns.ts'

const dtMs = 0.025
/** Samples handed to the recorder at a time: as much as it writes as one chunk. */
const atOnce = 65_536

/** One trace of a project: what it is called and each sample's value. */
interface LongTrace {
  readonly label: string
  readonly unit: string
  readonly sample: (index: number) => number
}

const voltage: LongTrace = { label: 'soma[0](0.5).v', unit: 'mV', sample: i => exampleSample(i, dtMs) }
const others: readonly LongTrace[] = [
  { label: 'apic[36](1).v', unit: 'mV', sample: i => 0.9 * exampleSample(i, dtMs, 7) },
  { label: 'soma[0](0.5).ina', unit: 'mA/cm2', sample: i => 0.05 * Math.sin((i * dtMs) / 40) },
]

/** Makes a project with one finished run of so many traces of so many samples, written as a run's recorder writes it. */
export async function makeLongProject(
  path: string,
  { traces, samples, spikes }: { readonly traces: 1 | 3; readonly samples: number; readonly spikes: boolean },
): Promise<void> {
  createProjectFile(path, '0.0.0')
  const store = openProject(path)
  try {
    const cell = new TextEncoder().encode('1 1 0 0 0 10 -1\n')
    const morphology = hashOf(cell)
    const toMs = (samples - 1) * dtMs
    const model = { ...emptyModel(morphology), run: { ...emptyModel(morphology).run, dtMs, tStopMs: toMs } }
    store.history.edit({
      label: 'Import cell.swc',
      changes: [
        { kind: 'morphology', name: morphology, body: { name: 'cell.swc' } },
        { kind: 'model', name: 'main', body: model },
      ],
      blobs: [cell],
    })
    const recorded = traces === 1 ? [voltage] : [voltage, ...others]
    const ids = store.runs.begin({
      label: 'Run 1',
      model,
      engine: 'a recording made for this measurement',
      fingerprints: {},
      compartments: 1,
      threads: 1,
      probes: recorded,
      spikes: spikes ? [{ label: 'soma[0](0.5)' }] : [],
    })
    const recorder = store.record(ids)
    for (let first = 0; first < samples; first += atOnce) {
      const count = Math.min(atOnce, samples - first)
      const from = first * dtMs
      const timesMs = Float64Array.from({ length: count }, (_, i) => (first + i) * dtMs)
      recorder.append({
        tMs: from + count * dtMs,
        traces: recorded.map(({ sample }) => ({
          timesMs,
          values: Float64Array.from({ length: count }, (_, i) => sample(first + i)),
        })),
        spikes: spikes ? [spikeTimes(from, from + count * dtMs)] : [],
        seconds: 0,
      })
      await recorder.flush({ tMs: from, seconds: 0 })
    }
    await recorder.finish({ tMs: toMs, seconds: 1, state: 'finished', diagnostics: [] })
  } finally {
    store.close()
  }
}

/** Regular spikes with some jitter, as many as a cell that fires at 40 Hz has. */
function spikeTimes(fromMs: number, toMs: number): Float64Array {
  const interval = 24
  const first = Math.ceil(fromMs / interval)
  const count = Math.max(0, Math.ceil(toMs / interval) - first)
  return Float64Array.from(
    { length: count },
    (_, i) => (first + i) * interval + 3 * Math.abs(Math.sin(first + i)),
  )
}
