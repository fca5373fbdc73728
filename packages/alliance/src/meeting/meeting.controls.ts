// Example events of a meeting of three units, and what membership answers it, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { calendarDate } from '../calendar.js'
import { charterPresets } from '../charter.js'
import { meetingId, topicId } from '../ids.js'
import { chunyuan, hospital, minute, people, school, uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

export const spring = meetingId.parse(uuid('m', 1))
export const parking = topicId.parse(uuid('t', 1))
export const schoolGate = topicId.parse(uuid('t', 2))

/** Three units have a vote. */
export const threeUnits = { entitled: [hospital, school, chunyuan] }

/** Two of the three are enough. */
export const majority = { ...threeUnits, charterVersion: 1, quorum: charterPresets['robert-majority'].quorum }

export const springPlanned = event('MeetingPlanned', {
  kind: 'regular',
  title: '2018年第一次联席会议',
  date: calendarDate.parse('2018-03-02'),
})

export const emergencyPlanned = event('MeetingPlanned', {
  kind: 'emergency',
  title: 'burst water main',
  date: calendarDate.parse('2018-03-02'),
})

/** Topics are called for until minute 60. */
export const topicsCalled = event('TopicCallOpened', { closesAt: minute(60) })

export const callClosed = event('TopicCallClosed', {})

export const reportSettled = event('AgendaSettled', { items: [{ title: 'report on the year' }] })

export const parkingSettled = event('AgendaSettled', {
  items: [{ title: 'report on the year' }, { topicId: parking, title: '错时停车' }],
})

/** The units meet at minute 200. */
export const noticeGiven = event('MeetingNoticeGiven', {
  at: minute(200),
  place: 'service centre',
  to: threeUnits.entitled,
})

export const hospitalCame = event('AttendanceRecorded', {
  unitId: hospital,
  personRef: people[0],
  capacity: 'voting',
  mode: 'inPerson',
})

export const schoolCame = event('AttendanceRecorded', {
  unitId: school,
  personRef: people[1],
  capacity: 'voting',
  mode: 'remote',
})

export const hospitalLeft = event('DepartureRecorded', { unitId: hospital, personRef: people[0] })

export const chunyuanExcused = event('ApologyRecorded', { unitId: chunyuan, reason: 'flood watch' })

export const convened = event('MeetingConvened', { ...majority, present: [hospital, school], needed: 2 })

export const notEnoughCame = event('QuorumNotReached', { ...majority, present: [hospital], needed: 2 })

export const adjourned = event('MeetingAdjourned', {
  attendance: [
    { unitId: hospital, standing: 'attended' },
    { unitId: school, standing: 'attended' },
    { unitId: chunyuan, standing: 'missed' },
  ],
})
