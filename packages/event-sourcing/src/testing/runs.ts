// How often a property is tried, and from which seed.
import * as fc from 'fast-check'

export interface PropertyOptions {
  /** How many runs of each property. */
  readonly runs?: number
  readonly seed?: number
}

/** What is said of a property, but that fast-check's own configuration overrules it: so a long run is asked for, once for all. */
export function runsOf(said: PropertyOptions, usual: number): { readonly runs: number; readonly seed?: number } {
  const configured = fc.readConfigureGlobal()
  const seed = configured.seed ?? said.seed
  return { runs: configured.numRuns ?? said.runs ?? usual, ...(seed === undefined ? {} : { seed }) }
}
