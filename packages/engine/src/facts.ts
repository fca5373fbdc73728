// The one place that says where a decision's facts come from. Each asks streams named by ids at hand, as of `occurredAt`, never a search.
import type { membership } from '@lianxi/alliance/aggregates'
import type { FactsFor } from './aggregate.js'
import type { Streams } from './streams.js'

export interface Facts {
  readonly membership: FactsFor<typeof membership>
}

export function factsFrom(_streams: Streams): Facts {
  return { membership: {} }
}
