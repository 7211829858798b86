import type { CompiledMechanism, MechanismField } from '../../src-engine/kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../src-engine/program/builder.ts'
import type { Program } from '../../src-engine/program/program.ts'
import type { Value } from '../../src-engine/program/values.ts'
import { mechanismOf } from './mechanisms.ts'

/** Writes a program as formulas: names of own columns, uniforms and weights become values. */
class Hook {
  readonly builder: ProgramBuilder

  constructor(name: string) {
    this.builder = new ProgramBuilder(name)
  }

  own = (name: string) => this.builder.column('own', name)
  weight = (name: string) => this.builder.column('weight', name)
  uniform = (name: string) => this.builder.uniform(name)
  number = (value: number) => this.builder.constant(value)
  add = (a: Value, b: Value) => this.builder.apply('add', a, b)
  sub = (a: Value, b: Value) => this.builder.apply('sub', a, b)
  mul = (a: Value, b: Value) => this.builder.apply('mul', a, b)
  div = (a: Value, b: Value) => this.builder.apply('div', a, b)
  is = (operation: 'lt' | 'le' | 'eq' | 'and', a: Value, b: Value) => this.builder.apply(operation, a, b)
  not = (a: Value) => this.builder.apply('not', a)
  choose = (when: Value, then: Value, otherwise: Value) => this.builder.apply('select', when, then, otherwise)
  /** e^(−t/τ) */
  decay = (time: Value, tau: Value) =>
    this.builder.apply('exp', this.builder.apply('neg', this.div(time, tau)))

  store(name: string, value: Value): void {
    this.builder.effect({ kind: 'store', name, value })
  }
  storeWeight(name: string, value: Value): void {
    this.builder.effect({ kind: 'assignAt', space: 'weight', name, value })
  }
  emit(
    event: 'send' | 'move' | 'fire' | 'deliver',
    time: Value,
    flag: Value = this.number(0),
    when: Value = this.number(1),
  ): void {
    this.builder.effect({ kind: 'emit', event, time, flag, when })
  }
  /** i = g·(v − e) of a point process, g linear in nothing but v. */
  conductance(g: Value, e: Value): void {
    const v = this.builder.column('node', 'v')
    this.store('i', this.mul(g, this.sub(v, e)))
    this.builder.effect({ kind: 'addAt', space: 'node', name: 'rhs', value: this.mul(g, e) })
    this.builder.effect({ kind: 'addAt', space: 'node', name: 'diagonal', value: g })
  }
}

/** One hook's program. */
export function hook(name: string, write: (hook: Hook) => void): Program {
  const made = new Hook(name)
  write(made)
  const program = made.builder.finish()
  if (!program) throw new Error(`${name} does nothing`)
  return program
}

const parameter = (name: string, unit: string, value: number): MechanismField => ({
  name,
  role: 'parameter',
  scope: 'range',
  unit,
  default: value,
})
const variable = (name: string, unit: string, role: MechanismField['role'] = 'assigned'): MechanismField => ({
  name,
  role,
  scope: 'range',
  unit,
  default: 0,
})

/** An exponential synapse: g jumps by the weight and decays with tau. */
export const synapse: CompiledMechanism = mechanismOf({
  name: 'Synapse',
  kind: 'point',
  fields: [
    parameter('tau', 'ms', 0.1),
    parameter('e', 'mV', 0),
    variable('i', 'nA', 'current'),
    variable('g', 'uS', 'state'),
  ],
  programs: {
    initialise: hook('Synapse.initialise', h => h.store('g', h.number(0))),
    current: hook('Synapse.current', h => h.conductance(h.own('g'), h.own('e'))),
    state: hook('Synapse.state', h =>
      h.store('g', h.mul(h.own('g'), h.decay(h.uniform('dt'), h.own('tau')))),
    ),
    netReceive: hook('Synapse.netReceive', h => h.store('g', h.add(h.own('g'), h.weight('weight')))),
  },
  events: { weights: [{ name: 'weight', unit: 'uS' }], receives: true, sends: false, fires: false },
})

