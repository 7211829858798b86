import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serveWorkbench } from '../../support/servedWorkbench.ts'

const root = resolve(import.meta.dirname, '../../..')
const isBuilt = existsSync(join(root, 'out/main/cli.js')) && existsSync(join(root, 'out/renderer/index.html'))

describe.skipIf(!isBuilt)('npm start without a screen', () => {
  it('says so and serves the same workbench on this machine alone', async () => {
    const served = await serveWorkbench({ command: ['npm', 'start'] })
    try {
      const answer = await fetch(served.url)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(await answer.text()).toContain('<title>Hillock')
      const stranger = new URL(served.url)
      stranger.search = ''
      stranger.hash = ''
      expect((await fetch(stranger)).status).toBe(401)
    } finally {
      await served.close()
    }
  }, 120_000)
})
