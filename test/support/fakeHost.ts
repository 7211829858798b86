import type {
  HistoryEntry,
  HostApi,
  ModelState,
  MorphologySummary,
  ProjectSummary,
  Settings,
} from '../../src-main/contract/index.ts'
import { emptyModel, type ModelDocument } from '../../src-engine/model/document.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { largeCell, packMorphology, smallCell, viewOf } from './fakeHost/cells.ts'
import { fakeAnalyses } from './fakeHost/analyses.ts'
import { fakeReductions } from './fakeHost/reductions.ts'
import { fakeMeasures } from './fakeHost/measures.ts'
import { fakeRepairs } from './fakeHost/repairs.ts'
import { fakeConversions } from './fakeHost/conversions.ts'
import { fakeCellEdits } from './fakeHost/cellEdits.ts'
import { createFakeConditions } from './fakeHost/conditions.ts'
import { createFakeEvent } from './fakeHost/events.ts'
import { createFakeMechanisms } from './fakeHost/mechanisms.ts'
import { createFakeSweeps } from './fakeHost/sweeps.ts'
import { createFakeRuns } from './fakeHost/runs.ts'

/** The machine that a fake host claims to have. */
const fakeMachine = { abi: 1, lanes: 4, isa: 'avx2', available: ['base', 'avx2'], compiler: 'none' } as const

/** How the fake host begins. */
export interface FakeHostOptions {
  /** `none` shows the empty states; a number makes a cell with about that many points. */
  readonly cell?: 'none' | 'small' | number
  readonly model?: (document: ModelDocument) => ModelDocument
  readonly importDiagnostics?: readonly Diagnostic[]
  /** Wall-clock milliseconds between steps of a run; 0 waits for `advance`. */
  readonly tickMs?: number
  readonly shell?: 'web' | 'electron'
}

/** One state in the undo history. */
interface Version {
  readonly id: number
  readonly label: string
  readonly at: string
  readonly document: ModelDocument | undefined
}

