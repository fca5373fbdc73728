// The organisations' contributions as the view gives them, in the order in which a person looks for them.
import { contributions, figuresOf, unitId, type Figures } from '@lianxi/alliance'
import type { Engine } from '@lianxi/engine'
import type { DeepReadonly } from '@lianxi/event-sourcing'

export interface OrganisationContributions {
  readonly unitId: string
  readonly code: string
  readonly name: string
  readonly figures: Figures
  readonly months: DeepReadonly<Record<string, Figures>>
}

/** Whoever was there most often comes first; of equals, by name. */
export async function contributionsOf(
  engine: Engine,
  allianceId: string,
): Promise<readonly OrganisationContributions[]> {
  const ledger = await engine.view(contributions, { allianceId })
  return Object.entries(ledger.units)
    .map(([id, { code, name, months }]) => ({
      unitId: id,
      code,
      name,
      figures: figuresOf(ledger, unitId.parse(id)),
      months,
    }))
    .toSorted((a, b) => b.figures.meetings.attended - a.figures.meetings.attended || (a.name < b.name ? -1 : 1))
}
