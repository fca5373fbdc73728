// Our rules as properties: whatever happens in an alliance, they hold. Each counts the cases that it met as well, since a
// property that never meets its case proves nothing.
import { unitId, type AnyEvent, type UnitId } from '@lianxi/alliance'
import { anyHistory, historyAllianceId, playHistory, world, type Choice, type Step } from '@lianxi/alliance/testing'
import type { Engine } from '@lianxi/engine'
import { isRejection, memoryStore } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openOurEngine } from './open-our-engine.js'
import { unitBoard } from './unit-board.js'

const allianceId = historyAllianceId
// a failing history is made simpler for as long as the limit lets it
const settings = { seed: 20180302, numRuns: 30, interruptAfterTimeLimit: 30_000 }
const patience = 60_000

/** Whatever may happen to an alliance in up to 300 commands. */
const histories = anyHistory({ maxLength: 300 })

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
  'the board shows in how many of the last meetings in a row a member was silent',
  async () => {
    let silences = 0
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const engine = await play(history)
        const events = await eventsOf(engine)
        for (const [id, unit] of Object.entries((await engine.view(unitBoard, { allianceId })).units)) {
          const standings = standingsOf(unitId.parse(id), events)
          const heardOf = standings.findLastIndex((standing) => standing !== 'missed')
          expect(unit.silentMeetings).toBe(standings.length - 1 - heardOf)
          if (unit.silentMeetings > 1) silences += 1
        }
      }),
      settings,
    )
    expect(silences).toBeGreaterThan(0)
  },
  patience,
)

it(
  'no emergency waits: the next that happens to it is that it becomes the whole alliance’s',
  async () => {
    let emergencies = 0
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const events = await eventsOf(await play(history))
        for (const raised of events.filter((event) => event.type === 'IssueRaised')) {
          if (raised.data.urgency !== 'emergency') continue
          const [next] = events.filter(({ stream, revision }) => stream === raised.stream && revision > raised.revision)
          expect(next).toMatchObject({ type: 'IssueTriaged', data: { level: 'alliance' } })
          emergencies += 1
        }
      }),
      settings,
    )
    expect(emergencies).toBeGreaterThan(0)
  },
  patience,
)

it(
  'a claim is turned away at the door just when the unit is suspended',
  async () => {
    let turnedAway = 0
    await fc.assert(
      fc.asyncProperty(histories, (history) =>
        play(history, async ({ engine, command, context, answer }) => {
          if (command.type !== 'ClaimOffer') return
          const { membership } = await engine.view(world, { allianceId })
          const unit = membership[allianceId]?.units[unitId.parse(context.actor.unitId)]
          const suspended = unit?.suspensions.some(({ to }) => to === undefined)
          expect(isRejection(answer) && answer.code === 'engine/not-authorized').toBe(suspended)
          if (suspended === true) turnedAway += 1
        }).then(() => undefined),
      ),
      settings,
    )
    expect(turnedAway).toBeGreaterThan(0)
  },
  patience,
)
