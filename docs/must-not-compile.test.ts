// What the types must refuse of a program that uses the model. Each expectation quotes the error it expects;
// docs/types.test.ts compiles this file with the expectations and without. Nothing here runs.
import { contributions, type AnyCommand, type CommandData, type EventData } from '@lianxi/alliance'
import { issue, motion, pledge } from '@lianxi/alliance/aggregates'
import type { Engine } from '@lianxi/engine'
import type { Reaction, View } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'

declare const engine: Engine
declare const context: Parameters<Engine['execute']>[1]
declare const raised: CommandData['RaiseIssue']
const id = '00000000-0000-7000-8000-000000000001'

/** A page that is compiled and never run. */
function page(title: string, _text: () => unknown): void {
  it(title, () => {})
}

describe('a command given to the engine', () => {
  page('has the fields of its type, no more and no fewer', async () => {
    await engine.execute({ type: 'RaiseIssue', data: raised }, context)
    // @ts-expect-error 'unitId' does not exist
    await engine.execute({ type: 'RaiseIssue', data: { ...raised, unitId: id } }, context)
    // @ts-expect-error Property 'choice' is missing
    await engine.execute({ type: 'CastBallot', data: { motionId: id } }, context)
    // @ts-expect-error '"maybe"' is not assignable
    await engine.execute({ type: 'CastBallot', data: { motionId: id, choice: 'maybe' } }, context)
    // @ts-expect-error 'number' is not assignable
    await engine.execute({ type: 'AcceptIssue', data: { issueId: 7 } }, context)
    // @ts-expect-error 'issueId' does not exist
    await engine.execute({ type: 'CloseVote', data: { issueId: id } }, context)
  })
  page('is one that there is', async () => {
    // @ts-expect-error '"RaiseIssues"' is not assignable
    await engine.execute({ type: 'RaiseIssues', data: raised }, context)
    // @ts-expect-error '"IssueRaised"' is not assignable
    await engine.tryExecute({ type: 'IssueRaised', data: raised }, context)
  })
  page('comes with who acted, and when', async () => {
    const command: AnyCommand = { type: 'RaiseIssue', data: raised }
    const { actor, allianceId, occurredAt } = context
    // @ts-expect-error 'occurredAt' is missing
    await engine.execute(command, { actor, allianceId })
    // @ts-expect-error '"mayor"' is not assignable
    await engine.execute(command, { actor: { role: 'mayor' }, allianceId, occurredAt })
    // @ts-expect-error 'recordedAt' does not exist
    await engine.execute(command, { actor, allianceId, occurredAt, recordedAt: occurredAt })
  })
})

describe('a command that binds a unit', () => {
  // compiled only: the defaults are never asked
  const given = () => ({
    motion: scenarios(motion, {} as never)(),
    issue: scenarios(issue, {} as never)(),
    pledge: scenarios(pledge, {} as never)(),
  })

  page('is given by somebody who acts for one', () => {
    const ballot = { type: 'CastBallot', data: { motionId: id, choice: 'for' } } as const
    given().motion.when({ ...ballot, by: { role: 'liaison', unitId: id } })
    // @ts-expect-error 'unitId' is missing
    given().motion.when({ ...ballot, by: { role: 'liaison' } })
    // @ts-expect-error '"secretariat"' is not assignable
    given().motion.when({ ...ballot, by: { role: 'secretariat', unitId: id } })
    // @ts-expect-error 'unitId' is missing
    given().issue.when({ type: 'AcceptIssue', data: { issueId: id }, by: { role: 'memberRepresentative' } })
  })
  page('has no field for that unit', () => {
    // @ts-expect-error 'unitId' does not exist
    given().motion.when({ type: 'CastBallot', data: { motionId: id, choice: 'for', unitId: id } })
  })
  page('is decided with the unit at hand, which an office need not have', () => {
    const decide: Partial<typeof motion.decide> = {
      CastBallot: (_motion, { actor }) => (actor.unitId.length > 0 ? [] : []),
      // @ts-expect-error possibly 'undefined'
      CloseVote: (_motion, { actor }) => (actor.unitId.length > 0 ? [] : []),
    }
    return decide
  })
})

describe("an app's own view or reaction", () => {
  page('hears events that there are, with their fields', () => {
    const view: View<{ raised: string[] }, Pick<EventData, 'IssueRaised'>> = {
      name: 'raised',
      version: 1,
      initialState: () => ({ raised: [] }),
      on: {
        IssueRaised(state, { data }) {
          // @ts-expect-error 'titel' does not exist
          state.raised.push(data.titel)
          // @ts-expect-error read-only property
          data.title = 'another'
        },
        // @ts-expect-error 'IssueRased' does not exist
        IssueRased() {},
      },
    }
    return view
  })
  page('shows what nobody may write into', async () => {
    const figures = await engine.view(contributions, { allianceId: id })
    // @ts-expect-error read-only property
    figures.proposers = {}
  })
  page('issues commands that there are, with their fields', () => {
    const reaction: Reaction<Pick<EventData, 'IssueRaised'>, AnyCommand> = {
      name: 'every-issue-is-triaged',
      on: {
        // @ts-expect-error '"subdistrikt"' is not assignable
        IssueRaised: () => [{ type: 'TriageIssue', data: { issueId: id, level: 'subdistrikt', category: 'any' } }],
      },
    }
    return reaction
  })
})
