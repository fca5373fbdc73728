import type { AnyCommand } from '@lianxi/alliance'
import { isRejection, type Receipt, type Rejection } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { describe, expect, it } from 'vitest'
import {
  accept,
  chunyuan,
  convene,
  convenor,
  decide,
  foundedTable,
  hospital,
  issueId,
  kaiyuan,
  motionId,
  move,
  offer,
  raise,
  resourceId,
  school,
  sitDown,
  spaces,
  speaksFor,
  uuid,
  type Table,
} from './test-alliance.js'
import { withFile } from './test-folder.js'

/** Two engines, each with its own connection to one file, and a third to look with afterwards. */
function withTwo(test: (one: Table, other: Table) => Promise<void>): Promise<void> {
  return withFile(async (path) => {
    const one = await foundedTable({ store: openSqliteStore(path) })
    const other = await sitDown({ store: openSqliteStore(path), wall: one.wall })
    await test(one, other)
    const later = await sitDown({ store: openSqliteStore(path), wall: one.wall })
    await expectWhole(later)
    expect(await later.history()).toEqual(await one.history())
    for (const { engine } of [one, other, later]) await engine.close()
  })
}

/** Every stream counts from 0 without a gap, no event is there twice, and every chain holds. */
async function expectWhole(table: Table): Promise<void> {
  const events = await table.history()
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  for (const name of new Set(events.map(({ stream }) => stream))) {
    const revisions = events.filter(({ stream }) => stream === name).map(({ revision }) => revision)
    expect(revisions).toEqual(numbers(revisions.length))
  }
  expect(await table.engine.verify()).toMatchObject({ events: events.length, broken: [] })
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** The receipts among the answers; what was stored under them stands in them once. */
function receipts(answers: readonly (Receipt | Rejection)[]): readonly Receipt[] {
  return answers.flatMap((answer) => (isRejection(answer) ? [] : [answer]))
}

describe('two engines on one file', () => {
  it('admit forty units at once to one alliance: none lost, none twice, each answered with its own event', async () => {
    await withTwo(async (one, other) => {
      const admit = (number: number): AnyCommand => ({
        type: 'AdmitUnit',
        data: {
          unitId: uuid('b', 100 + number),
          code: `N${number}`,
          name: `unit ${number}`,
          kind: 'community',
          seat: 'voting',
        },
      })
      const answers = await Promise.all(
        numbers(40).map((number) => (number % 2 === 0 ? one : other).say(convenor, admit(number))),
      )
      const stored = answers.flatMap(({ events }) => events.map(({ revision }) => revision))
      expect(stored.toSorted((a, b) => a - b)).toEqual(numbers(40).map((number) => number + 5))
      const codes = (await one.heard('UnitAdmitted')).map(({ code }) => code)
      expect(codes).toHaveLength(44)
      expect(new Set(codes).size).toBe(44)
    })
  })
  it('take each ballot once, whichever of them it is cast at', async () => {
    await withTwo(async (one, other) => {
      await convene(one)
      await raise(one)
      await move(one)
      await one.say(convenor, { type: 'OpenVote', data: { motionId, method: 'rollCall' } })
      const cast = (table: Table, choice: 'for' | 'against') =>
        [hospital, school].map((unit) =>
          table.tryToSay(speaksFor(unit), { type: 'CastBallot', data: { motionId, choice } }),
        )
      const answers = await Promise.all([...cast(one, 'for'), ...cast(other, 'against'), ...cast(one, 'for')])
      const ballots = await one.heard('BallotCast')
      expect(ballots.map(({ unitId }) => unitId).toSorted()).toEqual([hospital, school])
      for (const no of answers.filter(isRejection)) expect(no.reason).toBe('already-voted')
      expect(receipts(answers).filter(({ events }) => events.length > 0)).toHaveLength(2)
    })
  })
  it('never give away more than there is: of 40 places, 10 free, ten claims of three get three', async () => {
    await withTwo(async (one, other) => {
      await offer(one)
      const claim = (number: number): AnyCommand => ({
        type: 'ClaimOffer',
        data: { resourceId, pledgeId: uuid('d', 100 + number), quantity: spaces('3') },
      })
      const answers = await Promise.all(
        numbers(10).map((number) => (number % 2 === 0 ? one : other).tryToSay(speaksFor(kaiyuan), claim(number))),
      )
      expect(receipts(answers)).toHaveLength(3)
      expect(await one.heard('OfferClaimed')).toHaveLength(4)
    })
  })
  it('carry a command out once that was sent to both, and answer alike', async () => {
    await withTwo(async (one, other) => {
      const data = { issueId, channel: 'grid', category: 'noise', title: 'noise', urgency: 'ordinary' } as const
      const commandId = uuid('f', 9_999)
      const occurredAt = one.wall.now
      const [first, second, third] = await Promise.all(
        [one, other, one].map((table) =>
          table.say(speaksFor(chunyuan), { type: 'RaiseIssue', data }, { commandId, occurredAt }),
        ),
      )
      expect(second).toEqual(first)
      expect(third).toEqual(first)
      expect(await one.heard('IssueRaised')).toHaveLength(1)
    })
  })
  it('hear of what the other did before they say no', async () => {
    await withTwo(async (one, other) => {
      const data = { issueId, channel: 'grid', category: 'noise', title: 'noise', urgency: 'ordinary' } as const
      const accept: AnyCommand = { type: 'AcceptIssue', data: { issueId } }
      await one.say(speaksFor(chunyuan), { type: 'RaiseIssue', data })
      expect(isRejection(await other.tryToSay(speaksFor(hospital), accept))).toBe(true)
      await one.say(convenor, { type: 'TriageIssue', data: { issueId, level: 'alliance', category: 'noise' } })
      await other.say(speaksFor(hospital), accept)
      expect(await one.tryToSay(speaksFor(hospital), accept)).toMatchObject({ events: [] })
    })
  })
  it('let one unit accept an issue that two reach for', async () => {
    await withTwo(async (one, other) => {
      const data = { issueId, channel: 'grid', category: 'noise', title: 'noise', urgency: 'ordinary' } as const
      await one.say(speaksFor(chunyuan), { type: 'RaiseIssue', data })
      await one.say(convenor, { type: 'TriageIssue', data: { issueId, level: 'alliance', category: 'noise' } })
      const reach = (table: Table, unit: typeof hospital) =>
        table.tryToSay(speaksFor(unit), { type: 'AcceptIssue', data: { issueId } })
      const answers = await Promise.all([reach(one, hospital), reach(other, school)])
      expect(receipts(answers)).toHaveLength(1)
      expect(await one.heard('IssueAccepted')).toHaveLength(1)
    })
  })
})

describe('two processes that settle one file at the same time', () => {
  it('do everything once', async () => {
    await withTwo(async (one, other) => {
      await decide(one)
      await offer(other)
      await accept(other)
      await Promise.all([one.engine.settle(), other.engine.settle(), one.engine.settle()])
      for (const type of ['TopicScheduled', 'PledgeOpened', 'ActionAssigned', 'IssueOutcomeFollowed'] as const)
        expect(await one.heard(type)).toHaveLength(1)
      expect((await one.engine.verify()).broken).toEqual([])
    })
  })
})
