// Data that has become history, or that a caller holds, is readonly all the way down.

type Primitive = string | number | boolean | bigint | symbol | null | undefined

/** `T` with every field and element readonly. Primitives are tested first, so branded strings survive. */
export type DeepReadonly<T> = unknown extends T
  ? T
  : T extends Primitive
    ? T
    : { readonly [K in keyof T]: DeepReadonly<T[K]> }

/** Freezes a plain JSON value through and through, and returns it. What is frozen already is taken to be frozen below. */
export function deepFreeze<T>(value: T): DeepReadonly<T>
export function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  // to list the values took longer than to freeze them
  for (const name of Object.keys(value)) deepFreeze((value as Readonly<Record<string, unknown>>)[name])
  return Object.freeze(value)
}
