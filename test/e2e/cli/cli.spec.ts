import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, hasEngine, hillock, scratchFolder } from '../../support/cli.ts'

const { path: scratch } = scratchFolder('cli')

/** A soma of 20 × 20 µm with one dendrite of 100 µm. */
const cell = join(scratch, 'cell.swc')
writeFileSync(cell, '1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n4 3 110 0 0 0.5 3\n')

describe('cli import', () => {
  it('prints one JSON object with the totals of the cell', () => {
    const { status, stdout } = hillock('import', cell, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'swc',
      sections: 2,
      sectionsByType: { soma: 1, axon: 0, dend: 1, apic: 0, other: 0 },
      totalLengthUm: 120,
      diagnostics: [],
    })
  })

  it('reads one cell of several, by its name, and damaged files as far as it can', () => {
    const cells = join(scratch, 'cells.nml')
    const soma = (id: string, length: number) =>
      `<cell id="${id}"><morphology><segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="2"/><distal x="${length}" y="0" z="0" diameter="2"/></segment></morphology></cell>`
    writeFileSync(cells, `<neuroml>${soma('a', 10)}${soma('b', 30)}`)
    expect(hillock('import', cells).status).toBe(1)
    const { status, stdout } = hillock('import', cells, '--lenient', '--cell', 'b', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ format: 'neuroml', totalLengthUm: 30 })
  })

  it('reads as it is told to, also for the list of soma rules', () => {
    const broken = join(scratch, 'damaged.swc')
    writeFileSync(broken, '1 1 0 0 0 10 -1\nx\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n')
    expect(hillock('import', broken, '--soma', 'list', '--json').status).toBe(1)
    const listed = hillock('import', broken, '--soma', 'list', '--lenient', '--json')
    const { soma } = JSON.parse(listed.stdout) as { soma: readonly { rule: string; somaLengthUm: number }[] }
    expect(soma[0]).toMatchObject({ rule: 'format', somaLengthUm: 20 })
    expect(soma.map(({ rule }) => rule)).toContain('sphere')
    const compartments = join(scratch, 'cell.p')
    writeFileSync(compartments, '*relative\nsoma none 10 0 0 10\na soma 50 0 0 4\nb . 30 0 0 2\n')
    const sections = (...more: string[]) =>
      JSON.parse(hillock('import', compartments, '--json', ...more).stdout) as { sections: number }
    expect(sections()).toMatchObject({ sections: 3 })
    expect(sections('--compartments', 'frusta')).toMatchObject({ sections: 2 })
  })

  it('ends with 1 and a diagnostic that names file, line and code where the file is at fault', () => {
    const broken = join(scratch, 'broken.swc')
    writeFileSync(broken, '1 1 0 0 0 10 -1\n2 3 0 0 twelve 1 1\n')
    const { status, stderr } = hillock('import', broken)
    expect(status).toBe(1)
    expect(stderr).toMatch(/broken\.swc:2:\d+: error swc\/[a-z-]+ /)
  })

  it('ends with 1 where there is no such file', () => {
    const { status, stderr } = hillock('import', join(scratch, 'nothing.swc'))
    expect(status).toBe(1)
    expect(stderr).toContain('there is no such file')
  })

  it('ends with 2 on wrong usage', () => {
    expect(hillock('import').status).toBe(2)
    expect(hillock('explode').status).toBe(2)
    expect(hillock('import', cell, '--loud').status).toBe(2)
  })

  it('explains itself', () => {
    for (const command of [
      'import',
      'simulate',
      'run',
      'solve',
      'check',
      'print',
      'serve',
      'project',
      'bench',
    ]) {
      const { status, stdout } = hillock(command, '--help')
      expect(status).toBe(0)
      expect(stdout).toContain('Usage: hillock')
    }
  })
})

