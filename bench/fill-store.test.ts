// Filling a store writes the tables of the SQLite store past it: what it leaves is a store like any other.
import { contributions } from '@lianxi/alliance'
import { openEngine } from '@lianxi/engine'
import { verify } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { expect, it } from 'vitest'
import { fillStore } from './fill-store.js'
import { inFolder } from './folder.js'
import { allianceIdOf, dealing, foundingCommands } from './material.js'

const alliances = 2
const dealt = 4
const events = foundingCommands + dealt

it('a store that was filled for the benchmarks verifies, shows each alliance its own, and goes on', () =>
  inFolder(async (fileNamed) => {
    await fillStore({ path: fileNamed('filled.db'), alliances, events })
    const store = openSqliteStore(fileNamed('filled.db'))
    const engine = await openEngine({ store })
    expect(await verify(store)).toMatchObject({ events: alliances * events, broken: [] })
    for (let alliance = 0; alliance < alliances; alliance++) {
      const own = { allianceId: allianceIdOf(alliance) }
      const asked = dealing(alliance, dealt)
      const receipt = await engine.execute(asked.command, asked.context)
      expect(receipt.events).toHaveLength(1)
      expect((await engine.view(contributions, own)).timeZone).toBe('Asia/Shanghai')
      let count = 0
      for await (const batch of store.readAll({ partition: own.allianceId })) count += batch.length
      expect(count).toBe(events + 1)
    }
    await engine.close()
  }))
