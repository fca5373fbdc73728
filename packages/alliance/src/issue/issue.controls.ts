// Example events of an issue, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { issueId, meetingId, motionId, topicId } from '../ids.js'
import { chunyuan, hospital, school, uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

/** The parking issue; and where it is spoken of. */
export const parkingIssue = issueId.parse(uuid('i', 1))
export const issueMeeting = meetingId.parse(uuid('m', 1))
export const issueTopic = topicId.parse(uuid('t', 1))
export const issueMotion = motionId.parse(uuid('o', 1))

export const parkingRaised = event('IssueRaised', {
  channel: 'meeting',
  category: 'parking',
  title: '老旧小区夜间停车难',
  urgency: 'ordinary',
  unitId: chunyuan,
})

export const parkingTriaged = event('IssueTriaged', { level: 'alliance', category: 'parking' })

export const acceptedByHospital = event('IssueAccepted', { unitId: hospital })

export const parkingPutOnAgenda = event('IssuePutOnAgenda', { meetingId: issueMeeting, topicId: issueTopic })

export const parkingOutcomeFollowed = event('IssueOutcomeFollowed', { motionId: issueMotion, outcome: 'adopted' })

export const handOverOffered = event('HandOverOffered', {
  fromUnitId: hospital,
  toUnitId: school,
  reason: 'the places are theirs',
})

export const parkingClaimedResolved = event('IssueResolutionClaimed', {
  unitId: hospital,
  evidence: '40 places are open from 20:00 to 07:30',
})

export const parkingVerified = event('IssueVerified', {
  unitId: hospital,
  finding: 'counted on three nights',
  verifierUnitId: school,
})

export const parkingFixed = event('IssueClosed', { mode: 'fixed', unitId: hospital, raisedBy: chunyuan })
