import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { downloaded, missingForRuns, runOnce } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

const take = (page: Page, item: string) =>
  downloaded(page, async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  })

/** Elements with a line in them, and the words of an SVG, read by the browser's own parser. */
const readSvg = (page: Page, text: string) =>
  page.evaluate(source => {
    const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml')
    return {
      root: documentElement.nodeName,
      paths: documentElement.querySelectorAll('path').length,
      words: [...documentElement.querySelectorAll('text')].map(({ textContent }) => textContent),
    }
  }, text)

describe.skipIf(missingForRuns)('figures in a browser', () => {
  let page: Page
  const window = useWindow(async opened => {
    page = opened
    await runOnce(page, 'Run 1')
    await page.getByRole('group', { name: 'Plot 1' }).waitFor()
  })

  it('saves every sample with names and units', async () => {
    const { name, bytes } = await take(page, 'Save all samples as CSV')
    const lines = bytes.toString('utf8').trimEnd().split('\r\n')
    expect(name).toBe('Run-1.csv')
    expect(lines[0]).toMatch(/^t \(ms\),soma\[0\]\(0\.5\)\.v \(mV\),apic\[\d+\]\(1\)\.v \(mV\)$/)
    // 60 ms in steps of 0.025 ms, with the sample at 0.
    expect(lines).toHaveLength(1 + 60 / 0.025 + 1)
    expect(lines[1]).toMatch(/^0,-65,-65$/)
    const last = (lines.at(-1) ?? '').split(',').map(Number)
    expect(last[0]).toBeCloseTo(60, 6)
    const peak = Math.max(...lines.slice(1).map(line => Number(line.split(',')[1])))
    expect(peak).toBeGreaterThan(0)
    expect(window.faults).toEqual([])
  }, 60_000)

  it('saves figures that other programs can read', async () => {
    const svg = await readSvg(page, (await take(page, 'Save as SVG')).bytes.toString('utf8'))
    expect(svg.root).toBe('svg')
    expect(svg.paths).toBeGreaterThan(4)
    expect(svg.words).toContain('Time (ms)')
    expect(svg.words).toContain('v (mV)')
    expect(svg.words).toContain('soma[0](0.5).v')
    const png = (await take(page, 'Publication style, PNG')).bytes
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    // 180 mm at 96 px an inch, four times as fine.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([4 * 680, 4 * 320])
    expect(window.faults).toEqual([])
  }, 60_000)

  it('lays a second run over the first one', async () => {
    await page.getByRole('button', { name: 'Keep earlier runs in the plots' }).click()
    await page.getByRole('contentinfo').getByRole('textbox', { name: 'Temperature' }).fill('16')
    await page.keyboard.press('Enter')
    await runOnce(page, 'Run 2')
    const runs = page.getByRole('region', { name: 'Traces' }).getByRole('list', { name: 'Runs' })
    await expect.poll(() => runs.getByRole('listitem').allInnerTexts()).toEqual(['Run 2', 'Run 1'])
    const { words } = await readSvg(page, (await take(page, 'Save as SVG')).bytes.toString('utf8'))
    expect(words).toContain('soma[0](0.5).v · Run 1')
    expect(words).toContain('soma[0](0.5).v · Run 2')
    expect(window.faults).toEqual([])
  }, 90_000)

  it('leaves out what is not ticked', async () => {
    const variables = page.getByRole('list', { name: 'Recorded variables' }).getByRole('checkbox')
    expect(await variables.count()).toBe(2)
    await variables.first().uncheck()
    const { bytes } = await take(page, 'Save all samples as CSV')
    expect(bytes.toString('utf8').split('\r\n')[0]).toMatch(/^t \(ms\),apic\[\d+\]\(1\)\.v \(mV\)$/)
    await variables.first().check()
    const both = await take(page, 'Save all samples as CSV')
    expect(both.bytes.toString('utf8').split('\r\n')[0]).toContain('soma[0](0.5).v (mV)')
  }, 60_000)

  it('measures between two cursors that keys can move', async () => {
    await page.getByRole('button', { name: 'Measure between two cursors' }).click()
    const cursor = page.getByRole('slider', { name: 'Cursor B' })
    await page.getByRole('slider', { name: 'Cursor A' }).waitFor()
    const before = Number(await cursor.getAttribute('aria-valuenow'))
    expect(before).toBeCloseTo(40, 6)
    await page.getByText('Δt 20.000 ms').waitFor()
    await cursor.focus()
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(async () => Number(await cursor.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
    await page.getByRole('region', { name: 'Traces' }).getByRole('cell', { name: 'mV' }).first().waitFor()
  }, 60_000)
})
