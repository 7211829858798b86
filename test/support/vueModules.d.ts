/** Tests import views without checking their templates again; vue-tsc does that for src-renderer. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<Record<string, unknown>, object, unknown>
  export default component
}
