// Where a stored event's schema changed, each step turns the data of one version into the next.

/** Data of version n to data of version n + 1; it gets and gives parsed JSON, and changes nothing in place. */
export type Upcast = (data: unknown) => unknown
/** Event name → [v1→v2, v2→v3, …]. */
export type Upcasters = Readonly<Record<string, readonly Upcast[]>>

/** The version that an event of this name is written with: 1 until its schema changed. */
export function schemaVersion(upcasters: Upcasters, type: string): number {
  return (Object.hasOwn(upcasters, type) ? (upcasters[type]?.length ?? 0) : 0) + 1
}

/** Brings data of an older version up to the present one. */
export function upcast(
  upcasters: Upcasters,
  type: string,
  stored: { readonly data: unknown; readonly version: number },
): unknown {
  if (!Object.hasOwn(upcasters, type)) return stored.data
  return (upcasters[type] ?? []).slice(stored.version - 1).reduce((data, step) => step(data), stored.data)
}
