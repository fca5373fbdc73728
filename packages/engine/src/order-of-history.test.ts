import { memoryStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { convenor, foundedTable, hospital, minute, speaksFor, uuid } from './test-alliance.js'
import { issue } from './test-views.js'

describe('the history', () => {
  it('is in the order in which it was stored, whenever it happened, and of one alliance', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await table.say(speaksFor(hospital), issue(1))
    await table.say(speaksFor(hospital), issue(2), { occurredAt: minute(5) })
    const other = { allianceId: uuid('a', 2) }
    const founding = (await table.heard('AllianceFounded'))[0]
    if (founding === undefined) throw new Error('nobody founded it')
    const { convenorUnitId: _, ...data } = founding
    await table.say(convenor, { type: 'FoundAlliance', data }, other)
    await table.say(speaksFor(hospital), issue(3))
    const events = await table.history()
    expect(
      events.filter(({ type }) => type === 'IssueRaised').map(({ data: said }) => 'title' in said && said.title),
    ).toEqual(['noise 1', 'noise 2', 'noise 3'])
    expect(events.filter(({ type }) => type === 'AllianceFounded')).toHaveLength(1)
    const positions = events.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted())
  })
})
