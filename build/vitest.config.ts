import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  plugins: [vue()],
  test: {
    include: ['test/{unit,reference,e2e,fuzz}/**/*.spec.ts'],
    // Real SQLite, real addon, real files: forks keep a native fault from taking the whole suite with it.
    pool: 'forks',
    testTimeout: 30_000,
    passWithNoTests: false,
  },
})
