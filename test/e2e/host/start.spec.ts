import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { useHosts, withCell } from './hosts.ts'

describe('host with a fresh home', () => {
  const hosts = useHosts()

  it('opens a new project with a sample cell that is ready to run', async () => {
    const { api } = await hosts.start()
    expect(await api.project.current()).toMatchObject({ name: 'Untitled', undo: 'Add a starting point' })
    const { document, compartments, diagnostics } = await api.models.current()
    expect(document?.probes.map(({ variable }) => variable)).toEqual(['v', 'v'])
    expect(compartments).toBeGreaterThan(100)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const samples = await api.morphologies.samples()
    expect(samples.length).toBeGreaterThan(1)
    expect(samples[0]?.title).not.toBe(samples[0]?.name)
  })

  it('finds the file sound in the background', async () => {
    const { api } = await hosts.start()
    await vi.waitFor(async () => expect((await api.project.current()).integrity).toBe('sound'), 10_000)
  })

  it('opens the last project the next time, with its undo', async () => {
    const first = await hosts.start()
    await withCell(first.api)
    await first.close()
    const again = await hosts.start({ home: first.home })
    expect((await again.api.models.current()).document?.morphology).toMatch(/^[0-9a-f]{64}$/)
    expect(await again.api.project.undo()).toMatchObject({ redo: 'Add a starting point' })
    expect((await again.api.models.current()).document?.probes).toEqual([])
  })

  it('opens another project where the last one is in use', async () => {
    const first = await hosts.start()
    const second = await hosts.start({ home: first.home }).catch((error: unknown) => String(error))
    // The host says on its log why it did not open the last one; in tests the log throws.
    expect(second).toMatch(/open in another Hillock/)
  })

  it('makes the project that it was asked for', async () => {
    const path = join(hosts.folder(), 'mine.hillock')
    const { api } = await hosts.start({ projectPath: path })
    expect(existsSync(path)).toBe(true)
    expect(await api.project.current()).toMatchObject({ name: 'mine', path })
    expect((await api.models.current()).document).toBeUndefined()
  })
})

describe('host without an engine', () => {
  const hosts = useHosts()

  it('works on cells and models, and says what to install when asked to run', async () => {
    const { api } = await hosts.start({ withoutEngine: true })
    expect((await withCell(api)).compartments).toBeGreaterThan(0)
    expect(await api.application.info()).toMatchObject({
      engine: undefined,
      engineProblem: /install a compiler/,
    })
    await expect(api.runs.start({})).rejects.toMatchObject({
      code: 'runs/no-engine',
      message: /install a compiler/,
    })
  })
})
