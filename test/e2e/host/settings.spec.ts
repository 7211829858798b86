import { describe, expect, it, vi } from 'vitest'
import { useHosts } from './hosts.ts'

describe('host settings', () => {
  const hosts = useHosts()

  it('keep over a restart what was changed, and tell every window', async () => {
    const { api, home, close } = await hosts.start()
    const heard: string[] = []
    api.settings.onChange(({ theme }) => heard.push(theme))
    await api.settings.set({ theme: 'dark' })
    await vi.waitFor(() => expect(heard).toEqual(['dark']))
    await close()
    const again = await hosts.start({ home })
    expect(await again.api.settings.get()).toMatchObject({ theme: 'dark', reduceMotion: false })
  })
})
