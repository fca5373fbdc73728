// Takes the records over into an alliance: founded by its convening body, then day by day.
import type { Charter } from '@lianxi/alliance'
import type { Engine } from '@lianxi/engine'
import { canonicalText, isRejection, LianxiError, sha256Hex } from '@lianxi/event-sourcing'
import type { OrganisationOf } from '../aliases.js'
import { examine, type Day } from '../examine.js'
import { idsFor } from '../ids.js'
import { spellingsIn, type Records } from '../records.js'
import { openReport, type Reckoning } from '../report.js'
import { takeOverDay } from './day.js'
import { openDesk, secretariat } from './desk.js'
import { openRoster } from './roster.js'

/** The records speak of consensus only: they count no quorum, and no vote by which less than all could decide. */
const byConsensus: Charter = {
  version: 1,
  name: 'By consensus, as recorded',
  quorum: { kind: 'none' },
  vote: { base: 'present', threshold: { numerator: 1, denominator: 1, strictly: false } },
}

/** How many days are stored, of how many. */
export interface Progress {
  readonly done: number
  readonly all: number
}

export interface TakingOver {
  readonly records: Records
  readonly organisationOf: OrganisationOf
  /** Told of each day once it is stored. */
  readonly onDay?: (day: Day, progress: Progress) => void
}

export interface TakenOver extends Reckoning {
  readonly allianceId: string
}

/** What these records and aliases say, in few letters: other records under the same name are told apart by it. */
function fingerprint({ records, organisationOf }: TakingOver): string {
  const organisations = [...spellingsIn(records).keys()]
    .toSorted()
    .map((spelling) => [spelling, organisationOf(spelling) ?? null])
  return sha256Hex(canonicalText({ records, organisations }))
}

/** Stores what can be taken over; what was stored before, of the same records and aliases, stays as it is. */
export async function takeOver(engine: Engine, taking: TakingOver): Promise<TakenOver> {
  const { records, organisationOf, onDay } = taking
  const report = openReport(records)
  const days = examine({ records, organisationOf, report })
  const { alliance, idOf } = idsFor(records.source)
  const desk = openDesk({ engine, alliance, idOf })
  const roster = openRoster(desk, report)
  const [first] = days
  if (first === undefined)
    throw new LianxiError('invalid-input', { what: 'records', path: 'plenaries', reason: 'no day is recorded' })

  const founding = await engine.tryExecute(
    { type: 'FoundAlliance', data: { name: records.source, timeZone: 'UTC', charter: byConsensus } },
    {
      allianceId: alliance,
      // the convening body is no member: the records do not name it
      actor: { role: 'convenor', unitId: idOf('convening body') },
      enteredBy: { ...secretariat, evidence: first.path },
      occurredAt: `${first.date}T00:00:00.000Z`,
      commandId: idOf('founding', fingerprint(taking)),
    },
  )
  if (isRejection(founding)) {
    const reason = 'it holds these meetings from other records or under other aliases; name another file'
    throw new LianxiError('invalid-input', { what: 'store', path: records.source, reason })
  }
  for (const [index, day] of days.entries()) {
    await takeOverDay(day, { desk, roster, report })
    await engine.settle()
    onDay?.(day, { done: index + 1, all: days.length })
  }
  const [refused] = await engine.parked()
  if (refused !== undefined) throw new Error(`a reaction was refused: ${JSON.stringify(refused)}`)
  return { allianceId: alliance, ...report.reckoning() }
}
