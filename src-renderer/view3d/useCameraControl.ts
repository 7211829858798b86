import { useEventListener } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import { fit, namedViews, orbit, pan, zoomAt, type Camera, type Viewport } from './camera.ts'
import type { Bounds } from './geometry/bounds.ts'

/** A pointer that moved further than this has dragged, not clicked [px]. */
const clickReach = 4

/** Pixels of one press of an arrow key. */
const keyStep = 24

/** What the control tells its view. */
export interface CameraControlOptions {
  readonly element: Readonly<ShallowRef<HTMLElement | null>>
  /** Takes the wheel also over what lies on the picture, such as flags. */
  readonly wheelElement: Readonly<ShallowRef<HTMLElement | null>>
  readonly viewport: Readonly<ShallowRef<Viewport>>
  /** The box that `fit` shows. */
  readonly bounds: () => Bounds
  readonly onClick: (x: number, y: number, event: PointerEvent) => void
  readonly onPoint: (x: number, y: number) => void
  readonly onLeave: () => void
}

/** Moves the camera by mouse, touchpad, fingers and keyboard. */
export function useCameraControl(options: CameraControlOptions): {
  readonly camera: ShallowRef<Camera | undefined>
  readonly dragging: Readonly<ShallowRef<boolean>>
  readonly show: (view: keyof typeof namedViews) => void
  readonly fitAll: () => void
  /** Shows a part of the cell from where it is looked at. */
  readonly fitTo: (bounds: Bounds) => void
  readonly zoom: (factor: number) => void
} {
  const camera = shallowRef<Camera>()
  const dragging = shallowRef(false)
  const held = new Map<number, { x: number; y: number }>()
  let travelled = 0

  const change = (next: (camera: Camera) => Camera): void => {
    if (camera.value) camera.value = next(camera.value)
  }
  const show = (view: keyof typeof namedViews): void => {
    camera.value = fit(options.bounds(), namedViews[view], options.viewport.value)
  }
  const fitTo = (bounds: Bounds): void => {
    camera.value = fit(bounds, camera.value ?? namedViews.front, options.viewport.value)
  }
  const fitAll = (): void => fitTo(options.bounds())
  const zoom = (factor: number): void => {
    const { width, height } = options.viewport.value
    change(before => zoomAt(before, factor, width / 2, height / 2, options.viewport.value))
  }

  function within(event: MouseEvent): { x: number; y: number } {
    const box = options.element.value?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }

  function press(event: PointerEvent): void {
    const target = event.currentTarget as HTMLElement
    target.focus({ preventScroll: true })
    target.setPointerCapture(event.pointerId)
    held.set(event.pointerId, within(event))
    if (held.size === 1) travelled = 0
  }

  function move(event: PointerEvent): void {
    const at = within(event)
    const before = held.get(event.pointerId)
    if (!before) {
      options.onPoint(at.x, at.y)
      return
    }
    const dx = at.x - before.x
    const dy = at.y - before.y
    travelled += Math.hypot(dx, dy)
    if (travelled <= clickReach && held.size === 1) return
    dragging.value = true
    options.onLeave()
    if (held.size === 2) pinch(event.pointerId, at)
    else if (event.shiftKey || (event.buttons & 6) !== 0) change(camera => pan(camera, dx, dy))
    else change(camera => orbit(camera, dx, dy))
    held.set(event.pointerId, at)
  }

  /** Two fingers: their distance zooms, their middle pans. */
  function pinch(moved: number, at: { x: number; y: number }): void {
    const other = [...held.entries()].find(([id]) => id !== moved)?.[1]
    const before = held.get(moved)
    if (!other || !before) return
    const factor =
      Math.hypot(at.x - other.x, at.y - other.y) /
      Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
    change(camera =>
      zoomAt(
        pan(camera, (at.x - before.x) / 2, (at.y - before.y) / 2),
        factor,
        (at.x + other.x) / 2,
        (at.y + other.y) / 2,
        options.viewport.value,
      ),
    )
  }

  function release(event: PointerEvent): void {
    if (!held.delete(event.pointerId)) return
    if (held.size > 0) return
    const clicked = !dragging.value && event.type === 'pointerup' && event.button === 0
    dragging.value = false
    if (!clicked) return
    const { x, y } = within(event)
    options.onClick(x, y, event)
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault()
    const unit = event.deltaMode === 1 ? 16 : 1
    if (event.shiftKey) {
      change(camera => pan(camera, -(event.deltaX || event.deltaY) * unit, 0))
      return
    }
    const { x, y } = within(event)
    // Touchpads report a pinch as a wheel with Ctrl and small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0016
    const factor = Math.exp(-event.deltaY * unit * speed)
    change(camera => zoomAt(camera, factor, x, y, options.viewport.value))
  }

  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-keyStep, 0],
    ArrowRight: [keyStep, 0],
    ArrowUp: [0, -keyStep],
    ArrowDown: [0, keyStep],
  }

  function key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = arrows[event.key]
    if (arrow) change(camera => (event.shiftKey ? pan : orbit)(camera, arrow[0], arrow[1]))
    else if (event.key === '+' || event.key === '=') zoom(1.25)
    else if (event.key === '-') zoom(0.8)
    else if (event.key === 'Home') fitAll()
    else if (event.key === '1') show('front')
    else if (event.key === '2') show('side')
    else if (event.key === '3') show('top')
    else return
    event.preventDefault()
  }

  const target = (): HTMLElement | null => options.element.value
  useEventListener(target, 'pointerdown', press)
  useEventListener(target, 'pointermove', move)
  useEventListener(target, ['pointerup', 'pointercancel'], release)
  useEventListener(target, 'pointerleave', options.onLeave)
  useEventListener(() => options.wheelElement.value, 'wheel', wheel, { passive: false })
  useEventListener(target, 'keydown', key)
  useEventListener(target, 'contextmenu', (event: Event) => event.preventDefault())
  return { camera, dragging, show, fitAll, fitTo, zoom }
}
