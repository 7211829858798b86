import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../../src-engine/native')

describe('native sources', () => {
  it('know Node-API only where they are named addon, so that the driver runs without Node', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.(cc|h)$/.test(name),
    )
    const knowing = sources.filter(name =>
      /#include\s*[<"](node_api|addon)/.test(readFileSync(join(folder, name), 'utf8')),
    )
    expect(knowing.length).toBeGreaterThan(3)
    expect(knowing.filter(name => !name.startsWith('addon'))).toEqual([])
  })
})
