import type {
  Candidate,
  Difference,
  Morphology,
  Recommendation,
  ReducedCell,
  ReducedModel,
  ReductionErrors,
} from '../../src-engine/index.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { plainDiagnostic } from './output.ts'

/** All that `hillock reduce` has found out. */
export interface ReductionOutcome {
  readonly morphology: Morphology
  readonly reduced: ReducedCell
  readonly model: ReducedModel
  readonly errors: ReductionErrors
  readonly recommendation: Recommendation | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Without a sign before nothing. */
const percent = (part: number) => `${(100 * part).toFixed(2).replace(/^-(0\.0*)$/, '$1')} %`
const short = (value: number) => value.toPrecision(5)

function row(title: string, unit: string, { full, reduced, error }: Difference): string[] {
  return [`${title} [${unit}]`, short(full), short(reduced), percent(error)]
}

/** What a person wants to see first. */
export function reductionRows({ reduced, errors, recommendation }: ReductionOutcome): readonly string[][] {
  const { sections, cables } = reduced.report
  const { compartments, measured } = errors
  return [
    ['', 'full', 'reduced', 'error'],
    ['sections', String(sections.before), String(sections.after), ''],
    ['compartments', String(compartments.full), String(compartments.reduced), ''],
    row('input resistance of the soma', 'MΩ', errors.inputMohm),
    row('slowest time constant', 'ms', errors.timeConstantMs),
    ...errors.frequencies
      .filter(({ hz }) => hz > 0)
      .map(({ hz, inputMohm }) => row(`input impedance at ${hz} Hz`, 'MΩ', inputMohm)),
    ['somatic response to a step, largest error', '', '', percent(errors.response.largestError)],
    ['speed-up by compartments', '', `${short(compartments.speedUp)}×`, ''],
    ...(measured ? [['speed-up measured', '', `${short(measured.speedUp)}×`, '']] : []),
    [''],
    ['cable', 'L [µm]', 'd [µm]', 'cm, g ×'],
    ...cables.map(cable => [
      `${cable.name} (${cable.section}${cable.pieces > 1 ? ` and ${cable.pieces - 1} more` : ''}, of ${cable.originalSections})`,
      short(cable.lengthUm),
      short(cable.diameterUm),
      short(cable.membraneFactor),
    ]),
    ...(recommendation ? [[''], ...recommendationRows(recommendation)] : []),
  ]
}

/** What is to be said in sentences. */
export function reductionRemarks({ reduced, recommendation }: ReductionOutcome): readonly string[] {
  const none = 'None of what was tried is within the tolerances; the nearest was taken.'
  return [...reduced.report.remarks, ...(recommendation && !recommendation.isWithinTolerances ? [none] : [])]
}

function recommendationRows({ candidates, recommended }: Recommendation): string[][] {
  const settings = (candidate: Candidate) =>
    Object.entries(candidate.settings)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')
  return [
    ['tried', 'compartments', 'errors/tolerances', ''],
    ...candidates.map(candidate => [
      `${settings(candidate)}${candidate === recommended ? ' ← recommended' : ''}`,
      String(candidate.compartments),
      candidate.worst.toFixed(2),
      '',
    ]),
  ]
}

/** The whole of it as plain JSON. */
export function plainOutcome(outcome: ReductionOutcome): object {
  const { morphology, reduced, model, errors, recommendation, diagnostics } = outcome
  const { response, sites, ...numbers } = errors
  const names = morphology.sections.name
  const reducedNames = reduced.morphology.sections.name
  const { membraneFactor, raOhmCm, origins, nseg } = reduced.sections
  const { mapping } = reduced
  return {
    ...reduced.report,
    errors: {
      ...numbers,
      response: { largestError: response.largestError, meanError: response.meanError },
      sites: sites.map(({ full, reduced: now }) => ({
        from: { section: names[full.section], x: full.x },
        to: { section: reducedNames[now.section], x: now.x },
      })),
    },
    recommendation,
    reducedSections: reducedNames.map((name, section) => ({
      name,
      membraneFactor: membraneFactor[section],
      raOhmCm: raOhmCm[section],
      compartments: Number.isNaN(nseg[section]) ? null : nseg[section],
      originalSections: Array.from(origins[section] ?? [], origin => names[origin]),
    })),
    mapping: names.map((name, section) => ({
      section: name,
      spans: Array.from(
        { length: (mapping.firstSpan[section + 1] ?? 0) - (mapping.firstSpan[section] ?? 0) },
        (_, index) => {
          const span = (mapping.firstSpan[section] ?? 0) + index
          return {
            x: [mapping.fromX[span], mapping.toX[span]],
            section: reducedNames[mapping.reducedSection[span] ?? 0],
            reducedX: [mapping.reducedFromX[span], mapping.reducedToX[span]],
          }
        },
      ),
    })),
    movedPointProcesses: model.moved,
    pointProcessesThatCouldMerge: model.couldMerge,
    diagnostics: diagnostics.map(plainDiagnostic),
  }
}
