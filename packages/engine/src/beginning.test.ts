import { contributions, type AnyCommand, type EventData } from '@lianxi/alliance'
import { LianxiError, memoryStore, memoryViewStore, type Reaction } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { allianceId, chunyuan, foundedTable, sitDown, speaksFor, uuid } from './test-alliance.js'

const callsAMeeting: Reaction<Pick<EventData, 'IssueRaised'>, AnyCommand> = {
  name: 'an-issue-calls-a-meeting',
  on: {
    IssueRaised: ({ id, data: { title } }) => [
      { type: 'PlanMeeting', data: { meetingId: id, kind: 'emergency', title, date: '2018-03-02' } },
    ],
  },
}

function pipe(number: number): AnyCommand {
  const data = { issueId: uuid('e', number), channel: 'hotline', urgency: 'urgent', category: 'water' } as const
  return { type: 'RaiseIssue', data: { ...data, title: `pipe ${number}` } }
}

/** An alliance with an issue from before, on a view store that can be full. */
async function onAFullDisk(error: Error) {
  const store = memoryStore()
  const viewStore = memoryViewStore()
  let full = false
  const disk: typeof viewStore = {
    ...viewStore,
    save: async (...save) => {
      if (full) throw error
      return viewStore.save(...save)
    },
  }
  const before = await foundedTable({ store, viewStore: disk })
  await before.say(speaksFor(chunyuan), pipe(1))
  full = true
  const open = () => sitDown({ store, viewStore: disk, wall: before.wall, reactions: [callsAMeeting] })
  return { open, makeRoom: () => (full = false) }
}

const noRoom = new LianxiError('store-full', { path: 'views.db', reason: 'the disk is full' })

describe('a reaction that cannot begin for want of room', () => {
  it('does not keep anybody from reading', async () => {
    const { open } = await onAFullDisk(noRoom)
    const { engine, history } = await open()
    expect((await history()).at(-1)?.type).toBe('IssueRaised')
    expect(await engine.view(contributions, { allianceId })).toHaveProperty('units')
  })
  it('misses nothing: no command is carried out, and no reaction runs, before it has begun', async () => {
    const { open, makeRoom } = await onAFullDisk(noRoom)
    const table = await open()
    await expect(table.say(speaksFor(chunyuan), pipe(2))).rejects.toBe(noRoom)
    await expect(table.engine.settle()).rejects.toBe(noRoom)
    makeRoom()
    await table.say(speaksFor(chunyuan), pipe(2))
    await table.engine.settle()
    expect((await table.heard('MeetingPlanned')).map(({ title }) => title)).toEqual(['pipe 2'])
  })
  it('is told at once where the reason does not pass', async () => {
    const damaged = new LianxiError('store-damaged', { path: 'views.db', reason: 'a page is torn' })
    const { open } = await onAFullDisk(damaged)
    await expect(open()).rejects.toBe(damaged)
  })
})
