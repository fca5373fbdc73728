// Every id follows from the names of what it names (UUID version 5), so that the same records always give the same history.
import { v5 } from 'uuid'

const namespace = v5('https://lianxi.example/02-plenaries', v5.URL)

export type IdOf = (...names: readonly string[]) => string

/** Ids within the alliance of these records, and its own. */
export function idsFor(source: string): { readonly alliance: string; readonly idOf: IdOf } {
  const alliance = v5(source, namespace)
  // as JSON, so that no two lists of names run together to the same text
  return { alliance, idOf: (...names) => v5(JSON.stringify(names), alliance) }
}
