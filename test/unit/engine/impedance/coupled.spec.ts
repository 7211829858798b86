import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CellModel, prepareCells, startRun } from '../../../../src-engine/index.ts'
import { computeImpedance, type ImpedanceRequest } from '../../../../src-engine/impedance/impedance.ts'
import { emptyModel, type ModelDocument } from '../../../../src-engine/model/document.ts'
import { sectionType } from '../../../../src-engine/morphology/morphology.ts'
import { cellOf } from '../../../support/cells.ts'
import { catalogueWith, machine, machineProblem, needMachine } from '../../../support/engine.ts'

const reference = resolve(import.meta.dirname, '../../../reference')
const text = (name: string) => readFileSync(resolve(reference, name), 'utf8')
const catalogue = catalogueWith({
  'gapjunction.mod': text('../../resources/mechanisms/point/gapjunction.mod'),
  'halfgap.mod': text('gaps/halfgap.mod'),
  'follower.mod': text('pointers/follower.mod'),
})
const soma = { section: 'soma[0]', x: 0.5 }
const dend = (x: number) => ({ section: 'dend[0]', x })

/** Cells with a soma, and a dendrite where wanted. */
const cellWith = (
  cell: number,
  mechanism: string,
  more: Partial<ModelDocument> = {},
  dendrite = false,
): CellModel => ({
  name: `c${cell}`,
  morphology: cellOf([
    { type: sectionType.soma, lengthUm: 20 + 5 * cell, diameterUm: 20 },
    ...(dendrite ? [{ type: sectionType.dend, parent: 0, lengthUm: 200, diameterUm: 2 }] : []),
  ]),
  description: {
    ...emptyModel('test'),
    mechanisms: [{ id: 'm', mechanism, region: 'all', parameters: {} }],
    properties: dendrite ? [{ id: 'n', property: 'nseg', region: 'dend', value: 5 }] : [],
    ...more,
  },
})

