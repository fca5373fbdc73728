// What was acknowledged stays used; the rest of the claim is free for others again, all of it where no pledge was opened.
import { streamId, type Reaction, type StoredEvent } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../model.js'
import type { PledgeEvents } from '../pledge/events.js'

type Ends = Pick<PledgeEvents, 'PledgeFulfilled' | 'PledgeCancelled' | 'PledgeDefaulted' | 'PledgeNotOpened'>

function release({
  stream,
  data,
}: StoredEvent<string, { readonly resourceId: string; readonly used: string }>): readonly AnyCommand[] {
  return [{ type: 'ReleaseClaim', data: { resourceId: data.resourceId, pledgeId: streamId(stream), used: data.used } }]
}

export const aPledgeThatEndsFreesItsClaim: Reaction<Ends, AnyCommand> = {
  name: 'a-pledge-that-ends-frees-its-claim',
  on: {
    PledgeFulfilled: release,
    PledgeCancelled: release,
    PledgeDefaulted: release,
    PledgeNotOpened: (event) => release({ ...event, data: { ...event.data, used: '0' } }),
  },
}
