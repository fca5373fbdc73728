import { eventBuilder, tryParse } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { convenor, minute, secretariat } from '../testing/cast.js'
import { covered } from './covered.js'
import { events } from './events.js'
import {
  gateMotion,
  parkingMotion,
  spring,
  springDrafted,
  springIsOver,
  springIssued,
  springMinutes,
  summer,
} from './minutes.controls.js'
import { minutes } from './minutes.js'

const event = eventBuilder(events)
const given = scenarios(minutes, {
  at: minute(300),
  by: { DraftMinutes: secretariat, IssueMinutes: convenor },
  facts: { DraftMinutes: springIsOver },
})

describe('drafting', () => {
  const said = {
    minutesId: springMinutes,
    meetingId: spring,
    motionIds: [parkingMotion],
    text: springDrafted.data.text,
  }
  const draft = { type: 'DraftMinutes' as const, data: said }

  it('a draft records how far the meeting, its topics and its motions had come', () => {
    given().when(draft).then(springDrafted)
  })
  it('a new draft takes the place of the former until the minutes are issued', () => {
    const covers = springIsOver.covers.map(({ stream }) => ({ stream, revision: 13 }))
    const again = event('MinutesDrafted', { ...springDrafted.data, covers })
    given(springDrafted)
      .when({ ...draft, facts: { ...springIsOver, covers } })
      .then(again)
    given(springDrafted, again)
      .when({ type: 'IssueMinutes', data: { minutesId: springMinutes } })
      .then(event('MinutesIssued', { covers }))
  })
  it('signed minutes are not drafted again', () => {
    given(springDrafted, springIssued).when(draft).thenRejected('already-issued')
  })
  it.each(['inSession', 'inquorate', 'notPlanned'])('minutes wait for the end of the meeting: %s', (meetingPhase) => {
    given()
      .when({ ...draft, facts: { ...springIsOver, meetingPhase } })
      .thenRejected('meeting-not-adjourned', { meetingId: spring, phase: meetingPhase })
  })
  it('minutes tell of no motion that another meeting moved', () => {
    given()
      .when({
        ...draft,
        data: { ...said, motionIds: [parkingMotion, gateMotion] },
        facts: { ...springIsOver, foreign: [gateMotion] },
      })
      .thenRejected('motions-of-another-meeting', { motionIds: [gateMotion] })
  })
  it('minutes tell of one meeting', () => {
    given(springDrafted)
      .when({ ...draft, data: { ...said, meetingId: summer } })
      .thenRejected('minutes-of-another-meeting', { meetingId: spring })
  })
})

describe('issuing', () => {
  const issue = { type: 'IssueMinutes', data: { minutesId: springMinutes } } as const

  it('the chair signs the draft as it stands', () => {
    given(springDrafted).when(issue).then(springIssued)
  })
  it('minutes are signed once', () => {
    given(springDrafted, springIssued).when(issue).then()
  })
  it('there is nothing to sign before a draft', () => {
    given().when(issue).thenRejected('not-drafted')
  })
})

describe('what minutes cover', () => {
  it('is streams by their full names', () => {
    expect(tryParse(covered, { stream: `meeting-laws.${spring}`, revision: 0 }).ok).toBe(true)
    expect(tryParse(covered, { stream: 'the spring meeting', revision: 0 }).ok).toBe(false)
  })
})
