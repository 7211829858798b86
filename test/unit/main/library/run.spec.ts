import { describe, expect, it } from 'vitest'
import { Model, ModelError, StateMachine } from '../../../../src-main/library/index.ts'
import { machine, machineProblem } from '../../../support/engine.ts'

const bits = (numbers: Float64Array) =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('hex')

/** An RC cell of 100 MΩ and 10 ms, whose course is known. */
function rc() {
  const model = new Model({ tStopMs: 20, dtMs: 0.1, vInitMv: -70 })
  const cell = model.cell()
  // 1 µF/cm² and 1e-4 S/cm²: 10 ms; an area of 1e-4 cm² makes 0.01 µS.
  const soma = cell.section('soma', { lengthUm: 100, diameterUm: 100 / Math.PI })
  cell.insert('pas', soma, { g: 1e-4, e: -70 })
  const clamp = cell.place('IClamp', soma.at(0.5), { del: 0, dur: 1e9, amp: 0 })
  return { model, cell, at: soma.at(0.5), clamp }
}

const codeOf = async (act: () => unknown): Promise<string | undefined> => {
  try {
    await act()
  } catch (error) {
    if (error instanceof ModelError) return error.diagnostics[0]?.code
    throw error
  }
  return undefined
}

describe.skipIf(!machine)(`library run${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('does not depend on how it is cut into stretches', async () => {
    const { model, at, cell } = rc()
    cell.insert('hh')
    const v = model.record(at)
    const whole = (await model.run()).trace(v)
    const run = model.start()
    for (const ms of [0.1, 3, 0.04, 7.777, 0]) await run.advance(ms)
    await run.finish()
    run.close()
    expect(run.finished).toBe(true)
    expect(bits(run.trace(v).values)).toBe(bits(whole.values))
    expect(bits(run.trace(v).timesMs)).toBe(bits(whole.timesMs))
    expect(whole).toMatchObject({ unit: 'mV', label: 'soma(0.5).v' })
  })

  it('sets parameters between stretches, from the next step on', async () => {
    const { model, at, clamp } = rc()
    const run = model.start()
    await run.advance(5)
    expect(run.read(at)).toBe(-70)
    run.write(clamp, 'amp', '50 pA')
    expect(run.read(clamp, 'amp')).toBe(0.05)
    await run.advance(5)
    // Backward Euler by hand: 5 mV to reach, each of 50 steps leaves 1/(1 + 0.01) of what is missing.
    expect(run.read(at)).toBeCloseTo(-65 - 5 / 1.01 ** 50, 10)
    run.write(at, 'pas.g', 0).write(clamp, 'amp', 0)
    const before = run.read(at)
    await run.advance(3)
    expect(run.read(at)).toBeCloseTo(before, 10)
    run.write(at, 'v', -50)
    run.write(at, 'pas.g', 1e-4)
    await run.advance(1)
    expect(run.read(at)).toBeCloseTo(-70 + 20 / 1.01 ** 10, 10)
    run.close()
  })

  it('calls at times, in order, at the nearest step, again and again if asked to', async () => {
    const { model } = rc()
    const run = model.start()
    const calls: string[] = []
    const note = (name: string) => () => void calls.push(`${name} ${run.tMs.toFixed(1)}`)
    run.at(3, note('c')).at(1.26, note('b')).at(3, note('d')).at(0, note('a')).at(19.99, note('last'))
    run.at(5, async () => {
      await Promise.resolve()
      run.at(run.tMs + 2, note('later'))
      run.at(run.tMs, note('now'))
    })
    await run.advance(4)
    expect(calls).toEqual(['a 0.0', 'b 1.3', 'c 3.0', 'd 3.0'])
    await run.finish()
    expect(calls.slice(4)).toEqual(['now 5.0', 'later 7.0', 'last 20.0'])
    run.close()
  })

  it('begins in four phases, in which variables can be set', async () => {
    const model = new Model({ tStopMs: 1 })
    const cell = model.cell()
    const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
    cell.insert('hh')
    const [v, ina] = [model.record(soma.at(0.5)), model.record(soma.at(0.5), 'ina')]
    const at = soma.at(0.5)
    const run = model.start()
    const order: string[] = []
    run.onInitialise(
      'end',
      one => void order.push(`end ${one.read(at, 'hh.m')} ${one.read(at, 'hh.h').toFixed(3)}`),
    )
    run.onInitialise('states', one => void one.write(at, 'hh.m', 0.25))
    run.onInitialise('voltages', one => void one.write(at, 'v', -40))
    run.onInitialise('before', one => void order.push(`before ${one.tMs}`))
    await run.advance(0.1)
    // h is that of −40 mV: 1/(1 + β/α), α = 0.07·exp(−25/20), β = 1/(exp(0.5) + … ) as hh has them.
    const [alpha, beta] = [0.07 * Math.exp(-25 / 20), 1 / (Math.exp(-(-40 + 35) / 10) + 1)]
    expect(order).toEqual(['before 0', `end 0.25 ${(alpha / (alpha + beta)).toFixed(3)}`])
    expect(run.trace(v).values[0]).toBe(-40)
    // The first sample has the current of the states that were set.
    const expected = 0.12 * 0.25 ** 3 * (alpha / (alpha + beta)) * (-40 - 50)
    expect(run.trace(ina).values[0]).toBeCloseTo(expected, 12)
    expect(await codeOf(() => run.onInitialise('end', () => undefined))).toBe('library/begun-already')
    run.close()
  })

  it('follows states by what variables do', async () => {
    const { model, at, clamp } = rc()
    const run = model.start()
    const states = new StateMachine(run, 'rising', {
      rising: [
        {
          to: 'falling',
          where: at,
          variable: 'v',
          direction: 'above',
          level: -68,
          act: one => void one.write(clamp, 'amp', -0.05),
        },
      ],
      falling: [{ to: 'done', where: at, variable: 'v', direction: 'below', level: -70 }],
      done: [],
    })
    run.write(clamp, 'amp', 0.05)
    await run.finish()
    expect(states.visits.map(({ state }) => state)).toEqual(['falling', 'done'])
    // 5·(1 − 1.01^−n) exceeds 2 first at n = 52; then 7·1.01^−n − 5 lies below 0 first after 34 more.
    expect(states.visits[0]!.tMs).toBeCloseTo(5.2, 9)
    expect(states.visits[1]!.tMs).toBeCloseTo(5.2 + 3.5, 0)
    expect(states.state).toBe('done')
    run.close()
  })

  it('reaches GLOBALs, ions and processes of several cells', async () => {
    const model = new Model({ tStopMs: 2 })
    const places = ['a', 'b'].map(name => {
      const cell = model.cell(name)
      const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
      cell.insert('hh')
      return { clamp: cell.place('IClamp', soma.at(0.5), { dur: 1e9 }, 'clamp'), at: soma.at(0.5) }
    })
    const run = model.start({ threads: 2 })
    expect(run.read(places[1]!.at, 'ena')).toBe(50)
    expect(run.unitOf(places[1]!.at, 'ena')).toBe('mV')
    run.write(places[1]!.clamp, 'amp', 1).writeGlobal('celsius', 20)
    expect(run.readGlobal('celsius')).toBe(20)
    await run.advance(1)
    expect(run.read(places[0]!.clamp, 'amp')).toBe(0)
    expect(run.read(places[1]!.at)).toBeGreaterThan(run.read(places[0]!.at) + 10)
    expect(await codeOf(() => run.read(places[0]!.at, 'cai'))).toBe('library/cannot-be-found')
    expect(await codeOf(() => run.read(places[0]!.clamp, 'amplitude'))).toBe('library/cannot-be-found')
    expect(await codeOf(() => run.readGlobal('hh.q11'))).toBe('library/unknown-name')
    expect(await codeOf(() => run.write(places[0]!.at, 'v', NaN))).toBe('library/not-a-number')
    run.close()
  })

  it('refuses what cannot be', async () => {
    const { model, at, clamp } = rc()
    const run = model.start()
    const advancing = run.advance(1)
    expect(await codeOf(() => run.read(at))).toBe('library/run-is-advancing')
    expect(await codeOf(() => run.advance(1))).toBe('library/run-is-advancing')
    expect(await codeOf(() => run.close())).toBe('library/run-is-advancing')
    await advancing
    expect(await codeOf(() => run.advanceTo(0.5))).toBe('library/bad-time')
    expect(await codeOf(() => run.at(0.5, () => undefined))).toBe('library/bad-time')
    expect(await codeOf(() => run.advance(NaN))).toBe('library/bad-time')
    expect(await codeOf(() => run.trace({ id: 'nothing' }))).toBe('library/not-recorded')
    expect(await codeOf(() => run.spikes({ id: 'nothing' }))).toBe('library/not-recorded')
    run.write(clamp, 'amp', 1e308)
    expect(await codeOf(() => run.finish())).toBe('run/voltage-not-finite')
    run.close()
    run.close()
    expect(await codeOf(() => run.advance(1))).toBe('library/run-is-closed')
    expect(await codeOf(() => run.read(at))).toBe('library/run-is-closed')
  })

  it('passes steps of adaptive length through, and says what cannot be done with them', async () => {
    const runOf = (samples: 'dt' | 'every-step') => {
      const model = new Model({
        ...{ tStopMs: 20, dtMs: 0.1, vInitMv: -60 },
        method: 'adaptive',
        adaptive: { absoluteTolerance: 1e-6, samples },
      })
      const cell = model.cell()
      const soma = cell.section('soma', { lengthUm: 100, diameterUm: 100 / Math.PI })
      cell.insert('pas', soma, { g: 1e-4, e: -70 })
      return { at: soma.at(0.5), v: model.record(soma.at(0.5)), run: model.start() }
    }
    const { run, at, v } = runOf('dt')
    await run.advance(10)
    // 10 mV above rest, a time constant of 10 ms; the tolerance holds for each of some hundred steps.
    expect(Math.abs(run.read(at) - (-70 + 10 / Math.E))).toBeLessThan(1e-4)
    run.write(at, 'v', -70)
    await run.finish()
    expect(run.read(at)).toBeCloseTo(-70, 9)
    expect(run.trace(v).values.length).toBe(201)
    const open = runOf('every-step')
    expect(await codeOf(() => open.run.advance(1))).toBe('library/steps-of-their-own')
    await open.run.finish()
    expect(open.run.finished).toBe(true)
    expect(open.run.trace(open.v).timesMs.at(-1)).toBeCloseTo(20, 9)
    run.close()
    open.run.close()
  })

  it('records at times of its own beside every step', async () => {
    const { model, at } = rc()
    const [every, often, times] = [
      model.record(at),
      model.record(at, 'v', { everyMs: 5 }),
      model.record(at, 'v', { timesMs: [1, 2.5] }),
    ]
    const run = model.start()
    run.onInitialise('voltages', one => one.write(at, 'v', -60))
    await run.advance(7)
    await run.finish()
    run.close()
    const { values } = run.trace(every)
    expect([...run.trace(often).values]).toEqual([0, 50, 100, 150, 200].map(step => values[step]))
    expect([...run.trace(times).values]).toEqual([10, 25].map(step => values[step]))
    expect(values[10]).toBeCloseTo(-70 + 10 / 1.01 ** 10, 10)
  })

  it('sets connections between stretches, and never a delay shorter than the least', async () => {
    const { model, cell, at } = rc()
    const synapse = cell.place('ExpSyn', at, { tau: 1e9, e: -70 })
    const stim = model.artificialCell('NetStim', { start: 1, interval: 2, number: 100 })
    const fixed = model.connect(stim, synapse, { delayMs: 1, weight: 0.001 })
    const free = model.connect(at, synapse, { delayMs: 5, leastDelayMs: 0.5, threshold: 0, active: false })
    const run = model.start()
    expect(run.readConnection(fixed, 'weight')).toBe(0.001)
    expect([run.readConnection(free, 'threshold'), run.readConnection(free, 'active')]).toEqual([0, 0])
    run.writeConnection(free, 'delay', '600 us').writeConnection(free, 'threshold', -80)
    run.writeConnection(free, 'weight', 0.5).writeConnection(free, 'active', 1)
    // v is above −80 mV from the beginning: a spike at once.
    await run.advance(1)
    expect(run.read(synapse, 'g')).toBeCloseTo(0.5, 8)
    run.writeConnection(fixed, 'weight', '2 nS').writeConnection(fixed, 'delay', 1.5)
    await run.advance(3)
    // Sent at 1 with the delay of then, and at 3 with the new one; the weight is that of the arrival.
    expect(run.read(synapse, 'g')).toBeCloseTo(0.502, 8)
    await run.advance(1)
    expect(run.read(synapse, 'g')).toBeCloseTo(0.504, 8)
    expect(await codeOf(() => run.writeConnection(fixed, 'delay', 0.9))).toBe('library/delay-too-short')
    expect(await codeOf(() => run.writeConnection(free, 'delay', 0.4))).toBe('library/delay-too-short')
    expect(await codeOf(() => run.writeConnection(free, 'active', 2))).toBe('library/not-a-switch')
    expect(await codeOf(() => run.writeConnection(fixed, 'threshold', 0))).toBe('library/cannot-be-found')
    expect(await codeOf(() => run.readConnection('nobody', 'weight'))).toBe('library/cannot-be-found')
    run.close()
  })
})
