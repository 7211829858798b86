import { startWindow } from '../../../src-renderer/shell/startWindow.ts'
import { useConnectionStore } from '../../../src-renderer/stores/connectionStore.ts'
import '../../../src-renderer/styles/tokens.css'
import '../../../src-renderer/styles/base.css'
import '../../../src-renderer/styles/docking.css'
import { createFakeHost } from '../fakeHost.ts'

/**
 * The window on a host in memory, for looking at it without an engine: `?cell=none|small|50000`,
 * `&theme=dark`, `&connection=lost`.
 */
const options = new URLSearchParams(location.search)
const cell = options.get('cell') ?? 'small'
const { host } = createFakeHost({
  cell: cell === 'none' || cell === 'small' ? cell : Number(cell),
  tickMs: 33,
  importDiagnostics: options.has('findings')
    ? [
        {
          code: 'swc/repeated-point',
          severity: 'warning',
          message: 'Point "14" has the same position as its parent "13".',
          help: 'The point was left out; nothing is lost by it.',
          source: 'ball-and-sticks.swc',
          at: { line: 14, column: 1 },
        },
      ]
    : [],
})
const theme = options.get('theme')
if (theme === 'light' || theme === 'dark') await host.settings.set({ theme })

startWindow('#app', onState => {
  queueMicrotask(() => onState('connected'))
  return { api: host, retry: () => onState('connected') }
})
if (options.get('connection') === 'lost') setTimeout(() => useConnectionStore().enter('lost'), 500)
