/** `npm run check`: types, lint, layers, layout, unit tests. What people run before every commit. */
import { resolve } from 'node:path'
import { root, run, type Finished } from './run.ts'

const sources = 'src-engine src-main src-renderer build test electron.vite.config.ts'

/** The tests take every processor from the first moment; beside them the rest, one after the other. */
const tests = 'vitest run --config build/vitest.config.ts --maxWorkers=100% test/unit'
const others: readonly string[] = [
  `eslint --config build/eslint.config.js --max-warnings 0 --cache --cache-location out/eslint/ ${sources}`,
  'prettier --config build/prettier.json --check --log-level warn --cache --cache-location out/prettier.cache "{src-*,build,test}/**/*.{ts,vue,css,js,cjs}" electron.vite.config.ts',
  'tsc -p test/tsconfig.json',
  'vue-tsc -p src-renderer/tsconfig.json',
  'tsc -p src-main/tsconfig.json',
  'tsc -p src-engine/tsconfig.json',
  'tsc -p build/tsconfig.json',
  'depcruise --config build/dependency-cruiser.config.cjs --cache out/layers --cache-strategy content src-engine src-main src-renderer',
]

/** Compiled code of the tools themselves, so that each starts at once. */
const environment = { NODE_COMPILE_CACHE: resolve(root, 'out/compiled') }

const finished: Finished[] = []

async function work(commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const result = await run(command, false, environment)
    finished.push(result)
    const name = command.split(' ').slice(0, 3).join(' ')
    console.log(
      `${result.code === 0 ? 'ok    ' : 'FAILED'} ${result.seconds.toFixed(1).padStart(5)} s  ${name}`,
    )
    if (result.code !== 0) console.log(result.output)
  }
}

const began = performance.now()
await Promise.all([work([tests]), work(others)])
const failed = finished.filter(result => result.code !== 0).length
console.log(
  `${failed === 0 ? 'All checks passed' : `${failed} of ${finished.length} checks failed`} in ${((performance.now() - began) / 1000).toFixed(0)} s`,
)
process.exitCode = failed === 0 ? 0 : 1
