import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Every file beside its entry, so that the addon and the threads are found from any of them. */
const besideEntries = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      // Only `dependencies` stay outside: better-sqlite3, which is native.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          shell: at('src-main/shell/main.ts'),
          cli: at('src-main/cli/main.ts'),
          integrityThread: at('src-main/store/integrityThread.ts'),
          mediumThread: at('src-main/jobs/mediumThread.ts'),
          convertThread: at('src-main/batch/convertThread.ts'),
          hdf5Thread: at('src-main/hdf5/hdf5Thread.ts'),
          morphologyThread: at('src-main/engine/morphologyThread.ts'),
        },
        output: besideEntries,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: at('src-main/shell/preload.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [vue()],
    worker: { format: 'es' },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // Everything from its own file: the page's policy allows no inline scripts, and few data: addresses.
      assetsInlineLimit: 0,
      // One window that loads once from this machine: splitting would win nothing.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
})
