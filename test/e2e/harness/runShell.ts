/*
 * Runs the built main bundle with the shim in Electron's place. Started by a test with `fork`; talks with it over the
 * process's own channel. Arguments: the repository, the Chromium, a port for its debugging interface, then what the
 * program itself was started with.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { chromiumSwitches } from '../../support/chromium.ts'
import { asked, stage, tryAddress, app } from './electronShim.ts'

const [root = '', executablePath = '', debuggingPort = '0', ...parameters] = process.argv.slice(2)
const shim = new URL('./electronShim.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: shim, shortCircuit: true } : next(specifier, context),
})

stage.browser = await chromium.launch({
  executablePath,
  args: [...chromiumSwitches, `--remote-debugging-port=${debuggingPort}`],
})
stage.preload = readFileSync(join(root, 'out/preload/preload.cjs'), 'utf8')
process.argv = [process.execPath, join(root, 'out/main/shell.js'), ...parameters]

process.on('message', (message: { readonly ask: string; readonly value?: string }) => {
  const answer = (value: unknown): void => void process.send?.({ ask: message.ask, value })
  if (message.ask === 'facts') answer({ ...asked, permissions: undefined })
  else if (message.ask === 'permission') answer(asked.permissions?.(message.value ?? ''))
  else if (message.ask === 'address') answer(tryAddress(message.value ?? ''))
  else if (message.ask === 'quit') app.quit()
})

await import(pathToFileURL(join(root, 'out/main/shell.js')).href)
process.send?.({ ask: 'started' })
