import {
  bottleneckDistance,
  type Diagnostic,
  electrotonicAnatomy,
  imageDistance,
  persistenceBarcode,
  Selection,
  shollProfile,
  strahlerTable,
  summariseSholl,
} from '../../../src-engine/index.ts'
import { type NamedCell, typeName } from './featureTables.ts'
import type { MeasureOptions } from './options.ts'
import type { ResultTable } from './table.ts'

/** Analyses of one file: as tables for people, and plain for machines. */
export interface Analyses {
  readonly tables: readonly ResultTable[]
  readonly plain: Readonly<Record<string, unknown>>
  readonly diagnostics: readonly Diagnostic[]
  /** What could not be done, in a sentence. */
  readonly remarks: readonly string[]
}

/** The analyses that were asked for. */
export function analysesOf(named: NamedCell, options: MeasureOptions): Analyses {
  const selection = new Selection(named.cell, options.types ? { types: options.types } : {})
  const tables: ResultTable[] = []
  const plain: Record<string, unknown> = {}
  const remarks: string[] = []
  const diagnostics: Diagnostic[] = []
  if (options.sholl !== undefined) {
    const sholl = shollOf(named, selection, options)
    if (sholl) {
      tables.push(...sholl.tables)
      plain['sholl'] = sholl.plain
    } else
      remarks.push(
        `${named.name}: there is no soma to be the centre of spheres, or the step is too small for the cell; no Sholl analysis.`,
      )
  }
  if (options.strahler) {
    const rows = strahlerTable(selection)
    plain['strahler'] = rows
    tables.push({
      title: `Strahler orders of ${named.name}`,
      header: ['file', 'order', 'sections', 'branches', 'length µm', 'mean diameter µm', 'bifurcation ratio'],
      rows: rows.map(row => [named.name, ...Object.values(row as unknown as Record<string, number>)]),
    })
  }
  if (options.persistence) {
    const bars = persistenceBarcode(selection, options.persistence)
    const { name } = named.cell.morphology.sections
    plain['persistence'] = {
      distance: options.persistence,
      bars: bars.map(({ birth, death, section }) => ({ birth, death, section: name[section] ?? '' })),
    }
    tables.push({
      title: `Persistence of ${named.name}, by ${options.persistence} distance`,
      header: ['file', 'end', 'birth µm', 'death µm', 'persistence µm'],
      rows: bars.map(({ birth, death, section }) => [
        named.name,
        name[section] ?? '',
        birth,
        death,
        birth - death,
      ]),
    })
  }
  if (options.electrotonic) {
    const electrotonic = electrotonicOf(named, selection, options.electrotonic)
    diagnostics.push(...electrotonic.diagnostics)
    if (electrotonic.table) tables.push(electrotonic.table)
    if (electrotonic.plain) plain['electrotonic'] = electrotonic.plain
  }
  return { tables, plain, diagnostics, remarks }
}

function shollOf({ name }: NamedCell, selection: Selection, options: MeasureOptions) {
  const dimensions = options.shollPlane ? 2 : 3
  const profile = shollProfile(selection, {
    stepUm: options.sholl ?? 10,
    from: options.shollFrom,
    dimensions,
  })
  if (!profile) return undefined
  const summary = summariseSholl(profile, selection.neurites.length, dimensions)
  const types = [...profile.crossingsOfType.keys()].sort((a, b) => a - b)
  const ofTypes = types.map(type => profile.crossingsOfType.get(type) ?? new Float64Array(0))
  const columns = [
    profile.radiusUm,
    profile.crossings,
    ...ofTypes,
    profile.segmentCrossings,
    profile.lengthUm,
    profile.branchPoints,
    profile.ends,
  ]
  return {
    plain: {
      centre: profile.centre,
      dimensions,
      radiusUm: [...profile.radiusUm],
      crossings: [...profile.crossings],
      crossingsByType: Object.fromEntries(types.map((type, k) => [typeName(type), [...(ofTypes[k] ?? [])]])),
      segmentCrossings: [...profile.segmentCrossings],
      lengthUm: [...profile.lengthUm],
      branchPoints: [...profile.branchPoints],
      ends: [...profile.ends],
      summary,
    },
    tables: [
      {
        title: `Sholl analysis of ${name}`,
        header: [
          'file',
          'radius µm',
          'crossings',
          ...types.map(typeName),
          'segments (NeuroM)',
          'length µm',
          'branch points',
          'ends',
        ],
        rows: Array.from(profile.radiusUm, (_, k) => [name, ...columns.map(column => column[k] ?? NaN)]),
      },
      {
        title: `Sholl analysis of ${name}, in short`,
        header: [
          'file',
          'max crossings',
          'critical radius µm',
          'enclosing radius µm',
          'Schoenen index',
          'semi-log slope 1/µm',
          'r²',
          'log-log slope',
          'r²',
        ],
        rows: [
          [
            name,
            summary.maxCrossings,
            summary.criticalRadiusUm,
            summary.enclosingRadiusUm,
            summary.schoenenIndex,
            summary.semiLog.slope,
            summary.semiLog.r2,
            summary.logLog.slope,
            summary.logLog.r2,
          ],
        ],
      },
    ],
  }
}

