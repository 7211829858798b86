import { describe, expect, it } from 'vitest'
import { computeImpedance, type ImpedanceRequest } from '../../../../src-engine/impedance/impedance.ts'
import { cellOf, singleCompartment } from '../../../support/cells.ts'
import { prepareRun, startRun } from '../../../../src-engine/index.ts'
import {
  catalogueWith,
  documentOf,
  libraryCatalogue,
  machine,
  machineProblem,
  needMachine,
} from '../../../support/engine.ts'
import { impedanceOf, impedancesOf } from '../../../support/impedance.ts'

const catalogue = libraryCatalogue()
const soma = { section: 'soma[0]', x: 0.5 }
const somaWith = (names: readonly string[], parameters: Readonly<Record<string, number>> = {}) =>
  documentOf({
    mechanisms: names.map(mechanism => ({
      id: mechanism,
      mechanism,
      region: 'soma',
      parameters: mechanism === names[0] ? parameters : {},
    })),
  })
const request = (more: Partial<ImpedanceRequest> = {}): ImpedanceRequest => ({
  site: { cell: '', at: soma },
  frequenciesHz: [0, 10],
  membrane: 'present',
  ...more,
})
const sphere = { morphology: singleCompartment(), catalogue }

describe.skipIf(!machine)(`impedance${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('is 1/(G + jωC) of a passive compartment', () => {
    const { frequencies } = impedancesOf(
      somaWith(['pas'], { g: 2e-4 }),
      sphere,
      request({ frequenciesHz: [0, 7, 300] }),
    )
    const areaCm2 = Math.PI * 20 * 20 * 1e-8
    for (const { hz, inputMohm, inputPhase } of frequencies) {
      const conductance = 2e-4 * areaCm2 * 1e6
      const susceptance = 2 * Math.PI * hz * 1e-6 * areaCm2 * 1e6
      expect(Math.abs(inputMohm * Math.hypot(conductance, susceptance) - 1)).toBeLessThan(1e-12)
      expect(inputPhase).toBeCloseTo(-Math.atan2(susceptance, conductance), 12)
    }
  })

  it('converges to the impedances of the cable equation with the square of the compartments’ length', () => {
    // A cable with sealed ends: Z(a, b) = Zc·cosh(q·min)·cosh(q·(L − max))/sinh(q·L).
    const [lengthUm, diameterUm, axial, leak] = [800, 2, 150, 1e-4]
    const morphology = cellOf([{ lengthUm, diameterUm, name: 'cable' }])
    const site = { section: 'cable', x: 1 / 6 }
    const place = { section: 'cable', x: 5 / 6 }
    const errors = [27, 81].map(nseg => {
      const document = documentOf({
        mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: leak } }],
        properties: [
          { id: 'Ra', property: 'Ra', region: 'all', value: axial },
          { id: 'nseg', property: 'nseg', region: 'all', value: nseg },
        ],
      })
      const asked = request({ site: { cell: '', at: site }, places: [place, site], frequenciesHz: [0, 50] })
      const found = impedancesOf(document, { morphology, catalogue }, asked)
      return found.frequencies.map(({ hz, places, inputMohm }) => {
        const exact = sealedCable({ lengthUm, diameterUm, axial, leak, hz })
        const transfer = exact(lengthUm / 6, (5 * lengthUm) / 6)
        const input = exact(lengthUm / 6, lengthUm / 6)
        expect(places[0]?.logAttenuationOut).toBeCloseTo(Math.log(input / transfer), 3)
        // The same in both directions, as the cable is symmetric.
        expect(places[0]?.logAttenuationIn).toBeCloseTo(places[0]?.logAttenuationOut ?? NaN, 12)
        expect(Math.abs(inputMohm / input - 1)).toBeLessThan(2e-3)
        const lambdaUm = 1e4 * Math.sqrt((diameterUm * 1e-4) / (4 * axial * leak))
        expect(found.places[0]?.electrotonicDistance).toBeCloseTo((2 * lengthUm) / 3 / lambdaUm, 12)
        return Math.abs((places[0]?.transferMohm ?? NaN) / transfer - 1)
      })
    })
    for (const frequency of [0, 1]) {
      const ratio = (errors[0]?.[frequency] ?? NaN) / (errors[1]?.[frequency] ?? NaN)
      expect(ratio).toBeGreaterThan(8.5)
      expect(ratio).toBeLessThan(9.5)
    }
  })

  it('is at 0 Hz the limit of low frequencies, also where a scheme conserves its sum', () => {
    for (const names of [['hh'], ['pas', 'k5'], ['pas', 'na8'], ['pas', 'cal', 'capool', 'kahp', 'kca']]) {
      const { frequencies } = impedancesOf(
        somaWith(names),
        sphere,
        request({ membrane: 'extended', frequenciesHz: [0, 1e-6] }),
      )
      const [rest, slow] = frequencies
      expect(rest?.inputPhase).toBe(0)
      expect(Math.abs((slow?.inputMohm ?? NaN) / (rest?.inputMohm ?? NaN) - 1), names.join()).toBeLessThan(
        1e-6,
      )
    }
  })

  it('has the derivatives that small quotients come to, for all channels of the library', () => {
    const channels = [
      'hh',
      'cal',
      'cat',
      'ih',
      'k5',
      'ka',
      'kahp',
      'kca',
      'km',
      'na8',
      'nap',
      'capool',
      'nakpump',
    ]
    const document = somaWith(channels)
    const at = (increment: number | undefined) =>
      impedancesOf(
        { ...document, run: { ...document.run, vInitMv: -47.3 } },
        sphere,
        request({
          membrane: 'extended',
          frequenciesHz: [1, 30],
          derivatives: increment === undefined ? { kind: 'exact' } : { kind: 'quotients', increment },
        }),
      ).frequencies.map(({ inputMohm, inputPhase }) => [inputMohm, inputPhase] as const)
    const [exact, coarse, fine] = [at(undefined), at(1e-5), at(1e-6)]
    exact.forEach(([magnitude, phase], index) => {
      const off = (other: typeof exact) => Math.abs((other[index]?.[0] ?? NaN) / magnitude - 1)
      expect(off(fine)).toBeLessThan(1e-4)
      // Forward differences: ten times nearer with a tenth of the increment, but for rounding.
      expect(off(fine)).toBeLessThan(0.3 * off(coarse) + 1e-7)
      expect(fine[index]?.[1]).toBeCloseTo(phase, 4)
    })
  })

  it('follows currents into a pool and from there to channels, as a cell does that comes to rest', async () => {
    const names = ['pas', 'cal', 'capool', 'kahp', 'kca']
    const settled = async (amp: number) => {
      const clamp = { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0, dur: 1e9, amp } }
      const document = {
        ...somaWith(names, { g: 5e-4 }),
        pointProcesses: [clamp],
        probes: [{ id: 'v', at: soma, variable: 'v' }],
      }
      const run = { ...document.run, tStopMs: 3000, celsius: 24 }
      const options = { threads: 1, machine: needMachine(), linearise: true }
      const { value } = prepareRun({ ...document, run }, sphere, options)
      if (!value) throw new Error('not prepared')
      const handle = startRun(value, needMachine())
      const slice = await handle.advance(value.steps)
      const asked = request({ membrane: 'extended', frequenciesHz: [0] })
      const found = computeImpedance(value, needMachine(), asked).value
      handle.close()
      return { v: slice.traces[0]?.at(-1) ?? NaN, mohm: found?.frequencies[0]?.inputMohm ?? NaN }
    }
    const middle = await settled(0.15)
    const [below, above] = [await settled(0.1499), await settled(0.1501)]
    // Rounding of v over a difference of some 0.01 mV, and its curvature.
    expect(Math.abs((above.v - below.v) / 0.0002 / middle.mohm - 1)).toBeLessThan(1e-6)
  })

  it('changes nothing of the simulation, and gives the same when asked again', () => {
    const document = somaWith(['hh'])
    const asked = request({ membrane: 'extended' })
    expect(impedancesOf(document, sphere, asked)).toEqual(impedancesOf(document, sphere, asked))
  })

  describe('refuses', () => {
    const codes = (...given: Parameters<typeof impedanceOf>) =>
      impedanceOf(...given).diagnostics.map(({ code }) => code)

    it('a place that is not there', () => {
      const site = { cell: '', at: { section: 'some[0]', x: 0.5 } }
      expect(codes(somaWith(['pas']), sphere, request({ site }))).toEqual(['impedance/no-place'])
      expect(codes(somaWith(['pas']), sphere, request())).toEqual([])
    })

    it('a frequency that is none', () => {
      for (const hz of [-1, NaN, Infinity])
        expect(codes(somaWith(['pas']), sphere, request({ frequenciesHz: [hz] }))).toEqual([
          'impedance/frequency',
        ])
    })

    it('an increment that is none', () => {
      const derivatives = { kind: 'quotients', increment: 0 } as const
      const asked = request({ membrane: 'extended', derivatives })
      expect(codes(somaWith(['pas']), sphere, asked)).toEqual(['impedance/increment'])
    })

    it('a membrane without conductance at 0 Hz', () => {
      const document = somaWith(['pas'], { g: 0 })
      expect(codes(document, sphere, request())).toEqual(['impedance/not-finite'])
      expect(codes(document, sphere, request({ frequenciesHz: [1] }))).toEqual([])
    })

    it('extracellular layers', () => {
      expect(codes(somaWith(['pas', 'extracellular']), sphere, request())).toEqual(['impedance/layers'])
    })

    const written = (name: string, lines: readonly string[]) => ({
      ...sphere,
      catalogue: catalogueWith({ [`${name}.mod`]: lines.join('\n') }),
    })

    it('a state that a potential drives without end, at 0 Hz', () => {
      const surroundings = written('endless', [
        'NEURON { SUFFIX endless NONSPECIFIC_CURRENT i }',
        'STATE { x } ASSIGNED { v i }',
        'BREAKPOINT { SOLVE d METHOD cnexp i = 1e-6*x }',
        "DERIVATIVE d { x' = v + 65 }",
      ])
      const document = somaWith(['endless', 'pas'])
      const asked = (hz: number) => request({ membrane: 'extended', frequenciesHz: [hz] })
      expect(codes(document, surroundings, asked(0))).toEqual(['impedance/integrates'])
      expect(codes(document, surroundings, asked(1))).toEqual([])
    })

    it('nothing, but says so, where states go on only in fixed steps', () => {
      const surroundings = written('stepped', [
        'NEURON { SUFFIX stepped NONSPECIFIC_CURRENT i }',
        'STATE { x } ASSIGNED { v i }',
        'BREAKPOINT { SOLVE once i = 1e-6*x }',
        'PROCEDURE once() { x = v }',
      ])
      const document = somaWith(['stepped', 'pas'])
      expect(codes(document, surroundings, request({ membrane: 'extended' }))).toEqual(['impedance/frozen'])
      expect(codes(document, surroundings, request())).toEqual([])
    })
  })
})

/** |Z(a, b)| [MΩ] of a cable with sealed ends at positions a ≤ b [µm]. */
function sealedCable(cable: {
  readonly lengthUm: number
  readonly diameterUm: number
  readonly axial: number
  readonly leak: number
  readonly hz: number
}) {
  const { lengthUm, diameterUm, axial, leak, hz } = cable
  // Per µm: MΩ and µS.
  const resistance = (axial * 1e-2) / ((Math.PI * diameterUm * diameterUm) / 4)
  const conductance = leak * Math.PI * diameterUm * 1e-2
  const susceptance = 2 * Math.PI * hz * 1e-3 * Math.PI * diameterUm * 1e-5
  const size = Math.sqrt(resistance * Math.hypot(conductance, susceptance))
  const angle = Math.atan2(susceptance, conductance) / 2
  const [re, im] = [size * Math.cos(angle), size * Math.sin(angle)]
  const cosh = (x: number) => Math.hypot(Math.sinh(re * x), Math.cos(im * x))
  const sinh = (x: number) => Math.hypot(Math.sinh(re * x), Math.sin(im * x))
  const characteristic = resistance / size
  return (a: number, b: number) => (characteristic * cosh(a) * cosh(lengthUm - b)) / sinh(lengthUm)
}
