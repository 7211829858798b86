import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The Chromium to test with: HILLOCK_CHROMIUM, or the first one in the usual places. */
export function findChromium(): string | undefined {
  const named = process.env['HILLOCK_CHROMIUM']
  return (named ? [named] : places).find(path => existsSync(path))
}

/** One line for a person whose machine has none. */
export function howToInstallChromium(): string {
  const install: Partial<Record<NodeJS.Platform, string>> = {
    linux: 'sudo apt-get install chromium',
    darwin: 'brew install --cask chromium',
    win32: 'winget install Google.Chrome',
  }
  return `no Chromium was found; install one (${install[process.platform] ?? 'any Chromium'}) or name it in HILLOCK_CHROMIUM.`
}

/** Switches for a quiet, offline Chromium without a screen. Root cannot use Chromium's own sandbox. */
export const chromiumSwitches: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