/** Two exponentials: g = B − A, with a weight scaled so that g’s peak is the weight. */
export const doubleSynapse: CompiledMechanism = mechanismOf({
  name: 'DoubleSynapse',
  kind: 'point',
  fields: [
    parameter('tau1', 'ms', 0.1),
    parameter('tau2', 'ms', 10),
    parameter('e', 'mV', 0),
    variable('i', 'nA', 'current'),
    variable('factor', '1'),
    variable('A', 'uS', 'state'),
    variable('B', 'uS', 'state'),
  ],
  programs: {
    initialise: hook('DoubleSynapse.initialise', h => {
      const [tau1, tau2] = [h.own('tau1'), h.own('tau2')]
      const ratio = h.builder.apply('log', h.div(tau2, tau1))
      const peak = h.mul(h.div(h.mul(tau1, tau2), h.sub(tau2, tau1)), ratio)
      h.store('A', h.number(0))
      h.store('B', h.number(0))
      h.store('factor', h.div(h.number(1), h.sub(h.decay(peak, tau2), h.decay(peak, tau1))))
    }),
    current: hook('DoubleSynapse.current', h => h.conductance(h.sub(h.own('B'), h.own('A')), h.own('e'))),
    state: hook('DoubleSynapse.state', h => {
      h.store('A', h.mul(h.own('A'), h.decay(h.uniform('dt'), h.own('tau1'))))
      h.store('B', h.mul(h.own('B'), h.decay(h.uniform('dt'), h.own('tau2'))))
    }),
    netReceive: hook('DoubleSynapse.netReceive', h => {
      const jump = h.mul(h.weight('weight'), h.own('factor'))
      h.store('A', h.add(h.own('A'), jump))
      h.store('B', h.add(h.own('B'), jump))
    }),
  },
  events: { weights: [{ name: 'weight', unit: 'uS' }], receives: true, sends: false, fires: false },
})

/** Fires `number` times from `start` on, each `interval` after the one before. */
export const pulser: CompiledMechanism = mechanismOf({
  name: 'Pulser',
  kind: 'artificial',
  fields: [
    parameter('start', 'ms', 0),
    parameter('interval', 'ms', 10),
    parameter('number', '1', 1),
    variable('left', '1'),
  ],
  programs: {
    initialise: hook('Pulser.initialise', h => {
      h.store('left', h.own('number'))
      h.emit('send', h.own('start'), h.number(1), h.is('lt', h.number(0), h.own('number')))
    }),
    netReceive: hook('Pulser.netReceive', h => {
      const own = h.is('eq', h.uniform('flag'), h.number(1))
      const left = h.sub(h.own('left'), h.number(1))
      h.store('left', h.choose(own, left, h.own('left')))
      h.emit('fire', h.uniform('t'), h.number(0), own)
      h.emit('send', h.own('interval'), h.number(1), h.is('and', own, h.is('lt', h.number(0), left)))
    }),
  },
  events: { weights: [{ name: 'w', unit: '1' }], receives: true, sends: true, fires: true },
})

/** Leaky integrator: m decays with tau, jumps by the weight, and at 1 the cell fires and rests for refrac. */
export const integrator: CompiledMechanism = mechanismOf({
  name: 'Integrator',
  kind: 'artificial',
  fields: [
    parameter('tau', 'ms', 10),
    parameter('refrac', 'ms', 5),
    variable('m', '1'),
    variable('since', 'ms'),
    variable('resting', '1'),
  ],
  programs: {
    initialise: hook('Integrator.initialise', h => {
      h.store('m', h.number(0))
      h.store('since', h.uniform('t'))
      h.store('resting', h.number(0))
    }),
    netReceive: hook('Integrator.netReceive', h => {
      const [t, resting, zero, one] = [h.uniform('t'), h.own('resting'), h.number(0), h.number(1)]
      const takes = h.not(resting)
      const m = h.add(h.mul(h.own('m'), h.decay(h.sub(t, h.own('since')), h.own('tau'))), h.weight('weight'))
      const fires = h.is('and', takes, h.is('lt', one, m))
      const wakes = h.is('and', resting, h.is('eq', h.uniform('flag'), one))
      h.store('m', h.choose(fires, zero, h.choose(takes, m, h.choose(wakes, zero, h.own('m')))))
      h.store('since', h.choose(h.builder.apply('or', takes, wakes), t, h.own('since')))
      h.store('resting', h.choose(fires, one, h.choose(wakes, zero, resting)))
      h.emit('send', h.own('refrac'), one, fires)
      h.emit('fire', t, zero, fires)
    }),
  },
  events: { weights: [{ name: 'weight', unit: '1' }], receives: true, sends: true, fires: true },
})

/** Counts what comes: events by connection, events to itself, and the exact time of the last. */
export const counter: CompiledMechanism = mechanismOf({
  name: 'Counter',
  kind: 'artificial',
  fields: [variable('count', '1'), variable('last', 'ms'), variable('sum', '1')],
  programs: {
    initialise: hook('Counter.initialise', h => {
      h.store('count', h.number(0))
      h.store('last', h.number(-1))
      h.store('sum', h.number(0))
    }),
    // The sum of 2·sum + weight tells in which order weights came.
    netReceive: hook('Counter.netReceive', h => {
      h.store('count', h.add(h.own('count'), h.number(1)))
      h.store('last', h.uniform('t'))
      h.store('sum', h.add(h.mul(h.number(2), h.own('sum')), h.weight('w')))
    }),
  },
  events: {
    weights: [
      { name: 'w', unit: '1' },
      { name: 'seen', unit: '1' },
    ],
    receives: true,
    sends: false,
    fires: false,
  },
})
