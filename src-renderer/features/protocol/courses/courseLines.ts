/** A moment [ms] and a value. */
export type CoursePoint = readonly [tMs: number, value: number]

/** A course to draw: lines through points, perhaps between two others that say how far it strays. */
export interface Course {
  readonly unit: string
  readonly lines: readonly (readonly CoursePoint[])[]
  /** Drawn fainter: the lowest and the highest that is to be expected. */
  readonly band?: readonly (readonly CoursePoint[])[]
  /** True where nothing happens within the run. */
  readonly quiet: boolean
}

/** What a course lies in. */
export interface CourseFrame {
  readonly toMs: number
  readonly low: number
  readonly high: number
}

/** The span of a course's values, with 0 in sight where it is no potential. */
export function frameOf({ lines, band = [], unit }: Course, toMs: number): CourseFrame {
  let low = unit === 'mV' ? Infinity : 0
  let high = unit === 'mV' ? -Infinity : 0
  for (const line of [...lines, ...band])
    for (const [, value] of line) {
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  if (low > high) return { toMs, low: 0, high: 1 }
  return low === high ? { toMs, low: low - 0.5, high: high + 0.5 } : { toMs, low, high }
}

/** Room above and below the lines [px]. */
const room = 3

/** A line as SVG points in a box. Of many points only the extremes of each pixel are kept. */
export function linePoints(
  line: readonly CoursePoint[],
  { toMs, low, high }: CourseFrame,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const x = (tMs: number) => (tMs / (toMs || 1)) * width
  const y = (value: number) => height - room - ((value - low) / (high - low)) * (height - 2 * room)
  return thinned(line, toMs, width)
    .map(([tMs, value]) => `${x(tMs).toFixed(1)},${y(value).toFixed(1)}`)
    .join(' ')
}

/** First, lowest, highest and last point of each pixel column, in the order of time. */
function thinned(line: readonly CoursePoint[], toMs: number, width: number): readonly CoursePoint[] {
  if (line.length <= 4 * width) return line
  const kept: CoursePoint[] = []
  let column = -1
  let [first, low, high, last] = [-1, -1, -1, -1]
  const flush = () => {
    if (first < 0) return
    for (const index of [...new Set([first, low, high, last])].sort((a, b) => a - b))
      kept.push(line[index] as CoursePoint)
  }
  line.forEach(([tMs, value], index) => {
    const here = Math.floor((tMs / (toMs || 1)) * width)
    if (here !== column) {
      flush()
      column = here
      first = low = high = index
    }
    if (value < (line[low]?.[1] ?? 0)) low = index
    if (value > (line[high]?.[1] ?? 0)) high = index
    last = index
  })
  flush()
  return kept
}

/** Cuts a line to the run: from 0 to its end, with the points in which it crosses them. */
export function withinRun(line: readonly CoursePoint[], toMs: number): readonly CoursePoint[] {
  const kept: CoursePoint[] = []
  line.forEach((point, index) => {
    const before = line[index - 1]
    if (before) {
      for (const edge of [0, toMs]) {
        const crosses = before[0] < edge && point[0] > edge
        if (crosses) kept.push([edge, before[1] + ((point[1] - before[1]) * (edge - before[0])) / (point[0] - before[0])]) // prettier-ignore
      }
    }
    if (point[0] >= 0 && point[0] <= toMs) kept.push(point)
  })
  return kept
}
