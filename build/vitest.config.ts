import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')

const shared = {
  // Real SQLite, real addon, real files: processes keep a native fault from taking the whole suite with it.
  pool: 'forks',
  testTimeout: 30_000,
  setupFiles: resolve(root, 'test/support/provideHdf5.ts'),
} as const

const engine = ['test/unit/engine/**/*.spec.ts', 'test/reference/**/*.spec.ts']
const parts = ['test/unit/{build,main,renderer}/**/*.spec.ts']

export default defineConfig({
  root,
  test: {
    passWithNoTests: false,
    // What a source becomes depends on its text alone: kept between runs.
    fsModuleCache: true,
    fsModuleCachePath: resolve(root, 'out/vitest'),
    projects: [
      // Files of tests that start nothing of their own share a process, which saves most of their start-up.
      { root, test: { ...shared, name: 'engine', include: engine, isolate: false } },
      { root, plugins: [vue()], test: { ...shared, name: 'parts', include: parts, isolate: false } },
      {
        root,
        plugins: [vue()],
        test: { ...shared, name: 'whole', include: ['test/{e2e,fuzz}/**/*.spec.ts'] },
      },
    ],
  },
})