function electrotonicOf(
  { name, cell }: NamedCell,
  selection: Selection,
  { hz, ...cable }: NonNullable<MeasureOptions['electrotonic']>,
) {
  const { value, diagnostics } = electrotonicAnatomy(cell.morphology, cable, hz)
  if (!value) return { diagnostics }
  const { constants: c, attenuations: a } = value
  const columns = {
    lengthUm: c.lengthUm,
    lambdaUm: c.lambdaUm,
    lambdaAtFrequencyUm: c.lambdaAtFrequencyUm,
    electrotonicLength: c.length,
    startDistance: c.startDistance,
    endDistance: c.endDistance,
    outwardLength: value.outwardLength,
    inwardLength: value.inwardLength,
    outwardAtEnd: a.outwardAtEnd,
    inwardAtEnd: a.inwardAtEnd,
    endInputMohm: a.endInputMohm,
  }
  const { sections } = cell.morphology
  const rows = Array.from(selection.sections, section => [
    name,
    sections.name[section] ?? '',
    ...Object.values(columns).map(column => column[section] ?? NaN),
  ])
  return {
    diagnostics,
    plain: {
      ...cable,
      hz,
      frequencyFactor: c.frequencyFactor,
      site: { section: sections.name[a.site.section] ?? '', x: a.site.x },
      inputMohm: a.inputMohm,
      sections: Array.from(selection.sections, section => ({
        section: sections.name[section] ?? '',
        ...Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column[section] ?? NaN])),
      })),
    },
    table: {
      title: `Electrotonic anatomy of ${name}: Ra ${cable.raOhmCm} Ω·cm, Rm ${cable.rmOhmCm2} Ω·cm², Cm ${cable.cmUfCm2} µF/cm², ${hz} Hz; input impedance ${a.inputMohm.toPrecision(6)} MΩ`,
      header: [
        'file',
        'section',
        'length µm',
        'λ µm',
        'λ at f µm',
        'L/λ',
        'start λ',
        'end λ',
        'outward',
        'inward',
        'outward at end',
        'inward at end',
        'input MΩ',
      ],
      rows,
    },
  }
}

/** How far apart the persistence diagrams of several files are, pair by pair. */
export function diagramDistances(cells: readonly NamedCell[], options: MeasureOptions) {
  const distance = options.persistence ?? 'path'
  const filters = options.types ? { types: options.types } : {}
  const diagrams = cells.map(({ cell }) => persistenceBarcode(new Selection(cell, filters), distance))
  return cells.flatMap(({ name }, k) =>
    diagrams.slice(k + 1).map((other, further) => ({
      one: name,
      other: cells[k + 1 + further]?.name ?? '',
      bottleneckUm: bottleneckDistance(diagrams[k] ?? [], other),
      image: imageDistance(diagrams[k] ?? [], other) ?? NaN,
    })),
  )
}

/** The same as a table. */
export function distanceTable(distances: ReturnType<typeof diagramDistances>): ResultTable {
  return {
    title: 'Distances between persistence diagrams',
    header: ['file', 'other', 'bottleneck µm', 'image'],
    rows: distances.map(({ one, other, bottleneckUm, image }) => [one, other, bottleneckUm, image]),
  }
}
