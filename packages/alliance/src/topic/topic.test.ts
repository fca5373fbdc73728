import { eventBuilder } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { convenor, convenorUnit, engineActor, hospital, minute, secretariat, speaksFor } from '../testing/cast.js'
import { commands } from './commands.js'
import { events } from './events.js'
import {
  openCall,
  parking,
  parkingDeclined,
  parkingDeferred,
  parkingDropped,
  parkingProposed,
  parkingScheduled,
  springMeeting,
  summerMeeting,
} from './topic.controls.js'
import { topic } from './topic.js'

const event = eventBuilder(events)
const given = scenarios(topic, {
  at: minute(100),
  by: {
    ProposeTopic: speaksFor(hospital),
    ScheduleTopic: engineActor,
    DropTopic: engineActor,
    DeferTopic: secretariat,
    DeclineTopic: secretariat,
  },
  facts: { ProposeTopic: openCall },
})

describe('proposing', () => {
  const proposal = { topicId: parking, meetingId: springMeeting, title: '错时停车', category: 'parking' }

  it('a unit proposes a topic while the meeting takes topics', () => {
    given().when({ type: 'ProposeTopic', data: proposal }).then(parkingProposed)
  })
  it.each(['memberRepresentative', 'liaison', 'communityOffice'] as const)(
    'whoever speaks for a unit proposes in its name: %s',
    (role) => {
      given()
        .when({ type: 'ProposeTopic', data: proposal, by: { role, unitId: hospital } })
        .then(parkingProposed)
    },
  )
  it('a topic needs no category', () => {
    given()
      .when({ type: 'ProposeTopic', data: { topicId: parking, meetingId: springMeeting, title: '错时停车' } })
      .then(event('TopicProposed', { meetingId: springMeeting, title: '错时停车', unitId: hospital }))
  })
  it('what an office proposes, no unit proposes, though the holder comes from one', () => {
    const proposed = event('TopicProposed', { meetingId: springMeeting, title: '错时停车', category: 'parking' })
    given().when({ type: 'ProposeTopic', data: proposal, by: secretariat }).then(proposed)
    given()
      .when({ type: 'ProposeTopic', data: proposal, by: { ...convenor, unitId: convenorUnit } })
      .then(proposed)
  })
  it('no topic is proposed before the call for topics, or after it', () => {
    given()
      .when({ type: 'ProposeTopic', data: proposal, facts: { call: 'notOpened' } })
      .thenRejected('topic-call-not-open', { meetingId: springMeeting, call: 'notOpened' })
    given()
      .when({ type: 'ProposeTopic', data: proposal, facts: { call: 'closed', closesAt: minute(90) } })
      .thenRejected('topic-call-not-open', { meetingId: springMeeting, call: 'closed', closesAt: minute(90) })
  })
  it('a call that nobody closed takes topics up to its last instant', () => {
    const call = { call: 'open', closesAt: minute(100) }
    given().when({ type: 'ProposeTopic', data: proposal, facts: call }).then(parkingProposed)
    given()
      .when({ type: 'ProposeTopic', data: proposal, facts: call, at: minute(101) })
      .thenRejected('topic-call-not-open', { meetingId: springMeeting, call: 'open', closesAt: minute(100) })
  })
  it('a topic is proposed once', () => {
    given(parkingProposed)
      .when({ type: 'ProposeTopic', data: { ...proposal, meetingId: summerMeeting } })
      .thenRejected('already-proposed', { meetingId: springMeeting })
  })
})

describe('coming onto an agenda', () => {
  const schedule = { topicId: parking, meetingId: springMeeting, title: '错时停车' }

  it('a topic follows the agenda that it was settled on', () => {
    given(parkingProposed).when({ type: 'ScheduleTopic', data: schedule }).then(parkingScheduled)
  })
  it('a topic that stands on an agenda already stays there, when the agenda is settled anew', () => {
    given(parkingProposed, parkingScheduled).when({ type: 'ScheduleTopic', data: schedule }).then()
  })
  it('a topic goes on from the agenda of one meeting to that of another', () => {
    given(parkingProposed, parkingScheduled)
      .when({ type: 'ScheduleTopic', data: { ...schedule, meetingId: summerMeeting } })
      .then(event('TopicScheduled', { meetingId: summerMeeting }))
  })
  it('a topic that was put off goes on when a meeting takes it up', () => {
    const deferred = given(parkingProposed, parkingScheduled, parkingDeferred)
    deferred
      .when({ type: 'ScheduleTopic', data: { ...schedule, meetingId: summerMeeting } })
      .then(event('TopicScheduled', { meetingId: summerMeeting }))
    deferred.when({ type: 'ScheduleTopic', data: schedule }).then(parkingScheduled)
  })
  it('no agenda makes a topic of what nobody proposed, or of what was declined', () => {
    given().when({ type: 'ScheduleTopic', data: schedule }).thenRejected('not-proposed')
    given(parkingProposed, parkingDeclined).when({ type: 'ScheduleTopic', data: schedule }).thenRejected('declined')
  })
})