/** The whole contract in memory, without an engine: for views' tests and for looking at the window. */
export function createFakeHost(options: FakeHostOptions = {}) {
  const cell = options.cell ?? 'small'
  const morphology =
    cell === 'none' || cell === 'small'
      ? packMorphology('ball-and-sticks.swc', smallCell())
      : packMorphology('large.swc', largeCell(cell))
  const built = viewOf(morphology, 'cell-1')
  const view = { ...built, summary: { ...built.summary, diagnostics: options.importDiagnostics ?? [] } }
  const change = options.model ?? ((document: ModelDocument) => document)
  const onProject = createFakeEvent<ProjectSummary>()
  const onModel = createFakeEvent<ModelState>()
  const onMorphologies = createFakeEvent<readonly MorphologySummary[]>()
  const onSettings = createFakeEvent<Settings>()
  const versions: Version[] = [
    {
      id: 1,
      label: cell === 'none' ? 'Create project' : 'Import cell',
      at: new Date().toISOString(),
      document: cell === 'none' ? undefined : change(emptyModel('cell-1')),
    },
  ]
  let position = 0
  let lastGesture: string | undefined
  let settings: Settings = {
    theme: 'system',
    reduceMotion: false,
    threads: 1,
    rewindMegabytes: 256,
    layout: '',
  }
  const saved: {
    readonly label: string
    readonly gesture: string | undefined
    readonly document: ModelDocument
  }[] = []

  const document = (): ModelDocument | undefined => versions[position]?.document
  const cells = (): readonly MorphologySummary[] => (document() ? [view.summary] : [])
  const state = (): ModelState => ({
    document: document(),
    diagnostics: [],
    compartments: document() ? morphology.sections.count : 0,
    compartmentsOfSection: new Int32Array(document() ? morphology.sections.count : 0).fill(1),
  })
  const project = (): ProjectSummary => ({
    name: 'Untitled',
    path: '/projects/Untitled.hillock',
    bytes: 184_320,
    undo: position > 0 ? versions[position]?.label : undefined,
    redo: versions[position + 1]?.label,
    integrity: 'sound',
  })
  const announce = (): void => {
    onProject.tell(project())
    onModel.tell(state())
    onMorphologies.tell(cells())
  }
  const moveTo = (next: number): ProjectSummary => {
    position = Math.max(0, Math.min(versions.length - 1, next))
    lastGesture = undefined
    announce()
    return project()
  }
  const record = (label: string, next: ModelDocument): void => {
    versions.splice(position + 1)
    versions.push({ id: versions.length + 1, label, at: new Date().toISOString(), document: next })
    position = versions.length - 1
  }
  const importCell = async (name: string) => {
    if (name.endsWith('.bad.swc')) {
      const diagnostics: readonly Diagnostic[] = [
        { code: 'swc/not-a-number', severity: 'error', message: `The radius "abc" in "${name}" is not a number.`, help: 'Put a radius in µm in the sixth column.', source: name, at: { line: 3, column: 12 } },
      ] // prettier-ignore
      return { summary: undefined, diagnostics }
    }
    record(`Import ${name}`, change(emptyModel('cell-1')))
    announce()
    return { summary: view.summary, diagnostics: view.summary.diagnostics }
  }
  const simulated = createFakeRuns(() => ({ document: document(), view }), options.tickMs ?? 0)

  const host: HostApi = {
    application: {
      info: async () => ({ version: '0.1.0', contractVersion: 1, shell: options.shell ?? 'web', processors: 2, engine: fakeMachine, engineProblem: undefined }),
    },
    analyses: fakeAnalyses,
    project: {
      current: async () => project(),
      undo: async () => moveTo(position - 1),
      redo: async () => moveTo(position + 1),
      history: async ({ limit }) =>
        versions
          .map((version, index): HistoryEntry => ({ id: version.id, label: version.label, at: version.at, applied: index <= position }))
          .reverse()
          .slice(0, limit),
      goTo: async ({ id }) => moveTo(versions.findIndex((version) => version.id === id)),
      open: async () => project(),
      create: async () => project(),
      recent: async () => [{ name: 'Untitled', path: '/projects/Untitled.hillock', openedAt: new Date().toISOString() }],
      onChange: onProject.on,
    },
    morphologies: {
      import: ({ name }) => importCell(name),
      preview: async () => ({ view, diagnostics: view.summary.diagnostics, text: '1 1 0 0 0 10 -1\n2 3 0 10 0 1 1\n', cells: [], entries: [] }),
      entry: async ({ path, bytes }) => ({ name: path, bytes }),
      somaChoices: async () => [],
      file: async () => ({ name: view.summary.name, bytes: new TextEncoder().encode('1 1 0 0 0 10 -1\n2 3 0 10 0 1 1\n') }),
      history: async () => ({ name: view.summary.name, options: {}, steps: [], first: 'cell-1' }),
      edit: async ({ id, label }) => {
        record(label ?? 'Edit', change(document()!))
        announce()
        return { id, diagnostics: [], dropped: [] }
      },
      list: async () => cells(),
      view: async ({ id }) => {
        if (id !== 'cell-1') throw Object.assign(new Error(`There is no cell "${id}".`), { code: 'morphologies/not-found' })
        return view
      },
      source: async () => ({ name: view.summary.name, text: '# id type x y z radius parent\n1 1 0 0 0 10 -1\n2 3 0 10 0 1 1\n' }),
      samples: async () => [{ name: 'ball-and-sticks.swc', title: 'Ball and sticks' }],
      importSample: ({ name }) => importCell(name),
      remove: async () => undefined,
      onChange: onMorphologies.on,
    },
    measures: fakeMeasures(() => view),
    repairs: fakeRepairs(() => view),
    conversions: fakeConversions(() => view),
    reductions: fakeReductions(() => view),
    cellEdits: fakeCellEdits(() => view),
    mechanisms: createFakeMechanisms(),
    models: {
      current: async () => state(),
      save: async ({ document: next, label, gesture }) => {
        saved.push({ document: next, label, gesture })
        if (gesture !== undefined && gesture === lastGesture) versions[position] = { ...versions[position]!, document: next }
        else record(label, next)
        lastGesture = gesture
        onProject.tell(project())
        return state()
      },
      onChange: onModel.on,
    },
    runs: simulated.runs,
    conditions: createFakeConditions(),
    sweeps: createFakeSweeps(),
    traces: simulated.traces,
    jobs: simulated.jobs,
    settings: {
      get: async () => settings,
      set: async (next) => (settings = { ...settings, ...next }),
      onChange: onSettings.on,
    },
  } // prettier-ignore
  return { host, saved, view, advance: simulated.advance, close: simulated.close }
}
