// A spring in a small alliance, in which each of our rules has its say. Told line by line.
import { charterPresets, type AnyCommand } from '@lianxi/alliance'
import type { CommandContext, Engine } from '@lianxi/engine'
import { isRejection } from '@lianxi/event-sourcing'
import { silentUnits, unitBoard } from './unit-board.js'

/** Ids that never change, so that the story is the same each time. */
function id(number: number): string {
  return `5b0c1a52-0f0e-4d43-9f5b-${String(number).padStart(12, '0')}`
}

const allianceId = id(1)
const convenor = { role: 'convenor', unitId: id(10) } as const
const hospital = { role: 'memberRepresentative', unitId: id(11) } as const
const school = { role: 'memberRepresentative', unitId: id(12) } as const
const market = { role: 'memberRepresentative', unitId: id(13) } as const
const members = [
  { unitId: hospital.unitId, code: 'U02', name: 'Hospital', kind: 'residentUnit', seat: 'voting' },
  { unitId: school.unitId, code: 'U03', name: 'School', kind: 'residentUnit', seat: 'voting' },
  { unitId: market.unitId, code: 'U04', name: 'Market', kind: 'privateSector', seat: 'voting' },
] as const
const parkingId = id(30)
const nightly = { value: '20', unit: 'x:parkingSpace' }
const meetings = [
  { meetingId: id(20), date: '2018-03-20', came: [hospital, market], apologies: [] },
  { meetingId: id(21), date: '2018-04-20', came: [hospital, market], apologies: [] },
  { meetingId: id(22), date: '2018-05-20', came: [hospital], apologies: [market] },
] as const

export async function tellStory(engine: Engine, say: (line: string) => void): Promise<void> {
  function act(actor: CommandContext['actor'], at: string, command: AnyCommand) {
    return engine.execute(command, { allianceId, actor, occurredAt: `${at}:00.000Z` })
  }

  async function found(): Promise<void> {
    const founding = { name: 'Riverside', timeZone: 'Asia/Shanghai', charter: charterPresets['robert-majority'] }
    await act(convenor, '2018-03-01T01:00', { type: 'FoundAlliance', data: founding })
    for (const data of members) await act(convenor, '2018-03-02T01:00', { type: 'AdmitUnit', data })
  }

  async function meet({ meetingId, date, came, apologies }: (typeof meetings)[number]): Promise<void> {
    const [noticed, begun] = [`${date}T01:00`, `${date}T06:00`]
    const at = `${begun}:00.000Z`
    const items = [{ title: 'What each of us did' }]
    const plan = { meetingId, kind: 'regular', title: `Meeting of ${date}`, date } as const
    await act(convenor, noticed, { type: 'PlanMeeting', data: plan })
    await act(convenor, noticed, { type: 'SettleAgenda', data: { meetingId, items } })
    await act(convenor, noticed, { type: 'GiveNotice', data: { meetingId, at, place: 'Room 201' } })
    for (const unit of apologies) {
      await act(unit, noticed, { type: 'SendApology', data: { meetingId, reason: 'stocktaking' } })
    }
    for (const unit of came) {
      const data = { meetingId, personRef: `person-of-${unit.unitId}`, mode: 'inPerson' } as const
      await act(unit, begun, { type: 'SignIn', data })
    }
    await act(convenor, begun, { type: 'ConveneMeeting', data: { meetingId } })
    await act(convenor, `${date}T07:00`, { type: 'AdjournMeeting', data: { meetingId } })
  }

  async function showSilence(): Promise<void> {
    const board = await engine.view(unitBoard, { allianceId })
    say('Silent in the last two meetings or more:')
    for (const { code, name, silentMeetings } of silentUnits(board, 2)) {
      say(`  ${code}  ${name.padEnd(10)}${silentMeetings} meetings`)
    }
    const path = ['units', school.unitId, 'silentMeetings']
    const causes = await engine.explain(unitBoard, { allianceId, path })
    const dates = causes.filter(({ type }) => type === 'MeetingAdjourned').map(({ metadata }) => metadata.occurredAt)
    say(`  The School's figure rests on ${dates.map((at) => at.slice(0, 10)).join(', ')}.`)
  }

  async function raiseEmergency(): Promise<void> {
    const issueId = id(40)
    const title = 'A smell of gas at the school gate'
    say(`\n${title}: the hospital raises an emergency.`)
    await act(hospital, '2018-05-22T15:00', {
      type: 'RaiseIssue',
      data: { issueId, channel: 'unit', category: 'safety', title, urgency: 'emergency' },
    })
    await engine.settle()
    for await (const { type, data, metadata } of engine.history({ allianceId })) {
      const { role } = metadata.actor
      if (type === 'IssueRaised') say(`  ${type.padEnd(13)}by the ${role}, as ${data.urgency}`)
      if (type === 'IssueTriaged') say(`  ${type.padEnd(13)}by the ${role}, to the level of the ${data.level}`)
    }
  }

  /** The school asks for the hospital's parking spaces; it says what it is told. */
  async function claim(pledgeId: string, on: string): Promise<void> {
    const asked = { type: 'ClaimOffer', data: { resourceId: parkingId, pledgeId, quantity: nightly } } as const
    const occurredAt = `${on}T01:00:00.000Z`
    const answer = await engine.tryExecute(asked, { allianceId, actor: school, occurredAt })
    say(`  of ${on}: ${isRejection(answer) ? answer.message : 'reserved for it'}`)
  }

  await found()
  for (const meeting of meetings) await meet(meeting)
  await showSilence()
  await raiseEmergency()
  say('\nThe hospital offers 40 parking spaces at night. On 1 June the silent school is suspended.')
  const quantity = { ...nightly, value: '40' }
  const offer = { resourceId: parkingId, kind: 'venue', title: 'Parking at night', quantity } as const
  await act(hospital, '2018-05-25T01:00', { type: 'ListOffer', data: offer })
  await act(convenor, '2018-06-01T01:00', { type: 'SuspendUnit', data: { unitId: school.unitId, reason: 'silent' } })
  say('Claims of the school, both entered after that:')
  await claim(id(50), '2018-06-02')
  await claim(id(51), '2018-05-30')
}
