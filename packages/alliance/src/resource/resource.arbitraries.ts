// Any command that an offer or a need may be asked, lawful or not, over a small cast.
import * as fc from 'fast-check'
import { calendarDate } from '../calendar.js'
import { anyLine, anyMemberUnit, anyOffice, engineActor } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { ResourceCommands } from './commands.js'
import { firstPledge, nightParking, secondPledge } from './resource.controls.js'

const resourceId = fc.constant(nightParking)
const pledgeId = fc.constantFrom(firstPledge, secondPledge)
const quantity = fc.record({
  value: fc.constantFrom('0.1', '0.2', '0.3', '1', '29.999999'),
  unit: fc.constantFrom('HUR', 'HUR', 'HUR', 'H87'),
})
const anyUnitOrOffice = fc.oneof(anyMemberUnit, anyOffice)
const listing = {
  resourceId,
  kind: fc.constantFrom('personTime', 'expertise'),
  title: anyLine,
  quantity: fc.record({ value: fc.constantFrom('0.3', '30'), unit: fc.constant('HUR') }),
} as const
const listed = ['resourceId', 'kind', 'title', 'quantity'] as const
const claim = fc.record({ resourceId, pledgeId, quantity })
const anyDate = fc.constantFrom(...['2018-12-30', '2018-12-31', '2019-01-01'].map((date) => calendarDate.parse(date)))

export const resourceArbitraries: CommandArbitraries<ResourceCommands> = {
  ListOffer: fc.record({
    by: anyMemberUnit,
    data: fc.record({ ...listing, until: anyDate }, { requiredKeys: [...listed] }),
  }),
  ListNeed: fc.record({ by: anyUnitOrOffice, data: fc.record(listing) }),
  ClaimOffer: fc.record({ by: anyMemberUnit, data: claim, facts: fc.record({ today: anyDate }, { requiredKeys: [] }) }),
  ClaimNeed: fc.record({ by: anyMemberUnit, data: claim }),
  AcceptClaim: fc.record({ by: anyUnitOrOffice, data: fc.record({ resourceId, pledgeId }) }),
  DeclineClaim: fc.record({ by: anyUnitOrOffice, data: fc.record({ resourceId, pledgeId, reason: anyLine }) }),
  ReleaseClaim: fc.record({
    by: fc.constant(engineActor),
    data: fc.record({ resourceId, pledgeId, used: fc.constantFrom('0', '0.1', '1', '100') }),
  }),
}

/** Sequences on one offer or need: any, and from an accepted claim on. */
export const resourceSequences = fc.oneof(
  lawfulSequences(resourceArbitraries, []),
  lawfulSequences(resourceArbitraries, ['ListOffer', 'ClaimOffer', 'AcceptClaim']),
  lawfulSequences(resourceArbitraries, ['ListNeed', 'ClaimNeed', 'AcceptClaim']),
)
