import { zipSync } from 'fflate'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hillock, scratchFolder } from '../../support/cli.ts'

const { path: scratch } = scratchFolder('picture')
const swc = '1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n4 3 110 0 0 0.5 3\n'
const cell = join(scratch, 'cell.swc')
writeFileSync(cell, swc)
const archive = join(scratch, 'cells.zip')
writeFileSync(
  archive,
  zipSync({ 'a/one.swc': new TextEncoder().encode(swc), 'two.swc': new TextEncoder().encode(swc) }),
)

describe('cli picture', () => {
  it.each([
    [['--view', 'xz']],
    [['--dendrogram']],
    [['--dendrogram', '--along', 'order']],
    [['--dendrogram', '--along', 'electrotonic', '--rm', '10000']],
  ])('writes an SVG file with %j', options => {
    const out = join(scratch, `${options.join('')}.svg`)
    const { status } = hillock('picture', cell, ...options, '--out', out)
    expect(status).toBe(0)
    expect(readFileSync(out, 'utf8')).toMatch(/^<\?xml.*<\/svg>\n$/s)
  })
  it('draws a cell in an archive', () => {
    const out = join(scratch, 'archived.svg')
    expect(hillock('picture', `${archive}:a/one.swc`, '--out', out).status).toBe(0)
    expect(existsSync(out)).toBe(true)
  })
  it('writes nothing where there is no cell', () => {
    const out = join(scratch, 'nothing.svg')
    expect(hillock('picture', join(scratch, 'no.swc'), '--out', out).status).toBe(1)
    expect(existsSync(out)).toBe(false)
  })
})

describe('cli import of archives', () => {
  it('lists the reconstructions in an archive', () => {
    const { status, stdout } = hillock('import', archive, '--json')
    expect(status).toBe(0)
    const { cells } = JSON.parse(stdout) as { cells: { path: string; sections: number }[] }
    expect(cells).toMatchObject([
      { path: 'a/one.swc', sections: 2 },
      { path: 'two.swc', sections: 2 },
    ])
  })
  it('reads one of them', () => {
    const { status, stdout } = hillock('import', `${archive}:two.swc`, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ format: 'swc', totalLengthUm: 120 })
  })
  it('ends with 1 where an archive has no such file', () => {
    const { status, stderr } = hillock('import', `${archive}:three.swc`)
    expect(status).toBe(1)
    expect(stderr).toContain('archive/no-such-entry')
  })
})
