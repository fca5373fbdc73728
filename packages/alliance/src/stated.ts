// Optional fields of an event: left out where nothing was said, since history holds no `undefined`.

/** Only the fields that hold something: `{ mode, ...stated({ reason }) }`. */
export function stated<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  // what is left are fields of T, none of them undefined
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
