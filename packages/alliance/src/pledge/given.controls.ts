// Who asks what of a pledge unless a test says otherwise, and what has happened to it by then.
import { eventBuilder } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { chunyuan, engineActor, minute, school, secretariat, speaksFor } from '../testing/cast.js'
import { events } from './events.js'
import {
  guardingAcknowledged,
  guardingCommitted,
  guardingDisputed,
  guardingOffer,
  guardingPledged,
  guardingReported,
  hours,
} from './pledge.controls.js'
import { pledge } from './pledge.js'

const event = eventBuilder(events)

export const given = scenarios(pledge, {
  at: minute(100),
  by: {
    OpenPledge: engineActor,
    CommitPledge: speaksFor(school),
    ReportDelivery: speaksFor(school),
    AcknowledgeDelivery: speaksFor(chunyuan),
    DisputeDelivery: speaksFor(chunyuan),
    CancelPledge: speaksFor(school),
    DefaultPledge: secretariat,
  },
})

const { receiverUnitId: _, ...forTheAlliance } = guardingPledged.data
export const pledgedToAlliance = event('PledgeOpened', forTheAlliance)

export const pledged = [guardingPledged]
export const committed = [guardingPledged, guardingCommitted]
export const reported = [...committed, guardingReported]
export const acknowledged = [...reported, guardingAcknowledged]
export const disputed = [...reported, guardingDisputed]
export const ending = { resourceId: guardingOffer, unitId: school }
export const cancelled = event('PledgeCancelled', { ...ending, used: '0', reason: 'moved' })
export const fulfilled = event('PledgeFulfilled', { ...ending, used: '7.5', acknowledged: hours('7.5') })