describe('coming off an agenda', () => {
  const drop = { type: 'DropTopic', data: { topicId: parking, meetingId: springMeeting } } as const
  const scheduled = [parkingProposed, parkingScheduled]

  it('a topic that the agenda settled anew leaves out waits again, as proposed', () => {
    given(...scheduled)
      .when(drop)
      .then(parkingDropped)
    given(...scheduled, parkingDropped)
      .when({ type: 'ScheduleTopic', data: { ...drop.data, title: '错时停车' } })
      .then(parkingScheduled)
    given(...scheduled, parkingDropped)
      .when({ type: 'DeferTopic', data: { topicId: parking, ...parkingDeferred.data } })
      .then(parkingDeferred)
  })
  it('a topic that has left the agenda otherwise stays as it is', () => {
    const toSummer = event('TopicScheduled', { meetingId: summerMeeting })
    for (const since of [parkingDeferred, parkingDeclined, toSummer, parkingDropped]) {
      given(...scheduled, since)
        .when(drop)
        .then()
    }
    given(parkingProposed).when(drop).then()
    given().when(drop).then()
  })
  it('only a reaction takes a topic off', () => {
    expect(commands.DropTopic.by.safeParse(secretariat).success).toBe(false)
  })
})

describe('putting off', () => {
  const deferral = { topicId: parking, reason: parkingDeferred.data.reason, toMeetingId: summerMeeting }

  it('a topic is put off before it came onto an agenda, or after', () => {
    given(parkingProposed).when({ type: 'DeferTopic', data: deferral }).then(parkingDeferred)
    given(parkingProposed, parkingScheduled).when({ type: 'DeferTopic', data: deferral }).then(parkingDeferred)
  })
  it('a topic may be put off without a date', () => {
    given(parkingProposed)
      .when({ type: 'DeferTopic', data: { topicId: parking, reason: 'no time' } })
      .then(event('TopicDeferred', { reason: 'no time' }))
  })
  it('a topic is put off once, until a meeting takes it up', () => {
    given(parkingProposed, parkingDeferred).when({ type: 'DeferTopic', data: deferral }).then()
    given(parkingProposed, parkingDeferred)
      .when({ type: 'DeferTopic', data: { topicId: parking, reason: 'no time' } })
      .thenRejected('already-deferred', { toMeetingId: summerMeeting })
    given(parkingProposed, event('TopicDeferred', { reason: 'no time' }))
      .when({ type: 'DeferTopic', data: deferral })
      .thenRejected('already-deferred', {})
    given(parkingProposed, parkingDeferred, event('TopicScheduled', { meetingId: summerMeeting }))
      .when({ type: 'DeferTopic', data: { topicId: parking, reason: 'no time' } })
      .then(event('TopicDeferred', { reason: 'no time' }))
  })
  it('a date that was named for one deferral does not cling to the next', () => {
    given(parkingProposed, parkingDeferred, parkingScheduled, event('TopicDeferred', { reason: 'no time' }))
      .when({ type: 'DeferTopic', data: deferral })
      .thenRejected('already-deferred', {})
  })
  it('a topic is not put off to the meeting that it is before', () => {
    given(parkingProposed)
      .when({ type: 'DeferTopic', data: { ...deferral, toMeetingId: springMeeting } })
      .thenRejected('put-off-to-its-own-meeting', { meetingId: springMeeting })
  })
  it('only a topic that waits can be put off', () => {
    given().when({ type: 'DeferTopic', data: deferral }).thenRejected('not-proposed')
    given(parkingProposed, parkingDeclined).when({ type: 'DeferTopic', data: deferral }).thenRejected('declined')
  })
})

describe('declining', () => {
  const declining = { topicId: parking, reason: parkingDeclined.data.reason }

  it('a topic is declined with a reason, even from an agenda', () => {
    given(parkingProposed).when({ type: 'DeclineTopic', data: declining }).then(parkingDeclined)
    given(parkingProposed, parkingScheduled).when({ type: 'DeclineTopic', data: declining }).then(parkingDeclined)
    given(parkingProposed, parkingDeferred).when({ type: 'DeclineTopic', data: declining }).then(parkingDeclined)
  })
  it('a topic is declined once', () => {
    given(parkingProposed, parkingDeclined).when({ type: 'DeclineTopic', data: declining }).then()
  })
  it('what nobody proposed cannot be declined', () => {
    given().when({ type: 'DeclineTopic', data: declining }).thenRejected('not-proposed')
  })
})
