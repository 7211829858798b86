/**
 * Measures the main thread of the real window while a trace of ten million samples is opened, zoomed and moved with
 * the wheel: `node test/bench/zoom/zoom.ts [samples]`, after `npm run build`. Prints JSON. The budget is 8 ms a task.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { chromiumSwitches, findChromium, howToInstallChromium } from '../../support/chromium.ts'
import { serveWorkbench } from '../../support/servedWorkbench.ts'
import { makeLongProject } from './longProject.ts'
import { traceMainThread, type MainTask } from './performanceTrace.ts'

const root = resolve(import.meta.dirname, '../../..')
const budgetMs = 8
const samples = Number(process.argv[2] ?? 10_000_000)
const scenarios = [
  { name: 'one trace', traces: 1, spikes: false },
  { name: 'three traces and a raster', traces: 3, spikes: true },
] as const

const executablePath = findChromium()
if (!executablePath) throw new Error(howToInstallChromium())
const browser = await chromium.launch({
  executablePath,
  args: [...chromiumSwitches, '--headless', '--disable-gpu'],
})
const folder = mkdtempSync(join(tmpdir(), 'hillock-zoom-'))
try {
  const results = []
  for (const scenario of scenarios) {
    const project = join(folder, `${scenario.traces}.hillock`)
    await makeLongProject(project, { ...scenario, samples })
    results.push({ scenario: scenario.name, samples, ...(await measure(browser, project)) })
    rmSync(project, { force: true })
  }
  process.stdout.write(`${JSON.stringify({ budgetMs, results }, undefined, 2)}\n`)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(on: Browser, project: string): Promise<object> {
  const served = await serveWorkbench({
    command: [process.execPath, join(root, 'out/main/cli.js'), 'serve', '--project', project],
  })
  const context = await on.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  try {
    const page = await context.newPage()
    await page.goto(served.url)
    await page.getByRole('tabpanel', { name: 'Cell' }).waitFor()
    await drawn(page)
    // What the just-in-time compiler does the first time is no part of a frame.
    await zoomThrough(page)
    await page.getByRole('tab', { name: 'Runs' }).click()
    const open = await traceMainThread(page, () => openTrace(page))
    const zoom = await traceMainThread(page, () => zoomThrough(page))
    const rest = await traceMainThread(page, () => page.waitForTimeout(3000))
    return {
      openMs: await timeToOpen(page),
      open: summary(open),
      zoom: summary(zoom),
      atRest: summary(rest),
    }
  } finally {
    await context.close()
    await served.close()
  }
}

/** Waits until the plot has its data and the page has come to rest. */
async function drawn(page: Page): Promise<void> {
  await plotOf(page).waitFor()
  await page.getByText('Reading the traces').waitFor({ state: 'hidden' })
  await page.waitForTimeout(1000)
}

function plotOf(page: Page): Locator {
  return page.getByRole('group', { name: 'Plot 1' })
}

/**
 * Hides the run and shows it again: the plot forgets its windows and asks for everything anew. Clicked from within:
 * what Playwright does to find a place to click would be counted as ours.
 */
async function openTrace(page: Page): Promise<void> {
  await press(page, 'Hide Run 1')
  await plotOf(page).waitFor({ state: 'hidden' })
  await press(page, 'Show Run 1')
  await drawn(page)
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).evaluate(button => (button as HTMLElement).click())
}

/** From the click that shows the run to the frame that has its curve [ms]. */
async function timeToOpen(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Hide Run 1', exact: true }).click()
  await plotOf(page).waitFor({ state: 'hidden' })
  return page.getByRole('button', { name: 'Show Run 1', exact: true }).evaluate(async button => {
    const from = performance.now()
    ;(button as HTMLElement).click()
    const ready = () =>
      document.querySelector('.trace-plot canvas') && !document.querySelector('.trace-plot .waiting')
    // The words that say it waits come in the first frame; axes and curves each have one of their own.
    await new Promise(requestAnimationFrame)
    while (!ready()) await new Promise(requestAnimationFrame)
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    return performance.now() - from
  })
}

/** Closer around the middle, along, and back out, one wheel step after another. */
async function zoomThrough(page: Page): Promise<void> {
  const bounds = await plotOf(page).boundingBox()
  if (!bounds) throw new Error('The plot is not in sight.')
  await page.mouse.move(bounds.x + bounds.width / 2, bounds.y + bounds.height / 3)
  const wheel = async (times: number, x: number, y: number) => {
    for (let i = 0; i < times; i++) await page.mouse.wheel(x, y)
  }
  await wheel(60, 0, -100)
  await wheel(40, 30, 0)
  await wheel(10, 0, -100)
  await wheel(40, 30, 0)
  await wheel(80, 0, 100)
  await page.waitForTimeout(300)
}

function summary({
  tasks,
  frames,
}: {
  readonly tasks: readonly MainTask[]
  readonly frames: number
}): object {
  const thread = tasks.map(({ threadMs }) => threadMs).toSorted((a, b) => b - a)
  const wall = tasks.map(({ wallMs }) => wallMs).toSorted((a, b) => b - a)
  const longest = tasks.toSorted((a, b) => b.threadMs - a.threadMs).slice(0, 3)
  // A frame is a task that costs something: most tasks are timers and messages that take no time.
  const costly = thread.filter(ms => ms >= 1)
  const round = (ms: number | undefined) => (ms === undefined ? undefined : Number(ms.toFixed(2)))
  return {
    frames,
    tasks: tasks.length,
    longestThreadMs: round(thread[0]),
    longestWallMs: round(wall[0]),
    medianOfTasksOver1Ms: round(costly[costly.length >> 1]),
    overBudgetByThread: thread.filter(ms => ms > budgetMs).length,
    overBudgetByWall: wall.filter(ms => ms > budgetMs).length,
    longest: longest.map(({ threadMs, wallMs, inside }) => `${threadMs} (wall ${wallMs}): ${inside}`),
  }
}
