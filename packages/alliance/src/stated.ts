// Optional fields of an event: left out where nothing was said, since history holds no `undefined`.

/** Only the fields that hold something: `{ mode, ...stated({ reason }) }`. */
export function stated<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const said: Partial<T> = {}
  for (const name in fields) if (fields[name] !== undefined) said[name] = fields[name]
  // what was taken over are fields of T, none of them undefined
  return said as { readonly [K in keyof T]?: Exclude<T[K], undefined> }
}
