import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import { createProjectFile } from '../../../../src-main/store/createProject.ts'
import { hashOf } from '../../../../src-main/store/hash.ts'
import { openProject, type ProjectStore } from '../../../../src-main/store/projectStore.ts'
import type { NewRun, RunIds } from '../../../../src-main/store/repositories/runs.ts'

/** A folder for one test, removed after it together with the projects that were opened in it. */
export function useProjects() {
  const folders: string[] = []
  const stores: ProjectStore[] = []
  afterEach(() => {
    for (const store of stores.splice(0)) store.close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'hillock-store-'))
    folders.push(made)
    return made
  }
  const open = (path: string): ProjectStore => {
    const store = openProject(path)
    stores.push(store)
    return store
  }
  return {
    folder,
    open,
    fresh: (): ProjectStore => {
      const path = join(folder(), 'test.hillock')
      createProjectFile(path, '0.0.0')
      return open(path)
    },
  }
}

/** The bytes of a cell and its id. */
export const cellBytes = new TextEncoder().encode('1 1 0 0 0 5 -1\n')
export const cellId = hashOf(cellBytes)

/** Puts a morphology into a project, so that models and runs can refer to it. */
export function addCell(store: ProjectStore): void {
  store.history.edit({
    label: 'Import cell.swc',
    changes: [{ kind: 'morphology', name: cellId, body: { name: 'cell.swc' } }],
    blobs: [cellBytes],
  })
}

/** Saves a model that says `value` somewhere. */
export function saveModel(store: ProjectStore, value: number, gesture?: string): boolean {
  const body = { ...emptyModel(cellId), globals: { value } }
  return store.history.edit({
    label: `Set ${value}`,
    gesture,
    changes: [{ kind: 'model', name: 'main', body }],
  })
}

/** What `saveModel` wrote last, as the project has it. */
export function savedValue(store: ProjectStore): number | undefined {
  const model = store.documents.get('model', 'main') as { globals: { value: number } } | undefined
  return model?.globals.value
}

/** Begins a run with so many probes and one detector. */
export function beginRun(store: ProjectStore, probes = 1, change: Partial<NewRun> = {}): RunIds {
  addCell(store)
  return store.runs.begin({
    label: 'Run 1',
    model: emptyModel(cellId),
    engine: 'test',
    fingerprints: {},
    compartments: 3,
    threads: 1,
    probes: Array.from({ length: probes }, (_, index) => ({ label: `v${index}`, unit: 'mV' })),
    spikes: [{ label: 'spikes' }],
    ...change,
  })
}

/** A stretch of `count` samples from number `first` on, where every probe's sample is `value(number)`. */
export function slice(first: number, count: number, value: (sample: number) => number, probes = 1) {
  const samples = Float64Array.from({ length: count }, (_, index) => value(first + index))
  const timesMs = Float64Array.from({ length: count }, (_, index) => (first + index) * 0.025)
  return {
    tMs: timesMs.at(-1) ?? 0,
    traces: Array.from({ length: probes }, () => ({ timesMs, values: samples })),
    spikes: [new Float64Array(0)],
    seconds: 0,
  }
}
