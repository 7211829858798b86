import { describe, expect, it } from 'vitest'
import { useHosts } from './hosts.ts'

describe('host mechanisms of a project', () => {
  const hosts = useHosts()

  it('adds a mechanism of the project, hides the library’s, and removes it again', async () => {
    const { api } = await hosts.start()
    const own = (await api.mechanisms.list()).find(({ name }) => name === 'pas')
    const text = own?.text.replace('e = -70', 'e = -60') ?? ''
    const { mechanism, diagnostics } = await api.mechanisms.add({ fileName: 'mypas.mod', text })
    expect(mechanism).toMatchObject({ name: 'pas', origin: 'project', fileName: 'mypas.mod' })
    expect(diagnostics.map(({ code }) => code)).toContain('mechanism/hides-library')
    await api.mechanisms.remove({ name: 'pas' })
    expect((await api.mechanisms.list()).find(({ name }) => name === 'pas')?.origin).toBe('library')
    await expect(api.mechanisms.remove({ name: 'pas' })).rejects.toMatchObject({
      code: 'mechanisms/not-found',
    })
  })

  it('does not take a mechanism that does not compile', async () => {
    const { api } = await hosts.start()
    const { mechanism, diagnostics } = await api.mechanisms.add({
      fileName: 'x.mod',
      text: 'NEURON { SUFFIX }',
    })
    expect(mechanism).toBeUndefined()
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    expect((await api.mechanisms.list()).every(({ origin }) => origin === 'library')).toBe(true)
  })
})
