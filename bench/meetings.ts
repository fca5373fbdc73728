// Meetings as commands: of an alliance of forty units, each of which signs in and votes. 97 commands a meeting.
import { charterPresets, type AnyCommand } from '@lianxi/alliance'
import type { CommandContext } from '@lianxi/engine'

/** A command with its circumstances, as a program gives it. */
export interface Said {
  readonly command: AnyCommand
  readonly context: CommandContext
}

const start = Date.UTC(2018, 2, 2, 1)
const unitCount = 40
/** How many commands found the alliance. */
export const foundingCommands = 1 + unitCount
/** How many commands are a meeting. */
export const meetingCommands = 97

function uuid(letter: string, number: number): string {
  return `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export function unitIdOf(number: number): string {
  return uuid('b', number)
}

/** The clock on the wall, behind all that is said. */
export const present = '2019-01-01T00:00:00.000Z'

/** An alliance is founded and its units come to its meetings, one after another: each number is an alliance of its own. */
export function meetings(count: number, alliance = 1): readonly Said[] {
  const said: Said[] = []
  const allianceId = uuid('a', alliance)
  const convenor = { role: 'convenor', unitId: unitIdOf(1) } as const

  function say(actor: CommandContext['actor'], command: AnyCommand): void {
    const occurredAt = new Date(start + said.length * 1000).toISOString()
    said.push({ command, context: { allianceId, actor, occurredAt, commandId: uuid('f', said.length) } })
  }

  function forEachUnit(command: (number: number) => AnyCommand, units = unitCount): void {
    for (let unit = 1; unit <= units; unit++)
      say({ role: 'memberRepresentative', unitId: unitIdOf(unit), personRef: `person-${unit}` }, command(unit))
  }

  function meet(number: number): void {
    const [meetingId, motionId] = [uuid('c', number), uuid('d', number)]
    const at = new Date(start + said.length * 1000 + 60_000).toISOString()
    say(convenor, {
      type: 'PlanMeeting',
      data: { meetingId, kind: 'regular', title: '联席会议', date: at.slice(0, 10) },
    })
    const items = [{ title: 'report on the year' }, { title: '错时停车' }]
    say(convenor, { type: 'SettleAgenda', data: { meetingId, items } })
    say(convenor, { type: 'GiveNotice', data: { meetingId, at, place: 'service centre' } })
    forEachUnit((unit) => ({ type: 'SignIn', data: { meetingId, personRef: `person-${unit}`, mode: 'inPerson' } }))
    say(convenor, { type: 'ConveneMeeting', data: { meetingId } })
    const actions = [
      {
        actionId: uuid('e', number),
        leadUnitId: unitIdOf(2),
        coUnitIds: [unitIdOf(3)],
        deliverable: '40 places',
        dueOn: '2018-12-30',
      },
    ]
    const text = 'Open the courtyard at night'
    say(convenor, { type: 'MoveMotion', data: { motionId, meetingId, text, issueIds: [], actions } })
    say(convenor, { type: 'OpenVote', data: { motionId, method: 'rollCall' } })
    forEachUnit((unit) => ({ type: 'CastBallot', data: { motionId, choice: unit % 4 === 0 ? 'against' : 'for' } }))
    say(convenor, { type: 'CloseVote', data: { motionId } })
    say(convenor, { type: 'DeclareResult', data: { motionId, outcome: 'adopted' } })
    forEachUnit((unit) => ({ type: 'SignOut', data: { meetingId, personRef: `person-${unit}` } }), 8)
    say(convenor, { type: 'AdjournMeeting', data: { meetingId } })
  }

  say(convenor, {
    type: 'FoundAlliance',
    data: { name: '西苑联盟', timeZone: 'Asia/Shanghai', charter: charterPresets['robert-majority'] },
  })
  for (let unit = 1; unit <= unitCount; unit++) {
    const code = `U${String(unit).padStart(2, '0')}`
    const data = { unitId: unitIdOf(unit), code, name: `unit ${unit}`, kind: 'residentUnit', seat: 'voting' } as const
    say(convenor, { type: 'AdmitUnit', data })
  }
  for (let number = 1; number <= count; number++) meet(number)
  return said
}
