import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planTargets } from '../../../../src-main/batch/planTargets.ts'

const source = (root: string, below: string) => ({ root: resolve(root), below, path: resolve(root, below) })
const out = resolve('/out')
const names = (targets: ReturnType<typeof planTargets>) => targets.map(({ target }) => target)

describe('batch targets', () => {
  it('mirrors what lies below a folder', () => {
    const planned = planTargets([source('/in', 'a.swc'), source('/in', 'b/c.CNG.swc')], '.hoc', out)
    expect(names(planned)).toEqual([join(out, 'a.hoc'), join(out, 'b/c.CNG.hoc')])
  })
  it('mirrors several folders from the deepest that holds them all', () => {
    const planned = planTargets([source('/in/x', 'a.swc'), source('/in/y/z', 'a.swc')], '.hoc', out)
    expect(names(planned)).toEqual([join(out, 'x/a.hoc'), join(out, 'y/z/a.hoc')])
  })
  it('takes a packed file for what it holds', () => {
    const planned = planTargets([source('/in', 'a.swc.gz'), source('/in', 'b')], '.hoc', out)
    expect(names(planned)).toEqual([join(out, 'a.hoc'), join(out, 'b.hoc')])
  })
  it('stays beside the sources without an output folder', () => {
    const planned = planTargets([source('/in/x', 'b/a.swc')], '.hoc', undefined)
    expect(names(planned)).toEqual([resolve('/in/x/b/a.hoc')])
  })
  it('tells sources of one name apart by extension, then by number, whatever the case', () => {
    const planned = planTargets(
      [source('/in', 'a.swc'), source('/in', 'A.SWC'), source('/in', 'a.asc'), source('/in', 'a_asc.swc')],
      '.hoc',
      out,
    )
    const told = names(planned).map(name => name.toLowerCase())
    expect(new Set(told).size).toBe(4)
    expect(names(planned)[3]).toBe(join(out, 'a_asc.hoc'))
    expect(planned.map(({ clash }) => clash !== undefined)).toEqual([true, true, true, false])
  })
})
