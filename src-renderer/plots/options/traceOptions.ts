import type { PlotTheme } from '../plotTheme.ts'
import { axisTicks, tickText } from '../window/axisTicks.ts'
import { rowTitle } from './rowLayout.ts'
import type { ScaledRow, TracePicture } from './tracePicture.ts'

/**
 * The chart under some traces, for ECharts: one grid and value axis for each row. Pure. It does not depend on the
 * visible time: that, and the curves, are layers over it (`traceLayers.ts`), so that zooming lays out no axes.
 */
export function traceOption(
  rows: readonly ScaledRow[],
  { theme, texts }: Pick<TracePicture, 'theme' | 'texts'>,
): Record<string, unknown> {
  return {
    animation: false,
    backgroundColor: theme.background,
    textStyle: { fontFamily: theme.fontFamily, fontSize: theme.fontSizePx, color: theme.text },
    grid: rows.map(({ x, y, width, height }, i) => ({
      id: `grid${i}`,
      left: x,
      top: y,
      width,
      height,
      outerBoundsMode: 'none',
    })),
    xAxis: rows.map((_, i) => ({ id: `time${i}`, gridIndex: i, type: 'value', min: 0, max: 1, show: false })),
    yAxis: rows.map((row, i) =>
      valueAxis(row, i, theme, row.kind === 'raster' ? texts.spikes : rowTitle(row)),
    ),
  }
}

function valueAxis(row: ScaledRow, i: number, theme: PlotTheme, name: string): object {
  const ticks = axisTicks(row.low, row.high, Math.max(2, Math.floor(row.height / 34)))
  const raster = row.kind === 'raster'
  return {
    id: `value${i}`,
    gridIndex: i,
    type: 'value',
    min: row.low,
    max: row.high,
    name,
    nameLocation: 'middle',
    nameRotate: raster ? 0 : 90,
    nameGap: raster ? 10 : 46,
    nameMoveOverlap: false,
    nameTextStyle: { fontSize: theme.fontSizePx, color: theme.text, align: raster ? 'right' : 'center' },
    axisLine: { show: !raster, lineStyle: { color: theme.axis } },
    axisTick: { show: !raster, customValues: ticks.values, lineStyle: { color: theme.axis } },
    axisLabel: {
      show: !raster,
      customValues: ticks.values,
      color: theme.text,
      fontSize: theme.fontSizePx,
      formatter: (value: number) => tickText(value, ticks.decimals),
    },
    splitLine: { show: !raster && theme.grid !== 'transparent', lineStyle: { color: theme.grid } },
  }
}
