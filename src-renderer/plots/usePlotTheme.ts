import { createSharedComposable } from '@vueuse/core'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { PlotTheme } from './plotTheme.ts'

/** How many `--trace-n` colours the style sheet has. */
const traceColours = 6

/** Reads the window's colours: what charts draw with, since a canvas knows no style sheet. */
export function readPlotTheme(root: Element): PlotTheme {
  const style = getComputedStyle(root)
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback
  return {
    background: read('--surface', '#ffffff'),
    text: read('--text-muted', '#444444'),
    axis: read('--plot-axis', '#888888'),
    grid: read('--plot-grid', '#eeeeee'),
    palette: Array.from({ length: traceColours }, (_, i) => read(`--trace-${i + 1}`, '#0b7a75')),
    // It goes into attributes of SVG files as it is, and these stand in double quotes.
    fontFamily: read('--font', 'sans-serif').replaceAll('"', "'"),
    fontSizePx: 11,
    lineWidthPx: 1.5,
  }
}

/**
 * The window's colours for charts, read anew whenever the theme changes. All charts share one: reading style sheets
 * makes the browser compute every style on the spot.
 */
export const usePlotTheme = createSharedComposable((): Readonly<ShallowRef<PlotTheme>> => {
  const root = document.documentElement
  const theme = shallowRef(readPlotTheme(root))
  const observer = new MutationObserver(() => (theme.value = readPlotTheme(root)))
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
  onScopeDispose(() => observer.disconnect())
  return theme
})
