/**
 * Who may import whom: the layer table of ARCHITECTURE.md as rules. There are no exceptions, and no circles.
 * Each engine area lists everything that it may import besides itself.
 */
const engine = {
  core: [],
  math: [],
  random: ['core', 'math'],
  program: ['core', 'math'],
  morphology: ['core', 'math'],
  nmodl: ['core', 'math', 'program', 'kernel'],
  model: ['core', 'morphology', 'kernel'],
  mechanisms: ['core', 'math', 'nmodl', 'kernel'],
  kernel: ['core', 'program'],
  cable: ['core', 'math', 'morphology', 'model', 'kernel'],
  fieldPotential: ['math', 'model'],
  simulation: ['core', 'math', 'morphology', 'model', 'mechanisms', 'kernel', 'cable', 'fieldPotential'],
  impedance: ['core', 'math', 'program', 'kernel', 'model', 'simulation'],
  reduction: ['core', 'math', 'morphology', 'model', 'kernel', 'cable', 'impedance', 'simulation'],
  electrotonic: ['core', 'math', 'morphology', 'model', 'cable', 'impedance', 'reduction'],
  sweep: ['core', 'math', 'random', 'program', 'kernel', 'model', 'simulation', 'fieldPotential'],
  fit: ['core', 'kernel', 'simulation'],
  native: ['core', 'kernel', 'program'],
}

/** Packages of pure functions that an engine area may use. */
const enginePackages = { morphology: ['saxes', 'xmlchars', 'fflate'] }

/** Packages and platform modules that one folder keeps to itself. */
const keepers = {
  '^electron$': 'src-main/shell/',
  '^h5wasm(/|$)': 'src-main/hdf5/',
  '^better-sqlite3$': 'src-main/store/',
  '^(echarts|zrender)': 'src-renderer/plots/',
  '^three(/|$)': 'src-renderer/view3d/',
  '^@(codemirror|lezer)': 'src-renderer/textEditor/',
}

const rule = (name, from, to, comment) => ({ name, severity: 'error', from, to, comment })

module.exports = {
  forbidden: [
    rule(
      'no-circles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A circle hides which of its members is the lower one.',
    ),
    ...Object.entries(engine).map(([area, below]) =>
      rule(
        `engine-${area}`,
        { path: `^src-engine/${area}/` },
        {
          path: '^(src-|node:|node_modules)',
          pathNot: [
            `^src-engine/(${[area, ...below].join('|')})/`,
            ...(enginePackages[area] ?? []).map(name => `^node_modules/${name}/`),
          ],
        },
        `${area} may import ${below.join(', ') || 'nothing above itself'}.`,
      ),
    ),
    rule(
      'engine-is-pure',
      { path: '^src-engine/', pathNot: '^src-engine/native/' },
      { dependencyTypes: ['core'] },
      'The engine never opens a file, a window or a socket.',
    ),
    rule(
      'engine-has-one-door',
      { path: '^src-(main|renderer)/' },
      {
        path: '^src-engine/',
        pathNot: '^src-engine/(index|native/binding|core/.*|morphology/morphology|model/document)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
      'Other top-level folders come in through src-engine/index.ts, or take plain declarations: core, the morphology’s and the document’s shape; types may come from anywhere.',
    ),
    rule(
      'rpc-knows-no-platform',
      { path: '^src-main/(rpc|contract)/', pathNot: '^src-main/rpc/transports/' },
      { dependencyTypes: ['core'] },
      'rpc and contract run in both worlds.',
    ),
    rule(
      'contract-imports-down',
      { path: '^src-main/contract/' },
      { path: '^src-', pathNot: '^src-(main/(contract|rpc)|engine)/' },
    ),
    rule(
      'shell-on-top',
      { path: '^src-main/', pathNot: '^src-main/shell/' },
      { path: '^src-main/shell/' },
      'Nothing depends on Electron’s shell.',
    ),
    rule(
      'services-know-no-transport',
      { path: '^src-main/(store|jobs|engine|files|services)/' },
      { path: '^src-main/(web|cli)/' },
    ),
    rule(
      'renderer-reaches-host-through-contract',
      { path: '^src-renderer/' },
      { path: '^src-main/', pathNot: '^src-main/(contract|rpc)/' },
    ),
    rule(
      'renderer-runs-in-a-page',
      { path: '^src-renderer/' },
      { dependencyTypes: ['core'] },
      'A sandboxed page has no Node.',
    ),
    rule(
      'features-never-meet',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
      'Features meet through stores, commands or the host.',
    ),
    rule('sources-know-no-tests', { path: '^src-' }, { path: '^test/' }),
    ...Object.entries(keepers).map(([module, folder]) =>
      rule(
        `only-${folder}-imports-${module.replace(/[^a-z0-9-]/g, '')}`,
        { path: '^src-', pathNot: `^${folder}` },
        {
          path: `(^|node_modules/)${module.replace(/^\^/, '').replace(/\$$/, '')}(/|$)`,
          dependencyTypesNot: ['type-only'],
        },
      ),
    ),
    rule(
      'only-spawnThread-starts-threads',
      { path: '^src-main/', pathNot: '^src-main/(host/spawnThread\\.ts|rpc/transports/|.*Thread\\.ts$)' },
      { path: '^(node:)?worker_threads$' },
    ),
    rule(
      'only-native-loads-the-addon',
      { path: '^src-', pathNot: '^src-engine/native/' },
      { path: '\\.node$' },
    ),
    rule('no-missing-modules', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)out/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'build/tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
