/**
 * `npm test`: builds the application and runs every test against it. Ends in one line, `N passed, N failed`
 * (`, N skipped` where something that a test needs is missing here; the reasons are printed above it).
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findChromium, howToInstallChromium } from '../test/support/chromium.ts'
import { root, run } from './run.ts'

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

const filters = process.argv.slice(2).join(' ')
const reportFile = resolve(root, 'out/test/report.json')
mkdirSync(resolve(root, 'out/test'), { recursive: true })

const built = await run('electron-vite build --logLevel warn')
if (built.code !== 0) {
  console.log(built.output)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const tested = await run(
  `vitest run --config build/vitest.config.ts --reporter=default --reporter=json --outputFile.json=${JSON.stringify(reportFile)} ${filters}`,
  true,
)
if (!existsSync(reportFile)) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport
// A file that fails before its first test has no failed test of its own, and still counts.
const brokenFiles = report.testResults.filter(
  file => file.status === 'failed' && file.assertionResults.length === 0,
).length
const failed = report.numFailedTests + brokenFiles
if (!findChromium()) console.log(`Browser tests were skipped: ${howToInstallChromium()}`)
const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : ''
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped}`)
process.exitCode = tested.code === 0 && failed === 0 && report.numPassedTests > 0 ? 0 : 1
