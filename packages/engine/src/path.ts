// A figure is named by its path in a view's state.
import { canonicalText } from '@lianxi/event-sourcing'

/** Field names from the top of a view's state. */
export type Path = readonly string[]

function valueAt(state: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, field) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, field)
        ? Reflect.get(value, field)
        : undefined,
    state,
  )
}

/** The values at some paths as one text, to tell whether any of them changed. A value that is not there is unlike any other. */
export function figuresAt(state: unknown, paths: readonly Path[]): string {
  return paths
    .map((path) => valueAt(state, path))
    .map((value) => (value === undefined ? '' : canonicalText(value)))
    .join('\n')
}
