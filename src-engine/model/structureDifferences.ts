import type { CircuitUse } from './circuitUse.ts'
import type { ModelDocument } from './document.ts'
import type { SectionIndex } from './regions.ts'

/** Lists that must be the same as a whole, value for value, with what is said where they are not. */
const whole = [
  ['pointers', 'its pointers lead elsewhere'],
  ['streams', 'its random streams are others'],
  ['transfers', 'its gap junctions are others'],
  ['circuits', 'its circuits are others'],
  ['electrodes', 'its electrodes are others'],
] as const satisfies readonly (readonly [keyof ModelDocument, string])[]

/** Currents of whole compartments: what computes them is a part of the machine's model. */
const membraneVariables = ['i_cap', 'i_membrane_']

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Whether there is nothing in a list, or no list. */
const listOf = <T>(list: readonly T[] | undefined): readonly T[] => list ?? []

/**
 * In what two models differ beyond values of parameters, so that the state of one does not fit the other (simulation/SPEC.md,
 * rule 44): each in words, as "its circuits are others", said of the second. Empty where a state fits, as far as
 * documents tell; texts of mechanisms, and compartments that follow from values, are not looked at.
 */
export function structureDifferences(
  saved: ModelDocument,
  now: ModelDocument,
  sections: SectionIndex,
): readonly string[] {
  if (saved.morphology !== now.morphology) return ['it is about another cell']
  return [
    ...(same(saved.discretisation, now.discretisation) && same(compartmentsSet(saved), compartmentsSet(now))
      ? []
      : ['its cell is cut into other compartments']),
    ...insertedElsewhere(saved, now, sections),
    ...otherProcesses(saved, now),
    ...whole.flatMap(([name, words]) =>
      same(listOf<unknown>(saved[name]).map(withoutId), listOf<unknown>(now[name]).map(withoutId))
        ? []
        : [words],
    ),
    ...(same(shapesOf(saved), shapesOf(now)) ? [] : ['its series and tables of values have other lengths']),
    ...(same(coursesOf(saved), coursesOf(now)) ? [] : ['other variables follow a course in time']),
    ...(same(spikesOf(saved), spikesOf(now)) ? [] : ['spikes are looked for at other places']),
    ...(same(methodOf(saved), methodOf(now)) ? [] : ['its method of integration is another']),
    ...(same(membraneOf(saved), membraneOf(now)) ? [] : ['other membrane currents are recorded']),
  ]
}

const compartmentsSet = ({ properties }: ModelDocument) =>
  properties.filter(({ property }) => property === 'nseg').map(({ region, value }) => [region, value])

const withoutId = (use: unknown): unknown => ({ ...(use as Partial<CircuitUse>), id: undefined })

/** The sections in which each mechanism is, as one text each. */
function placesOf({ mechanisms }: ModelDocument, sections: SectionIndex): ReadonlyMap<string, string> {
  const masks = new Map<string, Uint8Array>()
  for (const { mechanism, region } of mechanisms) {
    const mask = masks.get(mechanism) ?? new Uint8Array(sections.names.length)
    sections.mask(region).forEach((inside, section) => (mask[section]! |= inside))
    masks.set(mechanism, mask)
  }
  return new Map(
    [...masks].filter(([, mask]) => mask.includes(1)).map(([name, mask]) => [name, mask.join('')]),
  )
}

function insertedElsewhere(saved: ModelDocument, now: ModelDocument, sections: SectionIndex): string[] {
  const before = placesOf(saved, sections)
  const after = placesOf(now, sections)
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names.flatMap(name => {
    if (before.get(name) === after.get(name)) return []
    if (!before.has(name)) return [`"${name}" has been inserted`]
    if (!after.has(name)) return [`"${name}" has been removed`]
    return [`"${name}" is inserted in other sections`]
  })
}

/** Point processes, artificial cells and connections; their order is a part of what there is. */
function otherProcesses(saved: ModelDocument, now: ModelDocument): string[] {
  const found: string[] = []
  const processes = ({ pointProcesses, artificialCells }: ModelDocument) => [
    ...pointProcesses.map(({ id, mechanism, at }) => ({ id, what: JSON.stringify([mechanism, at]) })),
    ...listOf(artificialCells).map(({ id, mechanism, gid }) => ({
      id,
      what: JSON.stringify([mechanism, gid]),
    })),
  ]
  const [before, after] = [processes(saved), processes(now)]
  const known = new Map(before.map(({ id, what }) => [id, what]))
  const ids = new Set(after.map(({ id }) => id))
  for (const { id, what } of after) {
    if (!known.has(id)) found.push(`"${id}" has been added`)
    else if (known.get(id) !== what) found.push(`"${id}" is another, or elsewhere`)
  }
  for (const { id } of before) if (!ids.has(id)) found.push(`"${id}" has been removed`)
  // Other ids, or another order: what counts is what there is, one after the other.
  const sequence = (list: typeof before) => list.map(({ what }) => what)
  if (same(sequence(before), sequence(after))) found.length = 0
  else if (found.length === 0) found.push('its processes are in another order')
  const connections = ({ connections: list }: ModelDocument) =>
    listOf(list).map(({ source, target, delayMs }) => [
      source.kind === 'threshold' ? { ...source, threshold: 0 } : source,
      target,
      delayMs,
    ])
  if (!same(connections(saved), connections(now))) found.push('its connections or their delays are others')
  return found
}

/** How long lists of numbers are that mechanisms look up. */
const shapesOf = ({ functionTables, series }: ModelDocument) => [
  listOf(functionTables).map(({ mechanism, function: name, y, x2 }) => [
    mechanism,
    name,
    y.length,
    x2?.length,
  ]),
  listOf(series).map(({ process, series: name, values, room }) => [process, name, values.length, room]),
]

/** What follows a course; its values may differ. */
const coursesOf = ({ plays }: ModelDocument) =>
  listOf(plays).map(({ targets, course, beyond, values }) => [
    targets.map(({ cell, at, region, variable }) => [cell, at, region, variable]),
    course,
    beyond,
    values.length,
  ])

const spikesOf = ({ spikes, processSpikes }: ModelDocument) => [
  spikes.map(({ at, gid }) => [at, gid]),
  listOf(processSpikes).map(({ process }) => process),
]

/** Settings that choose among programs, and the tolerances of steps of adaptive length, which their history depends on. */
const methodOf = ({ run, globals }: ModelDocument) => [
  // Both run the same programs.
  run.method === 'crank-nicolson' ? 'backward-euler' : run.method,
  run.eventOrder ?? 'hillock',
  ...(run.method === 'adaptive' ? [run.adaptive, run.dtMs] : []),
  Object.entries(globals).filter(([name]) => name.endsWith('.usetable')),
]

const membraneOf = ({ probes, electrodes }: ModelDocument) =>
  membraneVariables.filter(name =>
    name === 'i_membrane_' && electrodes?.length ? true : probes.some(({ variable }) => variable === name),
  )
