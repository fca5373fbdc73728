// The claim is the resource's; the pledge opens under the id that the claim carries.
import { streamId, type Reaction } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../model.js'
import type { ResourceEvents } from '../resource/events.js'

export const anAcceptedClaimOpensItsPledge: Reaction<Pick<ResourceEvents, 'ClaimAccepted'>, AnyCommand> = {
  name: 'an-accepted-claim-opens-its-pledge',
  on: {
    ClaimAccepted: ({ stream, data }) => [{ type: 'OpenPledge', data: { ...data, resourceId: streamId(stream) } }],
  },
}
