import { describe, expect, it } from 'vitest'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import type { Pass } from '../../../../src-engine/program/printPasses.ts'

/** What the passes make of a step towards a fixed point, with a loop and a fault. */
function printed(): Readonly<Record<Pass, string>> {
  const builder = new ProgramBuilder('x.state')
  const x = builder.column('own', 'x')
  const one = builder.constant(1)
  const rate = builder.apply('exp', builder.apply('mul', builder.uniform('dt'), builder.constant(2)))
  const fault = { code: 'test/too-long', facts: {} }
  const [root = x] = builder.loop([x], 10, fault, ([now = x]) => ({
    more: builder.apply('lt', now, one),
    next: [builder.apply('mul', now, rate)],
  }))
  builder.effect({ kind: 'store', name: 'x', value: root })
  builder.effect({
    kind: 'fault',
    fault: { code: 'test/negative', facts: {} },
    when: builder.apply('lt', x, builder.constant(0)),
  })
  const texts = { values: '', schedule: '' }
  builder.finish((pass, print) => {
    texts[pass] = print()
  })
  return texts
}

describe('program printPasses', () => {
  it('shows each value once, what a loop carries, and the effects in order', () => {
    const lines = printed().values.split('\n')
    expect(lines[0]).toBe('values of x.state')
    expect(lines.filter(line => line.includes('= exp '))).toHaveLength(1)
    expect(lines.some(line => /= carried, from @x$/.test(line))).toBe(true)
    expect(lines.some(line => /= %\d+ while %\d+ next %\d+$/.test(line))).toBe(true)
    expect(lines.slice(lines.indexOf('effects') + 1)).toEqual([
      expect.stringMatching(/^ {2}@x = %\d+$/),
      expect.stringMatching(/^ {2}!test\/negative when %\d+$/),
      '',
    ])
  })

  it('shows what is hoisted, and a loop with its body indented', () => {
    const lines = printed().schedule.split('\n')
    expect(lines.slice(lines.indexOf('prologue'), lines.indexOf('body')).join()).toContain('exp')
    const loop = lines.findIndex(line => line.startsWith('  loop at most 10 rounds'))
    const again = lines.indexOf('  again')
    expect(loop).toBeGreaterThan(0)
    expect(again).toBeGreaterThan(loop)
    expect(lines.slice(loop + 1, again).every(line => line.startsWith('    '))).toBe(true)
  })
})
