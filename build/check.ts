/** `npm run check`: types, lint, layers, layout, unit tests. What people run before every commit. */
import { run, type Finished } from './run.ts'

const sources = 'src-engine src-main src-renderer build test electron.vite.config.ts'

const lanes: readonly (readonly string[])[] = [
  [
    'tsc -p src-engine/tsconfig.json',
    'tsc -p src-main/tsconfig.json',
    'tsc -p build/tsconfig.json',
    'tsc -p test/tsconfig.json',
    'vue-tsc -p src-renderer/tsconfig.json',
    'depcruise --config build/dependency-cruiser.config.cjs src-engine src-main src-renderer',
  ],
  [
    `eslint --config build/eslint.config.js --max-warnings 0 --cache --cache-location out/eslint/ ${sources}`,
    `prettier --config build/prettier.json --check --log-level warn --cache --cache-location out/prettier.cache "{src-*,build,test}/**/*.{ts,vue,css,js,cjs}" electron.vite.config.ts`,
    'vitest run --config build/vitest.config.ts test/unit',
  ],
]

const finished: Finished[] = []
await Promise.all(
  lanes.map(async lane => {
    for (const command of lane) {
      const result = await run(command)
      finished.push(result)
      const name = command.split(' ').slice(0, 3).join(' ')
      console.log(
        `${result.code === 0 ? 'ok    ' : 'FAILED'} ${result.seconds.toFixed(1).padStart(5)} s  ${name}`,
      )
      if (result.code !== 0) console.log(result.output)
    }
  }),
)
process.exitCode = finished.every(result => result.code === 0) ? 0 : 1
