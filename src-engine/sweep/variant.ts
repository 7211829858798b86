import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../model/document.ts'
import { sweepMessages } from './messages.ts'
import type { SweepTarget, SweepUse } from '../model/sweepUse.ts'

/** Whether the model has what the sweep varies; values are checked with each variant, like those of any model. */
export function checkTargets(document: ModelDocument, { parameters }: SweepUse): readonly Diagnostic[] {
  return parameters.flatMap(({ id, target }) => {
    const what = missing(document, target)
    return what === undefined
      ? []
      : [diagnose(sweepMessages, 'sweep/no-such-target', { parameter: id, what })]
  })
}

function missing(document: ModelDocument, target: SweepTarget): string | undefined {
  if (target.kind === 'mechanism') {
    const { mechanism, region } = target
    const isThere = document.mechanisms.some(use => use.mechanism === mechanism && use.region === region)
    return isThere ? undefined : `mechanism "${mechanism}" that is inserted in "${region}"`
  }
  if (target.kind !== 'process') return undefined
  const processes = [...document.pointProcesses, ...(document.artificialCells ?? [])]
  return processes.some(({ id }) => id === target.process) ? undefined : `process "${target.process}"`
}

/**
 * A list with one entry more, behind all others, whose id says which parameter of a sweep set it. Where the model has been
 * made of a variant before, the same entry is there already, and goes; another one of that name stays.
 */
function withEntry<T extends { readonly id: string }>(
  list: readonly T[],
  parameter: string,
  entry: Omit<T, 'id'>,
  isSame: (other: T) => boolean,
): readonly T[] {
  const name = `sweep ${parameter}`
  const others = list.filter(other => !(other.id === name && isSame(other)))
  let id = name
  for (let number = 2; others.some(other => other.id === id); number++) id = `${name} ${number}`
  return [...others, { ...entry, id } as T]
}

/** The model with one parameter set: what is set later wins. */
function withValue(document: ModelDocument, target: SweepTarget, id: string, value: number): ModelDocument {
  switch (target.kind) {
    case 'mechanism': {
      const { mechanism, region, parameter } = target
      const use = { mechanism, region, parameters: { [parameter]: value } }
      const mechanisms = withEntry(
        document.mechanisms,
        id,
        use,
        other =>
          other.mechanism === mechanism &&
          other.region === region &&
          Object.keys(other.parameters).join() === parameter,
      )
      return { ...document, mechanisms }
    }
    case 'property': {
      const { property, region } = target
      const properties = withEntry(
        document.properties,
        id,
        { property, region, value },
        other => other.property === property && other.region === region,
      )
      return { ...document, properties }
    }
    case 'process': {
      const set = <T extends { readonly id: string; readonly parameters: Readonly<Record<string, number>> }>(
        use: T,
      ): T =>
        use.id === target.process
          ? { ...use, parameters: { ...use.parameters, [target.parameter]: value } }
          : use
      const { artificialCells } = document
      return {
        ...document,
        pointProcesses: document.pointProcesses.map(set),
        ...(artificialCells ? { artificialCells: artificialCells.map(set) } : {}),
      }
    }
    case 'global':
      return { ...document, globals: { ...document.globals, [target.global]: value } }
    case 'run':
      return { ...document, run: { ...document.run, [target.setting]: value } }
  }
}

/** The model of one variant. */
export function variantOf(
  { sweep: _sweep, ...document }: ModelDocument & { readonly sweep?: SweepUse | undefined },
  { parameters }: SweepUse,
  values: ArrayLike<number>,
): ModelDocument {
  return parameters.reduce<ModelDocument>(
    (model, { id, target }, index) => withValue(model, target, id, values[index]!),
    document,
  )
}
