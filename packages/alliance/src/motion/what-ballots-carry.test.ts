import { eventBuilder } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Share, VoteRule } from '../charter.js'
import { unitId, type UnitId } from '../ids.js'
import { uuid } from '../testing/cast.js'
import type { Choice } from './ballot.js'
import { events } from './events.js'
import { failed, given } from './given.controls.js'
import {
  adoptedByVote,
  ballot,
  parkingMotion as motionId,
  parkingMoved,
  voteClosed,
  voteOpened,
} from './motion.controls.js'
import { resultOf } from './rules.js'

const event = eventBuilder(events)

describe('what the ballots carry', () => {
  const majority: Share = { numerator: 1, denominator: 2, strictly: true }
  const half: Share = { numerator: 1, denominator: 2, strictly: false }
  const third: Share = { numerator: 1, denominator: 3, strictly: false }
  const twoThirds: Share = { numerator: 2, denominator: 3, strictly: false }
  const electorate = (size: number): readonly UnitId[] =>
    Array.from({ length: size }, (_, index) => unitId.parse(uuid('u', index)))

  function result(choices: readonly Choice[], vote: VoteRule, room: { present?: number; entitled?: number } = {}) {
    const present = room.present ?? choices.length
    const entitled = room.entitled ?? present
    const voters = electorate(present)
    const opened = event('VoteOpened', { ...voteOpened.data, electorate: voters, entitled, quorumNeeded: 0, vote })
    const ballots = choices.map((choice, index) => ballot(voters[index]!, choice))
    const { state } = given(parkingMoved, opened, ...ballots, voteClosed)
    return { state, opened, ballots, ...resultOf(state.vote!) }
  }
  const votes = ([yes = 0, no = 0, abstain = 0]: readonly number[]): readonly Choice[] => [
    ...Array<Choice>(yes).fill('for'),
    ...Array<Choice>(no).fill('against'),
    ...Array<Choice>(abstain).fill('abstain'),
  ]

  it.each([
    { cast: [7, 4, 2], of: 'present', threshold: majority, base: 13, outcome: 'adopted' },
    { cast: [7, 4, 2], of: 'cast', threshold: twoThirds, base: 11, outcome: 'failed' },
    { cast: [2, 1, 10], of: 'present', threshold: majority, base: 13, outcome: 'failed' },
    { cast: [2, 1, 10], of: 'cast', threshold: twoThirds, base: 3, outcome: 'adopted' },
    { cast: [3, 2, 1], of: 'yesNoAbstain', threshold: majority, base: 6, outcome: 'failed' },
    { cast: [3, 2, 1], of: 'yesNoAbstain', threshold: half, base: 6, outcome: 'adopted' },
  ] as const)('$cast of those $of: $outcome', ({ cast, of, threshold, base, outcome }) => {
    expect(result(votes(cast), { base: of, threshold })).toMatchObject({ base, outcome })
  })
  it('a tie fails, and so does a minority, however small the share that is asked', () => {
    expect(result(votes([5, 5, 0]), { base: 'cast', threshold: half })).toMatchObject({ base: 10, outcome: 'failed' })
    expect(result(votes([2, 3, 0]), { base: 'cast', threshold: third })).toMatchObject({ base: 5, outcome: 'failed' })
  })
  it('a vote in which all abstain fails', () => {
    expect(result(votes([0, 0, 4]), { base: 'cast', threshold: third })).toMatchObject({ base: 0, outcome: 'failed' })
  })
  it('a share of nobody is reached by nobody', () => {
    expect(result(votes([1, 0, 0]), { base: 'entitled', threshold: third }, { entitled: 0 }).outcome).toBe('failed')
  })
  it('who is present and hands in nothing counts where the base is those present', () => {
    const rule = { base: 'present', threshold: majority } as const
    expect(result(votes([3, 0, 0]), rule, { present: 6 })).toMatchObject({ base: 6, outcome: 'failed' })
    expect(result(votes([4, 0, 0]), rule, { present: 6 })).toMatchObject({ base: 6, outcome: 'adopted' })
  })
  it('who stayed away counts where the base is those entitled', () => {
    const rule = { base: 'entitled', threshold: majority } as const
    expect(result(votes([5, 0, 0]), rule, { entitled: 10 })).toMatchObject({ base: 10, outcome: 'failed' })
    expect(result(votes([6, 0, 0]), rule, { entitled: 10 })).toMatchObject({ base: 10, outcome: 'adopted' })
  })

  const anyShare = fc.constantFrom(majority, half, third, twoThirds)
  const anyRule = fc.record({
    base: fc.constantFrom('cast', 'yesNoAbstain', 'present', 'entitled'),
    threshold: anyShare,
  })
  const anyVotes = fc.array(fc.constantFrom<Choice>('for', 'against', 'abstain'), { maxLength: 15 })

  it('exactly one outcome can be declared, whatever the ballots and the rule', () => {
    fc.assert(
      fc.property(anyVotes, anyRule, (choices, rule) => {
        const { opened, ballots, tally, base, outcome } = result(choices, rule)
        const other = outcome === 'adopted' ? 'failed' : 'adopted'
        const voted = given(parkingMoved, opened, ...ballots, voteClosed)
        voted
          .when({ type: 'DeclareResult', data: { motionId, outcome: other } })
          .thenRejected('result-not-supported', { tally, base, outcome })
        voted
          .when({ type: 'DeclareResult', data: { motionId, outcome } })
          .then(
            event('ResultDeclared', { tally, base, vote: rule, charterVersion: 1, outcome }),
            outcome === 'adopted' ? adoptedByVote : failed('vote'),
          )
      }),
    )
  })
  it('a vote against that turns into one for never loses what was carried', () => {
    fc.assert(
      fc.property(anyVotes, anyRule, fc.nat(14), (choices, rule, index) => {
        const turned = choices.map((choice, at) => (at === index && choice === 'against' ? 'for' : choice))
        if (result(choices, rule).outcome === 'adopted') expect(result(turned, rule).outcome).toBe('adopted')
      }),
    )
  })
})