function impedanceOf(
  cells: readonly CellModel[],
  network: Partial<ModelDocument>,
  request: Partial<ImpedanceRequest>,
) {
  const { value, diagnostics } = prepareCells(
    cells,
    { run: emptyModel('').run, globals: {}, network },
    catalogue,
    { threads: 1, machine: needMachine(), linearise: true },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const run = startRun(value, needMachine())
  const found = computeImpedance(value, needMachine(), {
    site: { cell: 'c0', at: soma },
    frequenciesHz: [0, 10, 100],
    membrane: 'present',
    ...request,
  })
  run.close()
  return found
}

/** Conductance and susceptance [µS] of the soma of a cell at a frequency. */
function passive(cell: number, hz: number) {
  const areaCm2 = Math.PI * 20 * (20 + 5 * cell) * 1e-8
  return { re: 1e-3 * areaCm2 * 1e6, im: 2 * Math.PI * hz * 1e-6 * areaCm2 * 1e6 }
}

/** A junction from each of two somata to the other, by pointers, with its conductances [µS]. */
const pointing = (conductances: readonly number[]) =>
  conductances.map((g, cell) =>
    cellWith(cell, 'pas', {
      pointProcesses: [{ id: 'gap', mechanism: 'GapJunction', at: soma, parameters: { g } }],
      pointers: [
        {
          id: 'p',
          of: { process: 'gap' },
          pointer: 'vgap',
          to: { cell: `c${1 - cell}`, at: soma, variable: 'v' },
        },
      ],
    }),
  )

/** The same by values that are carried. */
const carrying = (conductances: readonly number[]) => ({
  cells: conductances.map((g, cell) =>
    cellWith(cell, 'pas', {
      pointProcesses: [{ id: 'gap', mechanism: 'HalfGap', at: soma, parameters: { g } }],
    }),
  ),
  network: {
    transfers: conductances.map((_, cell) => ({
      id: `t${cell}`,
      from: { cell: `c${1 - cell}`, at: soma, variable: 'v' },
      to: { process: `c${cell}.gap`, variable: 'vgap' },
    })),
  },
})

describe.skipIf(!machine)(`impedance of coupled cells${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it.each<readonly [string, readonly [number, number]]>([
    ['a gap junction', [0.004, 0.004]],
    ['a junction that lets through more one way', [0.004, 0.001]],
  ])('is that of two compartments with %s', (_, [g0, g1]) => {
    const places = [
      { ...soma, cell: 'c0' },
      { ...soma, cell: 'c1' },
    ]
    const carried = carrying([g0, g1])
    for (const membrane of ['present', 'extended'] as const)
      for (const { value } of [
        impedanceOf(pointing([g0, g1]), {}, { places, membrane }),
        impedanceOf(carried.cells, carried.network, { places, membrane }),
      ])
        for (const { hz, inputMohm, inputPhase, places: found } of value!.frequencies) {
          // (Y0 + g0)·v0 − g0·v1 = I0, (Y1 + g1)·v1 − g1·v0 = I1
          const [a, b] = [passive(0, hz), passive(1, hz)]
          const [aa, bb] = [
            { re: a.re + g0, im: a.im },
            { re: b.re + g1, im: b.im },
          ]
          const det = { re: aa.re * bb.re - aa.im * bb.im - g0 * g1, im: aa.re * bb.im + aa.im * bb.re }
          const size = Math.hypot(det.re, det.im)
          const close = (mohm: number | undefined, expected: number) =>
            expect(Math.abs((mohm ?? NaN) / expected - 1)).toBeLessThan(1e-12)
          close(inputMohm, Math.hypot(bb.re, bb.im) / size)
          expect(inputPhase).toBeCloseTo(Math.atan2(bb.im, bb.re) - Math.atan2(det.im, det.re), 12)
          close(found[0]?.transferMohm, inputMohm)
          close(found[1]?.inputMohm, Math.hypot(aa.re, aa.im) / size)
          // At the site for current into the other cell: through g0. Outwards it is g1 that counts.
          close(found[1]?.transferMohm, g0 / size)
          expect(found[1]?.logAttenuationOut).toBeCloseTo(Math.log(Math.hypot(bb.re, bb.im) / g1), 12)
          expect(found[1]?.logAttenuationIn).toBeCloseTo(Math.log(Math.hypot(aa.re, aa.im) / g0), 12)
        }
  })

  it('sees one place of a cell through another', () => {
    // Two somata joined by a cable of one compartment each would be a tree; here it is a ring: the junction shunts it.
    const junction = (id: string, at: typeof soma, to: typeof soma) => ({
      points: { id, mechanism: 'GapJunction', at, parameters: { g: 0.01 } },
      pointers: { id, of: { process: id }, pointer: 'vgap', to: { at: to, variable: 'v' } },
    })
    const both = [junction('here', soma, dend(0.9)), junction('there', dend(0.9), soma)]
    const cell = cellWith(
      0,
      'pas',
      { pointProcesses: both.map(one => one.points), pointers: both.map(one => one.pointers) },
      true,
    )
    const plain = cellWith(0, 'pas', {}, true)
    const places = [dend(0.9)]
    const [found, without] = [cell, plain].map(one => impedanceOf([one], {}, { places }).value!)
    without!.frequencies.forEach(({ places: [away], inputMohm }, index) => {
      const coupled = found!.frequencies[index]!
      // Z − Z·u·g·uᵀ·Z/(1 + g·uᵀ·Z·u) with u = (1, −1): at 0 Hz all of it is real.
      if (index > 0) return
      const [s, d, t] = [inputMohm, away!.inputMohm, away!.transferMohm]
      const factor = 0.01 / (1 + 0.01 * (s + d - 2 * t))
      expect(coupled.inputMohm).toBeCloseTo(s - factor * (s - t) ** 2, 10)
      expect(coupled.places[0]!.transferMohm).toBeCloseTo(t - factor * (s - t) * (t - d), 10)
    })
  })

  it.each(['pas', 'hh'] as const)('agrees with NEURON’s for two cells of %s', name => {
    interface Recorded {
      readonly hz: number
      readonly input: readonly [number, number]
      readonly transfer: readonly (readonly [number, number])[]
    }
    const recorded = (JSON.parse(text('impedance/coupled.json')) as Record<'pas' | 'hh', Recorded[]>)[name]
    const cells = [0, 1].map(cell =>
      cellWith(
        cell,
        name,
        { pointProcesses: [{ id: 'gap', mechanism: 'HalfGap', at: dend(0.5), parameters: { g: 0.004 } }] },
        true,
      ),
    )
    const network = {
      transfers: [0, 1].map(cell => ({
        id: `t${cell}`,
        from: { cell: `c${1 - cell}`, at: dend(0.5), variable: 'v' },
        to: { process: `c${cell}.gap`, variable: 'vgap' },
      })),
    }
    const { value, diagnostics } = impedanceOf(cells, network, {
      frequenciesHz: recorded.map(({ hz }) => hz),
      membrane: 'extended',
      places: [dend(0.9), { ...soma, cell: 'c1' }, { ...dend(0.9), cell: 'c1' }],
    })
    expect(diagnostics).toEqual([])
    recorded.forEach(({ input, transfer }, index) => {
      const { inputMohm, inputPhase, places } = value!.frequencies[index]!
      // Quotients over increments of 1e-6 err by some 1e-5 with gates, by curvature and by rounding.
      expect(Math.abs(inputMohm / input[0] - 1)).toBeLessThan(5e-5)
      expect(inputPhase).toBeCloseTo(input[1], 4)
      transfer.forEach(([mohm, phase], place) => {
        expect(Math.abs(places[place]!.transferMohm / mohm - 1)).toBeLessThan(5e-5)
        expect(places[place]!.transferPhase).toBeCloseTo(phase, 4)
      })
    })
  })

  it('is refused where a state elsewhere is seen, or something else than a potential is carried', () => {
    const follower = cellWith(1, 'pas', {
      pointProcesses: [{ id: 'f', mechanism: 'Follower', at: soma, parameters: {} }],
      pointers: [
        {
          id: 'p',
          of: { process: 'f' },
          pointer: 'leader',
          to: { cell: 'c0', at: soma, variable: 'hh.m' },
        },
      ],
    })
    const cells = [cellWith(0, 'hh'), follower]
    const codes = (membrane: 'present' | 'extended') =>
      impedanceOf(cells, {}, { membrane }).diagnostics.map(({ code }) => code)
    expect(codes('extended')).toEqual(['impedance/coupled'])
    expect(codes('present')).toEqual([])
    const { cells: gaps, network } = carrying([0.004, 0.004])
    const gate = network.transfers.map(one => ({ ...one, from: { ...one.from, variable: 'pas.g' } }))
    expect(impedanceOf(gaps, { transfers: gate }, {}).diagnostics.map(({ code }) => code)).toEqual([
      'impedance/coupled',
    ])
  })
})
