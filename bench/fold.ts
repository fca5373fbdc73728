// Folding a meeting of 500 events into a frozen state, against mutation written by hand and one freeze.
import { deciders } from '@lianxi/alliance/aggregates'
import { deepFreeze, eventBuilder, fold, instant, type Foldable } from '@lianxi/event-sourcing'
import { unitId, personRef, type PersonRef, type UnitId } from '@lianxi/alliance'
import { present, unitIdOf } from './meetings.js'
import { alternate, medianRatio, secondsOfSync } from './rounds.js'
import type { Row } from './row.js'

const { meeting } = deciders
const eventCount = 500
const rounds = 61
const foldsPerRound = 100

type MeetingEvent = Foldable<typeof meeting.events>
type Meeting = ReturnType<typeof meeting.initialState>

/** It is planned, settled, announced; people of forty units come and go, again and again; it begins and ends. */
function story(): readonly MeetingEvent[] {
  const event = eventBuilder(meeting.events)
  const occurredAt = instant.parse(present)
  const units = Array.from({ length: 40 }, (_, index) => unitId.parse(unitIdOf(index + 1)))
  const came = (index: number) => {
    const [person, unit] = [personRef.parse(`person-${index % 80}`), units[index % units.length] as UnitId]
    return index % 160 < 80
      ? event('AttendanceRecorded', { unitId: unit, personRef: person, capacity: 'voting', mode: 'inPerson' })
      : event('DepartureRecorded', { unitId: unit, personRef: person })
  }
  const date = meeting.events.MeetingPlanned.shape.date.parse('2018-03-02')
  const said = [
    event('MeetingPlanned', { kind: 'regular', title: '联席会议', date }),
    event('TopicCallOpened', { closesAt: occurredAt }),
    event('TopicCallClosed', {}),
    event('AgendaSettled', { items: [{ title: 'report on the year' }, { title: '错时停车' }] }),
    event('MeetingNoticeGiven', { at: occurredAt, place: 'service centre', to: units }),
    ...units.slice(0, 10).map((unit) => event('ApologyRecorded', { unitId: unit, reason: 'ill' })),
  ]
  const coming = Array.from({ length: eventCount - said.length - 1 }, (_, index) => came(index))
  const standing = units.map((unit) => ({ unitId: unit, standing: 'attended' as const }))
  return [...said, ...coming, event('MeetingAdjourned', { attendance: standing })].map((one) => ({
    ...one,
    metadata: { occurredAt },
  }))
}

/** The state as a program keeps it that does nothing else: one loop, one switch. */
function mutate(events: readonly MeetingEvent[]): Meeting {
  const state: Meeting = { phase: 'notPlanned', topicIds: [], presences: [], excused: [] }
  function leave(person: PersonRef, at: MeetingEvent['metadata']['occurredAt']): void {
    for (const one of state.presences) {
      if (one.personRef !== person || one.to !== undefined) continue
      one.to = at
      return
    }
  }
  for (const { type, data, metadata } of events) {
    const at = metadata.occurredAt
    switch (type) {
      case 'MeetingPlanned':
        state.phase = 'planned'
        state.plannedAt = at
        state.kind = data.kind
        break
      case 'TopicCallOpened':
        state.phase = 'calling'
        state.call = { from: at, closesAt: data.closesAt }
        break
      case 'TopicCallClosed':
        if (state.call !== undefined) state.call.closedAt = at
        state.phase = 'called'
        break
      case 'AgendaSettled':
        state.phase = 'agreed'
        for (const { topicId } of data.items) if (topicId !== undefined) state.topicIds.push(topicId)
        break
      case 'MeetingNoticeGiven':
        state.phase = 'noticed'
        state.notice = { givenAt: at, at: data.at }
        if (data.place !== undefined) state.notice.place = data.place
        break
      case 'AttendanceRecorded':
        leave(data.personRef, at)
        state.presences.push({ unitId: data.unitId, personRef: data.personRef, capacity: data.capacity, from: at })
        break
      case 'DepartureRecorded':
        leave(data.personRef, at)
        break
      case 'ApologyRecorded':
        state.excused.push(data.unitId)
        break
      case 'MeetingAdjourned':
        state.phase = 'adjourned'
        for (const presence of state.presences) presence.to ??= at
        break
      default:
        throw new Error(`${type} is not in the story`)
    }
  }
  return state
}

export async function benchFold(): Promise<readonly Row[]> {
  const events = story()
  if (JSON.stringify(mutate(events)) !== JSON.stringify(fold(meeting, events))) throw new Error('the two folds differ')
  function often(work: () => unknown): number {
    return secondsOfSync(() => {
      for (let times = 0; times < foldsPerRound; times++) work()
    })
  }
  const seconds = await alternate(rounds, {
    byHand: () => often(() => deepFreeze(mutate(events))),
    fold: () => often(() => fold(meeting, events)),
  })
  return [
    {
      name: 'fold',
      value: medianRatio(seconds.byHand, seconds.fold),
      unit: 'ratio',
      floor: 0.7,
      against: 'mutation by hand and one freeze, a meeting of 500 events',
    },
  ]
}
