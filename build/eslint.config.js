import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

/** The functions of Math that round the same way everywhere. The rest live in src-engine/math/elementary.ts. */
const exactMath = new Set([
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
])
const inexactMath = Object.getOwnPropertyNames(Math).filter(name => !exactMath.has(name))

const sources = ['src-*/**/*.ts', 'src-*/**/*.vue', 'build/**/*.ts', 'electron.vite.config.ts']

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'test/fixtures/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
  },
  { files: ['build/**', 'test/**', 'src-main/**', '*.ts'], languageOptions: { globals: globals.node } },
  {
    rules: {
      // The compiler checks names; the formatter decides layout.
      'no-undef': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: sources,
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['src-engine/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...inexactMath.map(property => ({
          object: 'Math',
          property,
          message: 'Its last bit differs between machines: use src-engine/math/elementary.ts.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'BinaryExpression[operator="**"]',
          message: 'Its last bit differs between machines: use pow of src-engine/math/elementary.ts.',
        },
        {
          selector: 'AssignmentExpression[operator="**="]',
          message: 'Its last bit differs between machines: use pow of src-engine/math/elementary.ts.',
        },
      ],
    },
  },
)
