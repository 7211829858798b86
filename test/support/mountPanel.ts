import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { createPinia, setActivePinia } from 'pinia'
import { defineComponent, h, type Component } from 'vue'
import type { HostApi } from '../../src-main/contract/index.ts'
import { provideHost } from '../../src-renderer/host/useHost.ts'
import { texts } from '../../src-renderer/i18n/index.ts'
import { useApplicationStore } from '../../src-renderer/stores/applicationStore.ts'
import { useJobsStore } from '../../src-renderer/stores/jobsStore.ts'
import { useMechanismsStore } from '../../src-renderer/stores/mechanismsStore.ts'
import { useModelStore } from '../../src-renderer/stores/modelStore.ts'
import { useMorphologyStore } from '../../src-renderer/stores/morphologyStore.ts'
import { useRunsStore } from '../../src-renderer/stores/runsStore.ts'

/** What jsdom lacks and views need. */
export function fillInBrowser(): void {
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  } as unknown as typeof ResizeObserver
  // Nothing has a place in jsdom: the text editor is content to hear so.
  Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect ??= () => new DOMRect()
  globalThis.matchMedia ??= ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof matchMedia
}

/** Mounts a view on a host, with the stores filled as at the window's start. */
export async function mountPanel(component: Component, host: HostApi, props: Record<string, unknown> = {}) {
  fillInBrowser()
  const pinia = createPinia()
  setActivePinia(pinia)
  provideHost(host)
  const [model, mechanisms, morphology, runs, jobs] = [
    useModelStore(),
    useMechanismsStore(),
    useMorphologyStore(),
    useRunsStore(),
    useJobsStore(),
  ]
  await Promise.all([
    model.load(),
    mechanisms.load(),
    morphology.load(),
    runs.load(),
    jobs.load(),
    useApplicationStore().load(),
  ])
  const stops = [model.follow(), mechanisms.follow(), runs.follow(), jobs.follow()]
  await morphology.show(model.document?.morphology)
  const Frame = defineComponent(() => () => h(TooltipProvider, () => h(component, props)))
  const wrapper = mount(Frame, {
    attachTo: document.body,
    global: { plugins: [pinia, texts], stubs: { EChart: true } },
  })
  await flushPromises()
  const close = () => {
    wrapper.unmount()
    for (const stop of stops) stop()
    provideHost(undefined)
  }
  return { wrapper, model, runs, jobs, mechanisms, close }
}
