/** `npm run check`: types, lint, layers, layout, unit tests. What people run before every commit. */
import { run, type Finished } from './run.ts'

const sources = 'src-engine src-main src-renderer build test electron.vite.config.ts'

/** Longest first, two at a time, so that neither end waits for the other. */
const commands: readonly string[] = [
  'vitest run --config build/vitest.config.ts test/unit',
  `eslint --config build/eslint.config.js --max-warnings 0 --cache --cache-location out/eslint/ ${sources}`,
  'prettier --config build/prettier.json --check --log-level warn --cache --cache-location out/prettier.cache "{src-*,build,test}/**/*.{ts,vue,css,js,cjs}" electron.vite.config.ts',
  'tsc -p test/tsconfig.json',
  'vue-tsc -p src-renderer/tsconfig.json',
  'tsc -p src-main/tsconfig.json',
  'tsc -p src-engine/tsconfig.json',
  'tsc -p build/tsconfig.json',
  'depcruise --config build/dependency-cruiser.config.cjs src-engine src-main src-renderer',
]

const waiting = [...commands]
const finished: Finished[] = []

async function work(): Promise<void> {
  for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
    const result = await run(command)
    finished.push(result)
    const name = command.split(' ').slice(0, 3).join(' ')
    console.log(
      `${result.code === 0 ? 'ok    ' : 'FAILED'} ${result.seconds.toFixed(1).padStart(5)} s  ${name}`,
    )
    if (result.code !== 0) console.log(result.output)
  }
}

await Promise.all([work(), work()])
process.exitCode = finished.every(result => result.code === 0) ? 0 : 1
