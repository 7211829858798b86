import { shallowRef, type ShallowRef } from 'vue'
import type { Camera } from '../view3d/camera.ts'
import { followCamera, sameScale } from './linkedCameras.ts'

type SideName = 'left' | 'right'

/** The cameras of two views side by side, which move together while they are linked. */
export function useLinkedCameras(): {
  readonly cameras: Readonly<Record<SideName, ShallowRef<Camera | undefined>>>
  readonly linked: ShallowRef<boolean>
  /** A view has moved, or shows its cell for the first time. */
  readonly moved: (side: SideName, camera: Camera) => void
  /** A side shows another cell: it finds its own place first. */
  readonly forget: (side: SideName) => void
} {
  const cameras = { left: shallowRef<Camera>(), right: shallowRef<Camera>() }
  const linked = shallowRef(true)

  function moved(side: SideName, camera: Camera): void {
    const [own, other] = [cameras[side], cameras[side === 'left' ? 'right' : 'left']]
    const before = own.value
    own.value = camera
    if (!linked.value || !other.value) return
    if (before) other.value = followCamera(other.value, before, camera)
    else [own.value, other.value] = sameScale(camera, { ...other.value, ...turnOf(camera) })
  }

  return {
    cameras,
    linked,
    moved,
    forget: side => {
      cameras[side].value = undefined
    },
  }
}

function turnOf({ azimuth, elevation }: Camera): Pick<Camera, 'azimuth' | 'elevation'> {
  return { azimuth, elevation }
}
