import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CellModel, prepareCells } from '../../../src-engine/index.ts'
import { emptyModel, type PointerUse } from '../../../src-engine/model/document.ts'
import { sectionType } from '../../../src-engine/morphology/morphology.ts'
import { cellOf } from '../../support/cells.ts'
import { catalogueWith, machineProblem, machine, needMachine, simulateCells } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'

interface Case {
  readonly name: string
  readonly cells: number
  readonly dtMs: number
  readonly method: 'backward-euler' | 'adaptive'
  readonly tolerance?: number
  readonly tstop: number
  readonly points: readonly {
    readonly id: string
    readonly cell: number
    readonly mechanism: string
    readonly at: readonly [section: string, x: number]
    readonly parameters: Readonly<Record<string, number>>
  }[]
  readonly pointers: readonly {
    readonly of: string
    readonly pointer: string
    readonly cell: number
    readonly at: readonly [section: string, x: number]
    readonly variable: string
  }[]
}

const read = (name: string) => readFileSync(resolve(import.meta.dirname, name), 'utf8')
const library = '../../../resources/mechanisms/point/alphasynapse.mod'
const catalogue = catalogueWith(
  Object.fromEntries(
    [library, ...readdirSync(import.meta.dirname).filter(name => name.endsWith('.mod'))].map(name => [
      name,
      read(name),
    ]),
  ),
)
const locationOf = ([section, x]: readonly [string, number]) => ({ section, x })

function cellsOf({ cells, points, pointers }: Case): CellModel[] {
  return Array.from({ length: cells }, (_, cell) => {
    const own = points.filter(point => point.cell === cell)
    return {
      name: `c${cell}`,
      morphology: cellOf([
        { type: sectionType.soma, lengthUm: 20 + cell, diameterUm: 20 },
        { type: sectionType.dend, parent: 0, lengthUm: 100, diameterUm: 2 },
      ]),
      description: {
        ...emptyModel('test'),
        discretisation: { kind: 'fixed', count: 5 },
        mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }],
        pointProcesses: own.map(({ id, mechanism, at, parameters }) => ({
          id,
          mechanism,
          at: locationOf(at),
          parameters,
        })),
        pointers: pointers
          .filter(({ of }) => own.some(({ id }) => id === of))
          .map(({ of, pointer, cell: to, at, variable }): PointerUse => ({
            id: of,
            of: { process: of },
            pointer,
            to: { cell: `c${to}`, at: locationOf(at), variable },
          })),
        probes: [{ id: `v${cell}`, at: { section: 'soma[0]', x: 0.5 }, variable: 'v' }],
      },
    }
  })
}

const runOf = ({ dtMs, method, tolerance, tstop: tStopMs }: Case) => ({
  dtMs,
  method,
  tStopMs,
  ...(tolerance === undefined ? {} : { adaptive: { absoluteTolerance: tolerance } }),
})

describe.skipIf(!machine)(
  `pointers into other cells against NEURON${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    const recorded = JSON.parse(read('neuron.json')) as Readonly<Record<string, number[][]>>
    for (const one of JSON.parse(read('cases.json')) as readonly Case[])
      it(`${one.name}, on any number of threads`, async () => {
        const isAdaptive = one.method === 'adaptive'
        const first = await simulateCells(cellsOf(one), runOf(one), { catalogue, network: {} })
        recorded[one.name]!.forEach((expected, cell) =>
          expectTrace(
            first.traces[`v${cell}`]!.filter((_, sample) => sample % (isAdaptive ? 4 : 8) === 0).slice(
              0,
              expected.length,
            ),
            expected,
            isAdaptive
              ? { abs: 5e-3, because: 'both have errors of their own, 1e-7 a step' }
              : { abs: 1e-6, because: 'NEURON takes conductances as quotients' },
          ),
        )
        for (const threads of [2, 3])
          expect(
            (await simulateCells(cellsOf(one), runOf(one), { catalogue, network: {}, threads })).traces,
          ).toEqual(first.traces)
      })

    it.each<readonly [string, PointerUse['to'], string]>([
      ['another cell', { cell: 'c7', at: locationOf(['soma[0]', 0.5]), variable: 'v' }, 'model/unknown-cell'],
      ['no place', { cell: 'c1', variable: 'v' }, 'model/pointer-to-a-whole-cell'],
      ['no section', { cell: 'c1', at: locationOf(['axon', 0.5]), variable: 'v' }, 'model/unknown-section'],
      [
        'no variable',
        { cell: 'c1', at: locationOf(['soma[0]', 0.5]), variable: 'pas.g' },
        'model/unknown-variable',
      ],
    ])('are refused where there is %s', (_, to, code) => {
      const [first, ...rest] = cellsOf((JSON.parse(read('cases.json')) as readonly Case[])[0]!)
      const { description } = first!
      const pointers = description.pointers!.map(use => ({ ...use, to }))
      const { value, diagnostics } = prepareCells(
        [{ ...first!, description: { ...description, pointers } }, ...rest],
        { run: emptyModel('').run, globals: {}, network: {} },
        catalogue,
        { threads: 1, machine: needMachine() },
      )
      expect(value).toBeUndefined()
      expect(diagnostics.map(found => found.code)).toContain(code)
    })
  },
)
