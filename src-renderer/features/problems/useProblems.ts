import { computed, type ComputedRef } from 'vue'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import { useJobsStore } from '../../stores/jobsStore.ts'
import { useMechanismsStore } from '../../stores/mechanismsStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'

/** Where findings come from. */
export type ProblemOrigin = 'import' | 'cell' | 'model' | 'mechanism' | 'folder' | 'run'

/** The findings of one origin. */
export interface ProblemGroup {
  readonly origin: ProblemOrigin
  /** The file or run that they are about; '' where the origin says it. */
  readonly name: string
  readonly diagnostics: readonly Diagnostic[]
}

/** How many of each severity. */
export interface ProblemCounts {
  readonly error: number
  readonly warning: number
  readonly hint: number
}

const weight = { error: 0, warning: 1, hint: 2 } as const

/** Errors first; otherwise in the order in which they were found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((first, second) => weight[first.severity] - weight[second.severity])
}

/** Everything that wants attention, by origin. */
export function useProblems(): {
  readonly groups: ComputedRef<readonly ProblemGroup[]>
  readonly counts: ComputedRef<ProblemCounts>
} {
  const morphology = useMorphologyStore()
  const model = useModelStore()
  const mechanisms = useMechanismsStore()
  const jobs = useJobsStore()

  const groups = computed(() => {
    const all: readonly ProblemGroup[] = [
      {
        origin: 'import',
        name: morphology.refused?.name ?? '',
        diagnostics: morphology.refused?.outcome.diagnostics ?? [],
      },
      { origin: 'model', name: '', diagnostics: model.diagnostics },
      { origin: 'mechanism', name: '', diagnostics: mechanisms.lastDiagnostics },
      {
        origin: 'folder',
        name: mechanisms.folder?.path ?? '',
        diagnostics: mechanisms.folder?.files.flatMap(({ diagnostics }) => diagnostics) ?? [],
      },
      { origin: 'run', name: jobs.last?.title ?? '', diagnostics: jobs.last?.diagnostics ?? [] },
      {
        origin: 'cell',
        name: morphology.view?.summary.name ?? '',
        diagnostics: morphology.view?.summary.diagnostics ?? [],
      },
    ]
    return all
      .filter(group => group.diagnostics.length > 0)
      .map(group => ({ ...group, diagnostics: sortDiagnostics(group.diagnostics) }))
  })
  const counts = computed(() => {
    const found = { error: 0, warning: 0, hint: 0 }
    for (const group of groups.value) for (const { severity } of group.diagnostics) found[severity]++
    return found
  })
  return { groups, counts }
}
