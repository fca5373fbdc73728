// The real records, which are no part of the project: run where they are, skipped where they are not.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine } from '@lianxi/engine'
import { memoryStore, type EventStore } from '@lianxi/event-sourcing'
import { newFolder } from '@lianxi/example-shared/testing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { describe, expect, it } from 'vitest'
import { proposeAliases } from './alias-proposal.js'
import { organisationsBy } from './aliases.js'
import { contributionsOf } from './contributions.js'
import { parseRecords, spellingsIn } from './records.js'
import { kinds } from './report.js'
import { takeOver } from './take-over/take-over.js'

const file =
  process.env['LIANXI_PLENARIES'] ??
  fileURLToPath(new URL('../../../shared/data/plenaries-2020-2022.json', import.meta.url))
const isThere = existsSync(file)
const why = isThere ? '' : ` [skipped: no records at ${file}; name them in LIANXI_PLENARIES]`

async function replayOn(store: EventStore) {
  const records = parseRecords(readFileSync(file, 'utf8'), { file, today: '2026-01-01' })
  const engine = await openEngine({ store })
  try {
    const organisationOf = organisationsBy(proposeAliases(spellingsIn(records)))
    const taken = await takeOver(engine, { records, organisationOf })
    const contributions = await contributionsOf(engine, taken.allianceId)
    let topics = 0
    for await (const { type } of engine.history({ allianceId: taken.allianceId }))
      if (type === 'TopicProposed') topics++
    return { ...taken, contributions, topics, verified: await engine.verify() }
  } finally {
    await engine.close()
  }
}

describe.skipIf(!isThere)(`eighteen real plenaries${why}`, { timeout: 180_000 }, () => {
  it(`replay on both stores with the same contributions, and all topics in the store${why}`, async () => {
    const inMemory = await replayOn(memoryStore())
    const { counts, topics } = inMemory
    expect(counts).toMatchObject({
      plenaries: { read: 18, stored: 18 },
      days: { read: 57, stored: 57 },
      topics: { read: 503, stored: 503 },
      conclusions: { read: 408, stored: 408 },
    })
    expect(topics).toBe(503)
    for (const kind of kinds) expect(counts[kind].stored + counts[kind].reported, kind).toBe(counts[kind].read)

    const folder = newFolder()
    try {
      expect(await replayOn(openSqliteStore(join(folder, 'real.db')))).toEqual(inMemory)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
