// Our rules as properties: whatever happens in an alliance, they hold. Each names the commands that its case is made of, and
// says of a history whether it met the case: a property that seldom meets it proves little.
import { unitId, type AnyEvent, type UnitId } from '@lianxi/alliance'
import {
  anyHistory,
  historyAllianceId,
  playHistory,
  world,
  type Choice,
  type HistoryOptions,
  type Step,
} from '@lianxi/alliance/testing'
import type { Engine } from '@lianxi/engine'
import { isRejection, memoryStore } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openOurEngine } from './open-our-engine.js'
import { unitBoard } from './unit-board.js'

const allianceId = historyAllianceId
// a failing history is made simpler for as long as the limit lets it
const settings = { seed: 20180302, numRuns: 20, interruptAfterTimeLimit: 30_000 }
const patience = 60_000

/** Checks what may happen to an alliance in up to 400 commands. Half of the histories meet the case, or it fails. */
async function holds(
  often: Required<HistoryOptions>['often'],
  meetsCase: (history: readonly Choice[]) => Promise<boolean>,
): Promise<void> {
  let [played, met] = [0, 0]
  // unbiased, since little happens in the short histories that are tried first otherwise
  const histories = fc.noBias(anyHistory({ maxLength: 400, often }))
  const property = fc.asyncProperty(histories, async (history) => {
    played += 1
    if (await meetsCase(history)) met += 1
  })
  await fc.assert(property, settings)
  expect(met).toBeGreaterThanOrEqual(played / 2)
}

function play(history: readonly Choice[], onStep?: (step: Step<Engine>) => Promise<void>): Promise<Engine> {
  return playHistory(history, (clock) => openOurEngine({ store: memoryStore(), clock, views: [world] }), onStep)
}

async function eventsOf(engine: Engine): Promise<readonly AnyEvent[]> {
  const events: AnyEvent[] = []
  for await (const event of engine.history({ allianceId })) events.push(event)
  return events
}

/** How a unit stood in each meeting since it last joined. */
function standingsOf(unit: UnitId, events: readonly AnyEvent[]): readonly string[] {
  const joined = events.findLastIndex((event) => event.type === 'UnitAdmitted' && event.data.unitId === unit)
  return events
    .slice(joined)
    .flatMap((event) => (event.type === 'MeetingAdjourned' ? event.data.attendance : []))
    .flatMap((row) => (row.unitId === unit ? [row.standing] : []))
}

it(
  'after each meeting the board shows in how many of the last in a row a member was silent',
  () =>
    holds(['ConveneMeeting', 'AdjournMeeting'], async (history) => {
      let silent = false
      await play(history, async ({ engine, command, answer }) => {
        if (command.type !== 'AdjournMeeting' || isRejection(answer)) return
        const events = await eventsOf(engine)
        for (const [id, unit] of Object.entries((await engine.view(unitBoard, { allianceId })).units)) {
          const standings = standingsOf(unitId.parse(id), events)
          const heardOf = standings.findLastIndex((standing) => standing !== 'missed')
          expect(unit.silentMeetings).toBe(standings.length - 1 - heardOf)
          silent ||= unit.silentMeetings > 1
        }
      })
      return silent
    }),
  patience,
)

it(
  'no emergency waits: the next that happens to it is that it becomes the whole alliance’s',
  () =>
    holds(['RaiseIssue'], async (history) => {
      const events = await eventsOf(await play(history))
      const emergencies = events.filter((event) => event.type === 'IssueRaised' && event.data.urgency === 'emergency')
      for (const raised of emergencies) {
        const [next] = events.filter(({ stream, revision }) => stream === raised.stream && revision > raised.revision)
        expect(next).toMatchObject({ type: 'IssueTriaged', data: { level: 'alliance' } })
      }
      return emergencies.length > 0
    }),
  patience,
)

it(
  'a claim is turned away at the door just when the unit is suspended',
  () =>
    holds(['ListOffer', 'SuspendUnit', 'ClaimOffer'], async (history) => {
      let turnedAway = false
      await play(history, async ({ engine, command, context, answer }) => {
        if (command.type !== 'ClaimOffer') return
        const { membership } = await engine.view(world, { allianceId })
        const unit = membership[allianceId]?.units[unitId.parse(context.actor.unitId)]
        const suspended = unit?.suspensions.some(({ to }) => to === undefined)
        expect(isRejection(answer) && answer.code === 'engine/not-authorized').toBe(suspended)
        turnedAway ||= suspended === true
      })
      return turnedAway
    }),
  patience,
)
