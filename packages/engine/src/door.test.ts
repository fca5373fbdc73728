import type { AnyCommand } from '@lianxi/alliance'
import { describe, expect, it } from 'vitest'
import type { CommandContext } from './request.js'
import { convene, convenor, convenorUnit, foundedTable, meetingId, speaksFor, uuid } from './test-alliance.js'

describe('who typed it', () => {
  it('is a person in some role, never the engine', async () => {
    const table = await foundedTable()
    const plan = { meetingId, kind: 'regular', title: '联席会议', date: '2018-03-02' } as const
    // as from a caller without types
    const enteredBy = { role: 'engine' } as unknown as NonNullable<CommandContext['enteredBy']>
    const entered = table.tryToSay(convenor, { type: 'PlanMeeting', data: plan }, { enteredBy })
    await expect(entered).rejects.toMatchObject({ code: 'invalid-input', details: { path: 'enteredBy.role' } })
  })
})

describe('the convening unit', () => {
  const list: AnyCommand = {
    type: 'ListOffer',
    data: { resourceId: uuid('d', 9), kind: 'venue', title: '会议室', quantity: { value: '1', unit: 'C62' } },
  }
  const admit: AnyCommand = {
    type: 'AdmitUnit',
    data: { unitId: convenorUnit, code: 'U15', name: 'subdistrict', kind: 'subdistrict', seat: 'voting' },
  }
  const withdraw: AnyCommand = { type: 'WithdrawUnit', data: { reason: 'merged' } }
  const refused = { code: 'engine/not-of-this-alliance', details: { unitId: convenorUnit } }

  it('does as a member what members do only while it is one', async () => {
    const table = await foundedTable()
    expect(await table.tryToSay(speaksFor(convenorUnit), list)).toMatchObject(refused)
    await table.say(convenor, admit)
    await table.say(speaksFor(convenorUnit), list)
    await table.say(speaksFor(convenorUnit), withdraw)
    expect(await table.tryToSay(speaksFor(convenorUnit), withdraw)).toMatchObject(refused)
  })
  it('holds its office without being a member', async () => {
    const table = await foundedTable()
    await convene(table)
    await table.say(convenor, { type: 'AdjournMeeting', data: { meetingId } })
    expect(await table.heard('MeetingAdjourned')).toHaveLength(1)
  })
})
