import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ModelDocument, prepareRun, startRun } from '../../../src-engine/index.ts'
import { cellOf, singleCompartment } from '../../support/cells.ts'
import {
  documentOf,
  libraryCatalogue,
  machine,
  machineProblem,
  needMachine,
  simulate,
} from '../../support/engine.ts'

interface Reference {
  readonly plays: readonly {
    readonly name: string
    readonly times?: readonly number[]
    readonly interval?: number
    readonly values: readonly number[]
    readonly course: 'linear' | 'stepped'
    readonly amp: readonly number[]
    readonly i: readonly number[]
  }[]
  readonly field: {
    readonly v: readonly (readonly number[])[]
    readonly outside: readonly (readonly number[])[]
  }
  readonly clamped: readonly Clamped[]
  readonly layers: Clamped
  readonly ions: readonly (readonly (readonly number[])[])[]
  readonly sampled: {
    readonly intervals: readonly number[]
    readonly every: readonly (readonly number[])[]
    readonly lists: readonly (readonly number[])[]
    readonly at: readonly (readonly number[])[]
  }
}

interface Clamped {
  readonly numbers: readonly (readonly number[])[]
  readonly injected: readonly (readonly number[])[]
}

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'neuron.json'), 'utf8')) as Reference
const catalogue = libraryCatalogue()
const methods = ['backward-euler', 'crank-nicolson', 'crank-nicolson-corrected'] as const

/** The tree of record.py: compartments of each section, and their places. */
const nseg = [1, 5, 3, 3]
const morphology = cellOf([
  { lengthUm: 20, diameterUm: 20 },
  { lengthUm: 100, diameterUm: 2, parent: 0 },
  { lengthUm: 80, diameterUm: 1, parent: 1 },
  { lengthUm: 60, diameterUm: 1.5, parent: 1 },
])
const names = morphology.sections.name
const placesOf = (sections: number) =>
  nseg
    .slice(0, sections)
    .flatMap((count, section) =>
      Array.from({ length: count }, (_, index) => ({ section: names[section]!, x: (index + 0.5) / count })),
    )

const modelOf = (
  change: Parameters<typeof documentOf>[0],
  variables: readonly string[],
  sections = nseg.length,
): ModelDocument =>
  documentOf({
    ...change,
    properties: nseg.map((value, section) => ({
      id: `nseg ${section}`,
      property: 'nseg',
      region: names[section]!,
      value,
    })),
    mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }, ...(change.mechanisms ?? [])],
    probes: [
      ...variables.flatMap(variable =>
        placesOf(sections).map((at, index) => ({ id: `${variable} ${index}`, at, variable })),
      ),
      ...(change.probes ?? []),
    ],
    run: { tStopMs: 5, ...change.run },
  })

/**
 * The compartment of the voltage clamp. NEURON's i_membrane_ there is wrong by the clamp's conductance times the step's
 * change of v, so that the sum over the cell is not what electrodes inject.
 */
const clamped = 7

const voltageClamp = {
  id: 'clamp',
  mechanism: 'SEClamp',
  at: { section: names[2]!, x: 0.5 },
  parameters: { rs: 1, dur1: 1.5, amp1: -60 },
}

/** What the clamps of record.py inject in the step that ends at a time, where v is as given [nA]. */
const injected = (tMs: number, vMv: number) =>
  (tMs > 0.11 && tMs < 2.11 ? 0.4 : 0) - 0.05 + (tMs < 1.51 ? -60 - vMv : 0)

/** Runs and keeps every eighth sample, as record.py does. */
async function thinned(document: ModelDocument): Promise<Readonly<Record<string, readonly number[]>>> {
  const { traces } = await simulate(document, morphology, { catalogue })
  return Object.fromEntries(
    Object.entries(traces).map(([id, trace]) => [id, trace.filter((_, index) => index % 8 === 0)]),
  )
}

const worst = (ours: readonly number[], theirs: readonly number[]) =>
  Math.max(...theirs.map((value, index) => Math.abs(value - ours[index]!)))

const current = (
  id: string,
  section: number,
  x: number,
  [del, dur, amp]: readonly [number, number, number],
) => ({
  id,
  mechanism: 'IClamp',
  at: { section: names[section]!, x },
  parameters: { del, dur, amp },
})

const soma = { section: 'soma[0]', x: 0.5 }

