// Takes small records over, for the tests.
import type { AnyEvent, EventData } from '@lianxi/alliance'
import { openEngine } from '@lianxi/engine'
import { memoryStore, type EventStore } from '@lianxi/event-sourcing'
import { expect } from 'vitest'
import { proposeAliases } from './alias-proposal.js'
import { organisationsBy, type Aliases } from './aliases.js'
import { contributionsOf } from './contributions.js'
import { parseRecords, spellingsIn } from './records.js'
import { kinds } from './report.js'
import type { RawRecords } from './sample.js'
import { takeOver } from './take-over/take-over.js'

export interface Replaying {
  readonly store?: EventStore
  readonly aliases?: Aliases
  /** How many days are taken over before the power fails. */
  readonly days?: number
}

/** Takes records over, and gives what came of it. */
export async function replay(raw: RawRecords, { store = memoryStore(), aliases, days = Infinity }: Replaying = {}) {
  const records = parseRecords(JSON.stringify(raw), { file: 'records', today: '2026-01-01' })
  const organisationOf = organisationsBy(aliases ?? proposeAliases(spellingsIn(records)))
  const engine = await openEngine({ store })
  try {
    const taken = await takeOver(engine, {
      records,
      organisationOf,
      onDay: (_, { done }) => {
        if (done >= days) throw new Error('the power failed')
      },
    })
    const contributions = await contributionsOf(engine, taken.allianceId)
    const history: AnyEvent[] = []
    for await (const event of engine.history({ allianceId: taken.allianceId })) history.push(event)
    return { ...taken, contributions, history }
  } finally {
    await engine.close()
  }
}

export type Replayed = Awaited<ReturnType<typeof replay>>

/** What the events of a type say, in their order. */
export function dataOf<Type extends AnyEvent['type']>({ history }: Replayed, type: Type): readonly EventData[Type][] {
  // an event of that type holds data of that type
  return history.filter((event) => event.type === type).map(({ data }) => data as EventData[Type])
}

export function nameOf({ contributions }: Replayed, unitId: string | undefined): string | undefined {
  return contributions.find((one) => one.unitId === unitId)?.name
}

/** A plenary of one day with Willow's ANA and Harbour's CAI. */
export function oneDay(day: Partial<RawRecords['plenaries'][number]['days'][number]>): RawRecords {
  const delegates = [
    { delegate: 'ANA', organisation: 'Willow' },
    { delegate: 'CAI', organisation: 'Harbour' },
  ]
  const days = [{ date: '2021-03-01', present: ['ANA', 'CAI'], items: [], ...day }]
  return { source: 'one day', plenaries: [{ plenary: '2021-03', delegates, days }] }
}

/** Each record is stored or reported, once. */
export function addsUp({ counts, report }: Replayed): void {
  for (const kind of kinds) {
    const { read, stored, reported } = counts[kind]
    expect(stored + reported, kind).toBe(read)
    expect(report.filter((one) => one.kind === kind).length, kind).toBe(reported)
  }
}
