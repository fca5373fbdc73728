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

/** Whether there is nothing to explain: no value, nought, or a record of nothing else. */
function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isNothing)
  return value === undefined || value === 0 || value === '0'
}

/** The values at some paths as one text, to tell whether any of them changed. Nought is as good as not there: no event made it. */
export function figuresAt(state: unknown, paths: readonly Path[]): string {
  return paths
    .map((path) => valueAt(state, path))
    .map((value) => (isNothing(value) ? '' : canonicalText(value)))
    .join('\n')
}
