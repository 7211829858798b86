import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { PlotRow } from './options/rowLayout.ts'
import type { ValueRange } from './options/valueScale.ts'
import type { TimeSpan } from './plottedTrace.ts'
import { panSpan, zoomSpan } from './window/timeSpan.ts'

/** A rectangle being drawn, in pixels of the plot. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What navigation reads and where its results go. */
export interface Navigation {
  readonly surface: Readonly<Ref<HTMLElement | null>>
  readonly span: () => TimeSpan
  readonly whole: () => TimeSpan
  readonly rows: () => readonly (PlotRow & ValueRange)[]
  /** Dragging draws a box instead of moving. Shift does the other of the two. */
  readonly boxByDefault: () => boolean
  readonly setSpan: (span: TimeSpan) => void
  readonly setRange: (unit: string, range: ValueRange) => void
  readonly showAll: () => void
}

/** Shorter boxes than this [px] are meant for time alone. */
const flatBox = 24

/** Wheel, drag, box and double click on a plot. Returns the box being drawn and the pointer's place. */
export function useTimeNavigation(navigation: Navigation): {
  readonly box: Readonly<ShallowRef<Box | undefined>>
  readonly pointer: ShallowRef<{ readonly x: number; readonly y: number } | undefined>
  readonly onKeydown: (event: KeyboardEvent) => void
} {
  const { surface, span, whole, rows, setSpan } = navigation
  const box = shallowRef<Box>()
  const pointer = shallowRef<{ readonly x: number; readonly y: number }>()
  let start: { x: number; y: number; span: TimeSpan; boxing: boolean } | undefined

  const timeAt = (x: number): number => {
    const row = rows()[0]
    const { fromMs, toMs } = span()
    return row ? fromMs + ((x - row.x) / row.width) * (toMs - fromMs) : fromMs
  }
  const place = (event: MouseEvent) => {
    const bounds = (surface.value as HTMLElement).getBoundingClientRect()
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault()
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    const perLine = event.deltaMode === 1 ? 16 : 1
    if (sideways) {
      const by = (event.deltaX || event.deltaY) * perLine
      setSpan(panSpan(span(), by / (rows()[0]?.width ?? 1000), whole()))
    } else {
      const factor = Math.exp(
        Math.max(-1, Math.min(1, event.deltaY * perLine * (event.ctrlKey ? 0.01 : 0.0018))),
      )
      setSpan(zoomSpan(span(), timeAt(place(event).x), factor, whole()))
    }
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return
    const at = place(event)
    start = {
      ...at,
      span: span(),
      boxing: event.button === 0 && event.shiftKey !== navigation.boxByDefault(),
    }
    surface.value?.setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent): void {
    const at = place(event)
    // Browsers also send moves that are none, when something under the pointer has changed.
    if (pointer.value?.x !== at.x || pointer.value.y !== at.y) pointer.value = at
    if (!start) return
    if (start.boxing) {
      box.value = {
        x: Math.min(at.x, start.x),
        y: Math.min(at.y, start.y),
        width: Math.abs(at.x - start.x),
        height: Math.abs(at.y - start.y),
      }
    } else setSpan(panSpan(start.span, (start.x - at.x) / (rows()[0]?.width ?? 1000), whole()))
  }

  function onUp(): void {
    const drawn = box.value
    box.value = undefined
    start = undefined
    if (!drawn || drawn.width < 4) return
    // Value range first: the middle of the box says which row is meant.
    const middle = drawn.y + drawn.height / 2
    const row = rows().find(({ kind, y, height }) => kind === 'traces' && middle >= y && middle <= y + height)
    if (row && drawn.height >= flatBox) {
      const valueAt = (y: number) => row.low + ((row.y + row.height - y) / row.height) * (row.high - row.low)
      navigation.setRange(row.unit, { low: valueAt(drawn.y + drawn.height), high: valueAt(drawn.y) })
    }
    const from = timeAt(drawn.x)
    const to = timeAt(drawn.x + drawn.width)
    setSpan({ fromMs: Math.max(from, whole().fromMs), toMs: Math.min(to, whole().toMs) })
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const now = span()
    const middle = (now.fromMs + now.toMs) / 2
    const step = event.shiftKey ? 0.5 : 0.1
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => setSpan(panSpan(now, -step, whole())),
      ArrowRight: () => setSpan(panSpan(now, step, whole())),
      ArrowUp: () => setSpan(zoomSpan(now, middle, 0.8, whole())),
      ArrowDown: () => setSpan(zoomSpan(now, middle, 1.25, whole())),
      '+': () => setSpan(zoomSpan(now, middle, 0.5, whole())),
      '=': () => setSpan(zoomSpan(now, middle, 0.5, whole())),
      '-': () => setSpan(zoomSpan(now, middle, 2, whole())),
      Home: navigation.showAll,
      '0': navigation.showAll,
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const onLeave = () => (pointer.value = undefined)
  const listeners: readonly (readonly [string, (event: never) => void, AddEventListenerOptions?])[] = [
    ['wheel', onWheel, { passive: false }],
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onUp],
    ['pointerleave', onLeave],
    ['dblclick', navigation.showAll],
  ]
  let bound: HTMLElement | null = null
  onMounted(() => {
    bound = surface.value
    for (const [name, listener, options] of listeners)
      bound?.addEventListener(name, listener as EventListener, options)
  })
  onBeforeUnmount(() => {
    for (const [name, listener] of listeners) bound?.removeEventListener(name, listener as EventListener)
  })
  return { box, pointer, onKeydown }
}
