import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { motionId } from '../ids.js'
import { chunyuan, hospital, school, secretariat, speaksFor, uuid } from '../testing/cast.js'
import { commands } from './commands.js'
import { events } from './events.js'
import { closed, given, inHand, triaged } from './given.controls.js'
import {
  issueMeeting,
  issueMotion,
  issueTopic,
  parkingFixed,
  parkingIssue as issueId,
  parkingOutcomeFollowed,
  parkingPutOnAgenda,
  parkingRaised,
} from './issue.controls.js'

const event = eventBuilder(events)

describe('taking an issue to a meeting', () => {
  const put = { type: 'PutIssueOnAgenda', data: { issueId, meetingId: issueMeeting, topicId: issueTopic } } as const
  const follow = { type: 'FollowOutcome', data: { issueId, motionId: issueMotion, outcome: 'adopted' } } as const
  const another = motionId.parse(uuid('o', 2))

  it('its owner or an office takes it there', () => {
    given(...inHand)
      .when(put)
      .then(parkingPutOnAgenda)
    given(...triaged)
      .when({ ...put, by: secretariat })
      .then(parkingPutOnAgenda)
    given(...inHand, parkingPutOnAgenda)
      .when(put)
      .then()
    given(...inHand)
      .when({ ...put, by: speaksFor(school) })
      .thenRejected('not-the-owner', { owner: hospital })
  })
  it('it is triaged before', () => {
    given(parkingRaised)
      .when({ ...put, by: secretariat })
      .thenRejected('not-triaged')
  })
  it('what was postponed goes to a later meeting', () => {
    const later = { ...parkingPutOnAgenda.data, meetingId: uuid('m', 2) }
    const { state } = given(...inHand, parkingPutOnAgenda)
    expect(state.agenda).toEqual(parkingPutOnAgenda.data)
    given(...inHand, parkingPutOnAgenda)
      .when({ ...put, data: { ...put.data, ...later } })
      .then({ type: 'IssuePutOnAgenda', data: events.IssuePutOnAgenda.parse(later) })
  })
  it('an issue follows the resolution about it, once', () => {
    given(...inHand, parkingPutOnAgenda)
      .when(follow)
      .then(parkingOutcomeFollowed)
    given(...inHand, parkingPutOnAgenda, parkingOutcomeFollowed)
      .when(follow)
      .then()
    given(...inHand, parkingOutcomeFollowed, parkingFixed)
      .when(follow)
      .then()
  })
  it('after a resolution it is in hand under it; after a failed motion it is where it was', () => {
    const adopted = given(...inHand, parkingPutOnAgenda, parkingOutcomeFollowed).state
    expect(adopted).toMatchObject({
      phase: 'inHand',
      owner: hospital,
      resolution: issueMotion,
      followed: [issueMotion],
    })
    expect(adopted.agenda).toBeUndefined()
    const failure = event('IssueOutcomeFollowed', { motionId: another, outcome: 'failed' })
    const failed = given(...triaged, parkingPutOnAgenda, failure).state
    expect(failed).toEqual({
      phase: 'triaged',
      raisedBy: chunyuan,
      triage: { level: 'alliance', category: 'parking' },
      followed: [another],
    })
    given(...inHand, failure)
      .when(follow)
      .then(parkingOutcomeFollowed)
  })
  it('an issue that is not raised, or closed, follows nothing', () => {
    given().when(follow).thenRejected('not-raised')
    given(...closed)
      .when(follow)
      .thenRejected('already-closed', { mode: 'fixed' })
  })
  it('only a reaction makes an issue follow an outcome', () => {
    expect(commands.FollowOutcome.by.safeParse(secretariat).success).toBe(false)
  })
})
