import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')

const shared = {
  // Real SQLite, real addon, real files: processes keep a native fault from taking the whole suite with it.
  pool: 'forks',
  testTimeout: 30_000,
} as const

const engine = ['test/unit/engine/**/*.spec.ts', 'test/reference/**/*.spec.ts']

export default defineConfig({
  root,
  test: {
    passWithNoTests: false,
    projects: [
      // The engine is pure: its tests may share a process, which saves most of their start-up.
      { root, test: { ...shared, name: 'engine', include: engine, isolate: false } },
      {
        root,
        plugins: [vue()],
        test: { ...shared, name: 'all', include: ['test/{unit,e2e,fuzz}/**/*.spec.ts'], exclude: engine },
      },
    ],
  },
})
