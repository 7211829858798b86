import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, hasEngine, hillock, root, scratchFolder } from '../../support/cli.ts'

const scratch = scratchFolder('scripts')

/** What NEURON gives for the examples: test/reference/scripting/record.py. */
const neuron = JSON.parse(readFileSync(join(root, 'test/reference/scripting/neuron.json'), 'utf8')) as {
  readonly hhSoma: Record<'v' | 'm' | 'spikes' | 'range', number[]>
  readonly ballAndStick: Record<'v' | 'i' | 'spikes', number[]>
  readonly ring: number[][]
}

const example = (name: string, ...parameters: string[]) => {
  const { status, stdout, stderr } = hillock('run', join(root, 'resources/examples', name), ...parameters)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout
}

const numbersAfter = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, number]) => Number(number))

const expectNear = (found: readonly number[], expected: readonly number[], tolerance: number) => {
  expect(found.length).toBe(expected.length)
  found.forEach((number, index) => expect(Math.abs(number - expected[index]!)).toBeLessThan(tolerance))
}

const timesIn = (line: string) => (line.match(/\d+\.\d+/g) ?? []).map(Number)

describe.skipIf(!hasEngine)('cli run: the examples', () => {
  // Printed with six decimals: half of the last, and as much again for what the numbers themselves may differ by.
  const printed = 1e-6

  it('a soma with hh whose clamp a callback changes is NEURON’s', () => {
    const text = example('hhSoma.ts')
    expectNear(numbersAfter(text, /v = (\S+) mV/g), neuron.hhSoma.v, printed)
    expectNear(numbersAfter(text, /m = (\S+)/g), neuron.hhSoma.m, 1e-8)
    expectNear(numbersAfter(text, /(?:between|and) (-?\d\S+)/g), neuron.hhSoma.range, printed)
    expectNear(timesIn(text.split('\n').find(line => line.startsWith('spikes'))!), neuron.hhSoma.spikes, 1e-3)
  })

  it('Rallpack 1 is the exact solution within the errors that NEURON has', () => {
    const errors = numbersAfter(example('rallpack1.ts'), /error (\S+)/g)
    expect(errors.length).toBe(2)
    // NEURON’s at this step: 2.7e-4 at the near end, 4.4e-4 at the far one.
    expect(errors[0]).toBeLessThan(2.7e-4)
    expect(errors[1]).toBeLessThan(4.4e-4)
  })

  it('a ball and stick with a driven synapse is NEURON’s', () => {
    const text = example('ballAndStick.ts')
    const [v = '', i = '', spikes = ''] = text.split('\n')
    expectNear(numbersAfter(v, /(?:between|and) (-?\d\S+)/g), neuron.ballAndStick.v, printed)
    expectNear(numbersAfter(i, /(?:between|and) (-?\d\S+)/g), neuron.ballAndStick.i, printed)
    expectNear(timesIn(spikes), neuron.ballAndStick.spikes, 1e-3)
  })

  it('a ring of branched cells fires when NEURON’s does', () => {
    const lines = example('ring.ts').trimEnd().split('\n')
    expect(lines.length).toBe(10)
    lines.forEach((line, cell) => expectNear(timesIn(line), neuron.ring[cell]!, 1e-3))
  })

  it('hands its further arguments to the script', () => {
    expect(example('ring.ts', '3').trimEnd().split('\n').length).toBe(3)
  })
})

const soma = `import { Model } from 'hillock'
const model = new Model({ tStopMs: 20 })
const cell = model.cell()
const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
cell.insert('hh', soma)
cell.place('IClamp', soma.at(0.5), { del: 1, dur: 10, amp: 0.3 })
const v = model.record(soma.at(0.5))
`

describe.skipIf(!hasEngine)('cli run', () => {
  it('says plainly what is wrong with a script’s model, with the line of the script, and ends with 1', () => {
    const script = scratch.file('typo.ts', `${soma}cell.insert('hh', soma, { gnabr: '1 S/cm2' })\n`)
    const { status, stderr } = hillock('run', script)
    expect(status).toBe(1)
    expect(stderr).toContain('There is no parameter of hh called "gnabr". Did you mean "gnabar"?')
    expect(stderr).toMatch(/typo\.ts:8:/)
    expect(stderr).not.toContain('model.ts')
  })

  it('shows where a script fails by itself, and passes its own exit code on', () => {
    const fails = hillock(
      'run',
      scratch.file('fails.ts', 'const x: unknown = null\nthrow new Error("no more ideas")\n'),
    )
    expect(fails.status).toBe(1)
    expect(fails.stderr).toMatch(/no more ideas[^]*fails\.ts:2:/)
    expect(hillock('run', scratch.file('seven.ts', 'process.exit(7)\n')).status).toBe(7)
    expect(hillock('run', join(scratch.path, 'nothing.ts')).status).toBe(1)
    expect(hillock('run').status).toBe(2)
  })

  it('tells that scripts are programs of the user’s own', () => {
    expect(hillock('run', '--help').stdout).toContain('A script is a program of your own')
  })

  it('stops on Ctrl+C with 130', async () => {
    const script = scratch.file(
      'long.ts',
      `${soma.replace('tStopMs: 20', 'tStopMs: 1e7')}console.log('begun')\nawait model.run()\n`,
    )
    const child = spawn(process.execPath, [cli, 'run', script], { detached: true })
    const ended = new Promise(settle => child.once('exit', settle))
    const begun = new Promise(settle => child.stdout.once('data', settle))
    await Promise.race([begun, ended])
    // A terminal sends it to both processes.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGINT')
    expect(await ended).toBe(130)
  })

  it('--verify runs a script in every way, and says where it is not the same', () => {
    const good = hillock('run', '--verify', scratch.file('good.ts', `${soma}await model.run()\n`))
    expect(good.stderr).toMatch(/^verified: \d+ ways to run it, equal bits\n$/)
    expect(good.status).toBe(0)
    const chance = soma.replace('amp: 0.3', 'amp: 0.3 + (process.env.HILLOCK_LANES === "4" ? 1e-9 : 0)')
    const bad = hillock('run', '--verify', scratch.file('bad.ts', `${chance}await model.run()\n`))
    expect(bad.status).toBe(3)
    expect(bad.stderr).toMatch(
      /With base, 4 lanes, 1 thread: soma\(0\.5\)\.v is \S+ instead of \S+ at number \d+\./,
    )
    const nothing = hillock('run', '--verify', scratch.file('idle.ts', 'console.log(1)\n'))
    expect(nothing.status).toBe(1)
  }, 120_000)
})

describe.skipIf(!hasEngine)('cli simulate --verify', () => {
  it('runs the model in every way and then writes it', () => {
    const cell = scratch.file(
      'cell.swc',
      '1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n4 3 110 0 0 0.5 3\n',
    )
    const { status, stderr } = hillock(
      ...['simulate', cell, '--insert', 'hh@soma', '--iclamp', 'soma(0.5),1,5,0.5', '--nseg', 'fixed:5'],
      ...['--record', 'soma(0.5).v', '--verify', '--out', join(scratch.path, 'out.json')],
    )
    expect(stderr).toMatch(/verified: \d+ ways to run it, equal bits/)
    expect(status).toBe(0)
    expect(readFileSync(join(scratch.path, 'out.json'), 'utf8')).toContain('"traces"')
  })
})
