import type { Candidate, ReductionOption, ReductionSettings } from '../../../src-main/contract/index.ts'

/** Settings that give cells of one size; the best of them is the one to take. */
export interface SizeStep {
  readonly compartments: number
  readonly best: Candidate
  readonly all: readonly Candidate[]
}

/** What was tried, by size: the largest cell first, so that going right is going further. */
export function sizeSteps(candidates: readonly Candidate[]): readonly SizeStep[] {
  const bySize = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    const same = bySize.get(candidate.compartments)
    if (same) same.push(candidate)
    else bySize.set(candidate.compartments, [candidate])
  }
  return [...bySize]
    .sort(([a], [b]) => b - a)
    .map(([compartments, all]) => ({
      compartments,
      all,
      best: all.reduce((best, one) => (one.worst < best.worst ? one : best)),
    }))
}

/** The step of a cell of so many compartments, or the one nearest to it. */
export function stepOfSize(steps: readonly SizeStep[], compartments: number | undefined): number {
  if (compartments === undefined) return 0
  let nearest = 0
  steps.forEach((step, index) => {
    const apart = (one: SizeStep | undefined) => Math.abs((one?.compartments ?? Infinity) - compartments)
    if (apart(step) < apart(steps[nearest])) nearest = index
  })
  return nearest
}

/** Whether settings say what a candidate says. */
export function isCandidate(settings: ReductionSettings, candidate: Candidate | undefined): boolean {
  return (
    candidate !== undefined &&
    Object.entries(candidate.settings).every(
      ([id, value]) =>
        JSON.stringify(settings[id as keyof ReductionSettings] ?? null) === JSON.stringify(value),
    )
  )
}

/** Errors over tolerances on a scale of powers: 0 for a hundredth, 0.5 for what just will do, 1 for a hundred times that. */
export function shareOfWorst(worst: number): number {
  const decades = Math.log10(Math.max(worst, 1e-9)) / 2
  return Math.min(1, Math.max(0, 0.5 + decades / 2))
}

/** Settings in words: `Cylinders 3, Each type by itself`. */
export function describeSettings(
  settings: ReductionSettings,
  options: readonly ReductionOption[],
  ids: readonly string[],
): string {
  return options
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ id, title, value: { kind, ...rest } }) => {
      const value = settings[id as keyof ReductionSettings]
      if (value === undefined || value === false) return []
      if (value === true) return [title]
      const unit = 'unit' in rest && rest.unit ? ` ${rest.unit}` : ''
      return [`${title}${kind === 'choice' ? ':' : ''} ${String(value)}${unit}`]
    })
    .join(', ')
}
