import type { Catalogue } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { SweepTarget } from '../../src-engine/model/sweepUse.ts'
import type { SweepColumn, SweepResults } from '../contract/sweeps.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { SweepRecords } from '../store/repositories/sweeps.ts'

const propertyUnits: Readonly<Record<string, string>> = { Ra: 'Ω·cm', cm: 'µF/cm²', nseg: '' }

/** The unit of what a sweep varies; '' where nothing is known. */
export function unitOfTarget(target: SweepTarget, document: ModelDocument, mechanisms: Catalogue): string {
  const field = (mechanism: string, name: string) =>
    mechanisms.get(mechanism)?.fields.find(one => one.name === name)?.unit ?? ''
  switch (target.kind) {
    case 'mechanism':
      return field(target.mechanism, target.parameter)
    case 'property':
      return propertyUnits[target.property] ?? (target.property.startsWith('e') ? 'mV' : 'mM')
    case 'process': {
      const processes = [...document.pointProcesses, ...(document.artificialCells ?? [])]
      return field(processes.find(({ id }) => id === target.process)?.mechanism ?? '', target.parameter)
    }
    case 'global': {
      const dot = target.global.indexOf('.')
      return field(target.global.slice(0, dot), target.global.slice(dot + 1))
    }
    case 'run':
      return target.setting === 'celsius' ? '°C' : 'mV'
  }
}

/** The columns of parameters of a model's sweep. */
export function parameterColumns(document: ModelDocument, mechanisms: Catalogue): readonly SweepColumn[] {
  return (document.sweep?.parameters ?? []).map(({ id, target }) => ({
    label: id,
    unit: unitOfTarget(target, document, mechanisms),
  }))
}

const ofProbe = ['lowest', 'highest', 'mean', 'last'] as const

/** The columns of what is told of each variant. */
export function measureColumns({ probes, spikes }: SweepRecords): readonly SweepColumn[] {
  return [
    ...probes.flatMap(({ label, unit }) => ofProbe.map(what => ({ label: `${label} ${what}`, unit }))),
    ...spikes.flatMap(({ label }) => [
      { label: `${label} spikes`, unit: '' },
      { label: `${label} first spike`, unit: 'ms' },
    ]),
  ]
}

/** What came of a sweep as one table. */
export function sweepTable(
  store: ProjectStore,
  sweep: number,
  parameters: readonly SweepColumn[],
  mostRows: number,
): SweepResults {
  const { recorded } = store.sweeps.get(sweep)
  const measures = measureColumns(recorded)
  const width = parameters.length + measures.length
  const results = store.sweeps.results(sweep, mostRows)
  const design = store.sweeps.design(sweep)
  const rowOf = new Map(results.map(({ variant }, row) => [variant, row]))
  const values = new Float64Array(results.length * width).fill(NaN)
  const summaries = recorded.probes.length * ofProbe.length
  results.forEach(({ variant, failure, summaries: numbers }, row) => {
    const at = row * width
    values.set(design.subarray(variant * parameters.length, (variant + 1) * parameters.length), at)
    if (failure !== undefined) return
    values.set(numbers, at + parameters.length)
    // A variant without spikes has none in the table of spikes.
    recorded.spikes.forEach((_, train) => (values[at + parameters.length + summaries + 2 * train] = 0))
  })
  for (const { variant, train, timesMs } of store.sweeps.spikes(sweep)) {
    const row = rowOf.get(variant)
    if (row === undefined) continue
    const at = row * width + parameters.length + summaries + 2 * train
    values[at] = timesMs.length
    values[at + 1] = timesMs[0] ?? NaN
  }
  return {
    columns: [
      ...parameters.map(column => ({ ...column, kind: 'parameter' as const })),
      ...measures.map(column => ({ ...column, kind: 'measure' as const })),
    ],
    variants: Int32Array.from(results, ({ variant }) => variant),
    values,
    failures: results.flatMap(({ variant, failure }) =>
      failure === undefined ? [] : [{ variant, message: failure }],
    ),
  }
}
