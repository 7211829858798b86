import { setImmediate as turn } from 'node:timers/promises'
import { hasErrors } from '../../src-engine/core/checked.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import {
  computeImpedance,
  conductivityAt,
  type Impedance,
  prepareRun,
  startRun,
} from '../../src-engine/index.ts'
import type { Machine } from '../../src-engine/kernel/machine.ts'
import type { Location, ModelDocument } from '../../src-engine/model/document.ts'
import type { PreparedRun } from '../../src-engine/simulation/preparedRun.ts'
import type { AnalysesService, ImpedanceCurves, ImpedanceQuestion } from '../contract/analyses.ts'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectCells } from './cells.ts'
import type { ProjectMechanisms } from './mechanisms.ts'
import type { ProjectModel } from './models.ts'

/** What the service works with. */
export interface AnalysisParts {
  readonly model: ProjectModel
  readonly cells: ProjectCells
  readonly mechanisms: ProjectMechanisms
  readonly machine: Machine | undefined
  readonly engineProblem: string | undefined
}

/** Places solved between two looks at what else there is to do: about 20 ms of work. */
const solvedAtOnce = 20_000

/** Steps of a run before, between two such looks. */
const stepsAtOnce = 2000

const degrees = (radians: number): number => (radians * 180) / Math.PI

/** What is computed about the project's model without running it to its end. */
export function createAnalysesService(parts: AnalysisParts): AnalysesService {
  return {
    impedance: (question, options) => impedance(parts, question, options?.signal),
    medium: async ({ medium, frequenciesHz }) => {
      const found = frequenciesHz.map(hz => conductivityAt(medium, hz))
      return {
        sizeSPerM: Float64Array.from(found, ({ re, im }) => Math.hypot(re, im)),
        phaseDegrees: Float64Array.from(found, ({ re, im }) => degrees(Math.atan2(im, re))),
      }
    },
  }
}

async function impedance(
  parts: AnalysisParts,
  question: ImpedanceQuestion,
  signal: AbortSignal | undefined,
): Promise<ImpedanceCurves> {
  const { machine } = parts
  if (!machine)
    throw new RpcError(
      'analyses/no-engine',
      parts.engineProblem ?? 'The engine is missing: install the program again.',
    )
  const { document } = parts.model.state()
  if (!document)
    throw new RpcError('analyses/no-model', 'There is no cell yet. Import one, or open a sample.')
  const prepared = prepareRun(
    withPlaces(document, question),
    { morphology: parts.cells.morphology(document.morphology), catalogue: parts.mechanisms.catalogue() },
    { threads: 1, machine, linearise: true },
  )
  if (!prepared.value || hasErrors(prepared.diagnostics)) return refused(prepared.diagnostics)
  const run = startRun(prepared.value, machine)
  try {
    // A slice of no steps says what went wrong at the start.
    let slice = await run.advance(0)
    while (question.afterMs !== undefined && run.stepsDone < run.steps && !hasErrors(slice.diagnostics)) {
      signal?.throwIfAborted()
      slice = await run.advance(Math.min(stepsAtOnce, run.steps - run.stepsDone))
    }
    if (hasErrors(slice.diagnostics)) return refused(slice.diagnostics)
    const tMs = slice.timesMs.at(-1) ?? 0
    return await followed(prepared.value, machine, { question, tMs, signal })
  } finally {
    run.close()
  }
}

const refused = (diagnostics: readonly Diagnostic[]): ImpedanceCurves => ({ curves: undefined, diagnostics })

/** The model as long as it runs before, in fixed steps; ends of sections are places of their own where they are recorded. */
function withPlaces(document: ModelDocument, { site, places, afterMs }: ImpedanceQuestion): ModelDocument {
  const ends = [site, ...places].filter(({ x }) => x === 0 || x === 1)
  const probes = ends.map((at, index) => ({ id: `end ${index + 1}`, at, variable: 'v' }))
  const method = document.run.method === 'adaptive' ? 'backward-euler' : document.run.method
  return {
    ...document,
    probes: [...document.probes.filter(({ variable }) => variable === 'v'), ...probes],
    run: { ...document.run, method, tStopMs: afterMs ?? document.run.dtMs },
  }
}

/** Solves frequency after frequency, some at a time, and lets the host do other things between. */
async function followed(
  prepared: PreparedRun,
  machine: Machine,
  asked: {
    readonly question: ImpedanceQuestion
    readonly tMs: number
    readonly signal: AbortSignal | undefined
  },
): Promise<ImpedanceCurves> {
  const { site, places, frequenciesHz, membrane } = asked.question
  const request = { site: { cell: '', at: site }, places, membrane }
  const atOnce = Math.max(1, Math.floor(solvedAtOnce / Math.max(1, prepared.compartments.count)))
  const pieces: Impedance[] = []
  const diagnostics = new Map<string, Diagnostic>()
  for (let first = 0; first < frequenciesHz.length; first += atOnce) {
    await turn()
    asked.signal?.throwIfAborted()
    const found = computeImpedance(prepared, machine, {
      ...request,
      frequenciesHz: frequenciesHz.slice(first, first + atOnce),
    })
    for (const one of found.diagnostics) diagnostics.set(one.code + one.message, one)
    if (!found.value) return refused([...diagnostics.values()])
    pieces.push(found.value)
  }
  return { curves: joined(pieces, places, asked.tMs), diagnostics: [...diagnostics.values()] }
}

function joined(pieces: readonly Impedance[], places: readonly Location[], tMs: number) {
  const frequencies = pieces.flatMap(one => one.frequencies)
  const column = (of: (frequency: (typeof frequencies)[number]) => number | undefined) =>
    Float64Array.from(frequencies, frequency => of(frequency) ?? NaN)
  return {
    tMs,
    inputMohm: column(one => one.inputMohm),
    inputDegrees: column(one => degrees(one.inputPhase)),
    places: places.map((at, index) => ({
      at,
      electrotonicDistance: pieces[0]?.places[index]?.electrotonicDistance ?? NaN,
      inputMohm: column(one => one.places[index]?.inputMohm),
      inputDegrees: column(one => degrees(one.places[index]?.inputPhase ?? NaN)),
      transferMohm: column(one => one.places[index]?.transferMohm),
      transferDegrees: column(one => degrees(one.places[index]?.transferPhase ?? NaN)),
      outRatio: column(one => Math.exp(-(one.places[index]?.logAttenuationOut ?? NaN))),
      inRatio: column(one => one.places[index]?.ratio),
    })),
  }
}