describe.skipIf(!hasEngine)('cli simulate', () => {
  const protocol = [
    ...[
      '--insert',
      'hh@soma',
      '--insert',
      'pas@dend',
      '--set',
      'pas.e=-65@dend',
      '--iclamp',
      'soma(0.5),1,3,0.5',
    ],
    ...['--record', 'soma(0.5).v', '--spikes', 'soma[0](0.5),0', '--tstop', '8'],
  ]

  it('adds what a model file says to what options say', () => {
    const out = join(scratch, 'model-out.json')
    const model = join(scratch, 'model.json')
    writeFileSync(model, JSON.stringify({ processProbes: [{ id: 'current', variable: 'clamp1.i' }] }))
    const { status, stderr } = hillock('simulate', cell, ...protocol, '--model', model, '--out', out)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const { traces } = JSON.parse(readFileSync(out, 'utf8'))
    expect(Object.keys(traces)).toEqual(['soma(0.5).v', 'current'])
    expect(Math.max(...traces.current)).toBe(0.5)
  })

  it.each([
    ['is no part of a model document', '{"connections":[{"id":3}]}', 'connections.0.id'],
    ['is not JSON', '{', 'is not JSON'],
    ['names what is not there', '{"processSpikes":[{"id":"s","process":"nobody"}]}', 'model/unknown-process'],
  ])('ends with 1 where the model file %s', (_, text, said) => {
    const model = join(scratch, 'bad-model.json')
    writeFileSync(model, text)
    const { status, stderr } = hillock('simulate', cell, '--model', model, '--out', join(scratch, 'no.json'))
    expect(status).toBe(1)
    expect(stderr).toContain(said)
  })

  it('writes times, traces, spikes and figures as JSON', () => {
    const out = join(scratch, 'out.json')
    expect(hillock('simulate', cell, ...protocol, '--out', out)).toMatchObject({ status: 0, stderr: '' })
    const result = JSON.parse(readFileSync(out, 'utf8'))
    expect(result.t).toHaveLength(321)
    expect(result.traces['soma(0.5).v']).toHaveLength(321)
    expect(result.traces['soma(0.5).v'][0]).toBe(-65)
    expect(Math.max(...result.traces['soma(0.5).v'])).toBeGreaterThan(10)
    expect(result.spikes['soma[0](0.5)']).toHaveLength(1)
    expect(result.meta).toMatchObject({ compartments: 2, engine: expect.stringContaining('hillock') })
  })

  it('writes the same numbers as CSV', () => {
    const json = join(scratch, 'same.json')
    const csv = join(scratch, 'same.csv')
    hillock('simulate', cell, ...protocol, '--out', json)
    hillock('simulate', cell, ...protocol, '--out', csv)
    const rows = readFileSync(csv, 'utf8').trim().split('\n')
    const result = JSON.parse(readFileSync(json, 'utf8'))
    expect(rows[0]).toBe('t,soma(0.5).v')
    expect(rows.slice(1).map(row => Number(row.split(',')[1]))).toEqual(result.traces['soma(0.5).v'])
  })

  it('ends with 1 and names the section where a place is not on the cell', () => {
    const { status, stderr } = hillock(
      'simulate',
      cell,
      '--record',
      'dent[0](0.5).v',
      '--out',
      join(scratch, 'x.json'),
    )
    expect(status).toBe(1)
    expect(stderr).toContain('dent[0]')
  })

  it('ends with 2 where an option cannot be read', () => {
    expect(hillock('simulate', cell, '--iclamp', 'soma', '--out', join(scratch, 'x.json')).status).toBe(2)
    expect(hillock('simulate', cell, '--out', join(scratch, 'x.txt')).status).toBe(2)
  })

  it('ends with 130 and writes what was recorded until then when it is interrupted', async () => {
    const folder = mkdtempSync(join(scratch, 'interrupted'))
    writeFileSync(
      join(folder, 'caller.mod'),
      'NEURON { SUFFIX caller }\nBREAKPOINT { if (t > 10 && t < 10.03) { printf("on the way\\n") } }\n',
    )
    const out = join(folder, 'interrupted.json')
    const child = spawn(process.execPath, [
      cli,
      'simulate',
      cell,
      '--tstop',
      '1e5',
      '--mechanisms',
      folder,
      '--insert',
      'caller',
      '--insert',
      'hh',
      '--nseg',
      'fixed:201',
      '--record',
      'soma(0.5).v',
      '--out',
      out,
    ])
    let said = ''
    child.stderr.on('data', text => {
      const begun = said.includes('on the way')
      said += String(text)
      if (!begun && said.includes('on the way')) child.kill('SIGINT')
    })
    const status = await new Promise(settle => child.on('close', settle))
    expect(status).toBe(130)
    const { t, traces, meta } = JSON.parse(readFileSync(out, 'utf8'))
    expect(t.length).toBeGreaterThan(1)
    expect(traces['soma(0.5).v']).toHaveLength(t.length)
    expect(meta.endedAtMs).toBe(t.at(-1))
    expect(said).toContain(out)
    expect(existsSync(`${out}.part`)).toBe(false)
  })

  it('ends with 1 and writes what was recorded until then where a state is no longer a number', () => {
    const folder = mkdtempSync(join(scratch, 'faulty'))
    writeFileSync(
      join(folder, 'sink.mod'),
      `NEURON { SUFFIX sink }
STATE { c }
INITIAL { c = 1 }
BREAKPOINT { SOLVE decay METHOD cnexp }
DERIVATIVE decay { c' = -log(3 - t)*c }
`,
    )
    const out = join(folder, 'partial.json')
    const { status, stderr } = hillock(
      'simulate',
      cell,
      ...['--mechanisms', folder, '--insert', 'hh', '--insert', 'sink', '--tstop', '10'],
      ...['--record', 'soma(0.5).v', '--out', out],
    )
    expect(status).toBe(1)
    expect(stderr).toContain('run/state-not-finite')
    expect(stderr).toMatch(/sink\.c at \w+\[0\]\(\S+\), at t = 3 ms/)
    const { t, traces } = JSON.parse(readFileSync(out, 'utf8'))
    expect(t.at(-1)).toBeCloseTo(3, 1)
    expect(traces['soma(0.5).v']).toHaveLength(t.length)
  })
})
