import type { GenericSchema } from 'valibot'

/** A question to the host with one answer. `signal` cancels it. */
export type HostMethod<Arg, Result> = (
  arg: Arg,
  options?: { readonly signal?: AbortSignal },
) => Promise<Result>

/** Something that happens at the host. Returns the function that ends the subscription. */
export type HostEvent<Value, Arg = void> = (listener: (value: Value) => void, arg: Arg) => () => void

/**
 * For every member of a service: call or event, with the schema of exactly its argument. A forgotten member or
 * a schema of another type does not compile. The server checks every argument against it.
 */
export type ServiceSpec<S> = {
  readonly [K in keyof S]: S[K] extends HostMethod<infer Arg, infer _Result>
    ? { readonly kind: 'call'; readonly arg: GenericSchema<unknown, Arg> }
    : S[K] extends HostEvent<infer _Value, infer Arg>
      ? { readonly kind: 'event'; readonly arg: GenericSchema<unknown, Arg> }
      : never
}

/** A spec whose types have been forgotten: what the generic client and server work with. */
export type AnySpec = Readonly<
  Record<string, Readonly<Record<string, { readonly kind: 'call' | 'event'; readonly arg: GenericSchema }>>>
>