describe.skipIf(!machine)(
  `the fixed step against NEURON 8.2.2${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it.each(reference.plays)(
      'plays $name, to the last bit',
      async ({ times, interval, values, course, amp, i }) => {
        const { traces } = await simulate(
          documentOf({
            mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'soma', parameters: {} }],
            pointProcesses: [
              { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0, dur: 1e9, amp: -99 } },
            ],
            plays: [
              {
                id: 'play',
                targets: [{ variable: 'clamp.amp' }],
                values,
                timesMs: times ?? { intervalMs: interval! },
                course,
                beyond: 'extrapolate',
              },
            ],
            processProbes: [
              { id: 'amp', variable: 'clamp.amp' },
              { id: 'i', variable: 'clamp.i' },
            ],
            run: { tStopMs: 2.5 },
          }),
          singleCompartment(),
        )
        expect(traces.amp).toEqual(amp)
        // Before its first step NEURON shows the current of the value that comes into force at the first half step.
        expect(traces.i!.slice(1)).toEqual(i.slice(1))
      },
    )

    it('plays one waveform into the field, with a factor for each compartment', async () => {
      const grounds = { 'xg[0]': 1e9, 'xg[1]': 1e9, 'xc[0]': 0, 'xc[1]': 0 }
      const factors = placesOf(3).map((_, index) => 0.5 + 0.25 * index)
      const targets = [0, 1, 2].map(section => {
        const first = placesOf(section).length
        const scale = factors.slice(first, first + nseg[section]!)
        return { region: names[section]!, variable: 'e_extracellular', scale }
      })
      const outside = ['vext[0]', 'e_extracellular']
      const ours = await thinned(
        modelOf(
          {
            mechanisms: [0, 1, 2].map(section => ({
              id: `outside ${section}`,
              mechanism: 'extracellular',
              region: names[section]!,
              parameters: grounds,
            })),
            probes: outside.flatMap(variable =>
              placesOf(3).map((at, index) => ({ id: `${variable} ${index}`, at, variable })),
            ),
            plays: [
              {
                id: 'field',
                targets,
                values: [0, 60, -30, -30, 0],
                timesMs: [0.2, 0.7, 0.7, 2, 2.3],
                course: 'linear',
                beyond: 'extrapolate',
              },
            ],
          },
          ['v'],
        ),
      )
      // NEURON's difference quotient of the currents of hh; a change of start by 1e-10 mV moves v as much.
      reference.field.v.forEach((v, index) => expect(worst(ours[`v ${index}`]!, v)).toBeLessThan(1e-7))
      reference.field.outside.forEach((trace, index) => {
        const variable = outside[Math.floor(index / factors.length)]!
        const difference = worst(ours[`${variable} ${index % factors.length}`]!, trace)
        // The field extrapolates far beyond its last point: rounding of its size.
        expect(difference, `${variable} ${index}`).toBeLessThan(1e-7)
      })
    })

    it.each([0, 1] as const)('gives i_membrane_ and i_cap at secondorder %s', async order => {
      const { numbers } = reference.clamped[order]!
      const electrodes = [current('a', 0, 0.5, [0.1, 2, 0.4]), current('b', 3, 1, [0, 1e9, -0.05])]
      const variables = ['i_membrane_', 'i_cap', 'v']
      const ours = await thinned(
        modelOf(
          {
            pointProcesses: order === 0 ? [...electrodes, voltageClamp] : electrodes,
            run: { method: methods[order] },
          },
          variables,
        ),
      )
      const compartments = placesOf(4).length
      numbers.forEach((trace, index) => {
        const variable = variables[Math.floor(index / compartments)]!
        if (index === clamped) return
        if (order === 0 && index === clamped) return
        const difference = worst(ours[`${variable} ${index % compartments}`]!, trace)
        expect(difference, `${variable} ${index % compartments}`).toBeLessThan(variable === 'v' ? 1e-8 : 1e-9)
      })
    })

    it.each([false, true])(
      'counts all that electrodes inject in i_membrane_; with layers: %s',
      async layers => {
        const outside = { 'xg[0]': 0.01, 'xc[0]': 0.1, 'xg[1]': 1, 'xc[1]': 0 }
        const document = modelOf(
          {
            mechanisms: layers
              ? [{ id: 'outside', mechanism: 'extracellular', region: names[1]!, parameters: outside }]
              : [],
            pointProcesses: [
              current('a', 0, 0.5, [0.1, 2, 0.4]),
              current('b', 3, 1, [0, 1e9, -0.05]),
              voltageClamp,
            ],
          },
          ['i_membrane_', 'v'],
        )
        const { traces, timesMs } = await simulate(document, morphology, { catalogue })
        timesMs.forEach((t, sample) => {
          const sum = placesOf(4).reduce(
            (total, _, index) => total + traces[`i_membrane_ ${index}`]![sample]!,
            0,
          )
          const expected = injected(t, traces[`v ${clamped}`]![sample]!)
          // What is injected at an end flows to compartments from the first solution on.
          if (sample > 0) expect(Math.abs(sum - expected), `at ${t} ms`).toBeLessThan(1e-10)
        })
      },
    )

    it('gives i_membrane_ beside layers outside', async () => {
      const { numbers } = reference.layers
      const parameters = { 'xraxial[0]': 100, 'xg[0]': 0.01, 'xc[0]': 0.1, 'xg[1]': 1, 'xc[1]': 0 }
      const variables = ['i_membrane_', 'v']
      const ours = await thinned(
        modelOf(
          {
            mechanisms: [0, 1].map(section => ({
              id: `outside ${section}`,
              mechanism: 'extracellular',
              region: names[section]!,
              parameters,
            })),
            pointProcesses: [
              current('a', 0, 0.5, [0.1, 2, 0.4]),
              current('b', 3, 1, [0, 1e9, -0.05]),
              voltageClamp,
            ],
          },
          variables,
        ),
      )
      const compartments = placesOf(4).length
      numbers.forEach((trace, index) => {
        const variable = variables[Math.floor(index / compartments)]!
        if (index === clamped) return
        // At the start NEURON has currents through the membrane that its layers do not know of yet.
        const difference = worst(ours[`${variable} ${index % compartments}`]!.slice(1), trace.slice(1))
        expect(difference, `${variable} ${index % compartments}`).toBeLessThan(variable === 'v' ? 1e-8 : 1e-9)
      })
    })

    it.each([0, 1, 2] as const)('gives ion currents at secondorder %s', async order => {
      const variables = ['v', 'ina', 'ik']
      const ours = await thinned(
        modelOf(
          { pointProcesses: [current('a', 0, 0.5, [0.1, 2, 0.4])], run: { method: methods[order] } },
          variables,
        ),
      )
      const compartments = placesOf(4).length
      reference.ions[order]!.forEach((trace, index) => {
        const variable = variables[Math.floor(index / compartments)]!
        const difference = worst(ours[`${variable} ${index % compartments}`]!, trace)
        expect(difference, `${variable} ${index % compartments}`).toBeLessThan(variable === 'v' ? 1e-8 : 1e-9)
      })
      if (order === 2) expect(worst(reference.ions[1]![13]!, reference.ions[2]![13]!)).toBeGreaterThan(0.01)
    })

    it('records at intervals and at times', async () => {
      const { intervals, every, lists, at } = reference.sampled
      const document = documentOf({
        mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} }],
        pointProcesses: [
          { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0.1, dur: 2, amp: 0.3 } },
        ],
        probes: [
          ...intervals.map((everyMs, index) => ({ id: `every ${index}`, at: soma, variable: 'v', everyMs })),
          ...lists.map((timesMs, index) => ({ id: `at ${index}`, at: soma, variable: 'v', timesMs })),
        ],
        run: { tStopMs: 6 },
      })
      const { value } = prepareRun(
        document,
        { morphology: singleCompartment(), catalogue },
        { threads: 1, machine: needMachine() },
      )
      const run = startRun(value!, needMachine())
      const sampled = value!.sampled.map((): { times: number[]; values: number[] } => ({
        times: [],
        values: [],
      }))
      for (let finished = false; !finished;) {
        const slice = await run.advance(37)
        slice.sampled.forEach(({ timesMs, values }, index) => {
          sampled[index]!.times.push(...timesMs)
          sampled[index]!.values.push(...values)
        })
        finished = slice.finished
      }
      run.close()
      for (const [index, expected] of [...every, ...at].entries()) {
        expect(sampled[index]!.values).toHaveLength(expected.length)
        expect(worst(sampled[index]!.values, expected)).toBeLessThan(1e-8)
      }
      intervals.forEach((interval, index) =>
        expect(sampled[index]!.times).toEqual(sampled[index]!.times.map((_, k) => k * interval)),
      )
      lists.forEach((list, index) => expect(sampled[intervals.length + index]!.times).toEqual(list))
    })
  },
)
