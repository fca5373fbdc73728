// An alliance in a file moves to a server, goes on there, and moves back into its file. Told line by line.
import { join } from 'node:path'
import { contributions, figuresOf, unitId } from '@lianxi/alliance'
import { openEngine, type Engine } from '@lianxi/engine'
import { exportHistory, importHistory, type EventStore } from '@lianxi/event-sourcing'
import { openSqliteStore, openSqliteViewStore } from '@lianxi/sqlite-store'
import { linesOf, writeLines } from './history-file.js'
import type { Server } from './server.js'
import { allianceId, beginSmall, goOn, hospital } from './story.js'

export interface Move {
  /** A folder for the files. */
  readonly folder: string
  readonly server: Server
  readonly say: (line: string) => void
}

export async function move({ folder, server, say }: Move): Promise<void> {
  const home = join(folder, 'alliance.db')

  async function show(engine: Engine): Promise<void> {
    const { committed, delivered } = figuresOf(
      await engine.view(contributions, { allianceId }),
      unitId.parse(hospital.unitId),
    ).resources
    const { events, streams, broken } = await engine.verify()
    const places = (amounts: typeof committed) => amounts['venue']?.['x:parkingSpace'] ?? '0'
    say(`  Hospital: parking spaces committed ${places(committed)}, delivered ${places(delivered)}`)
    say(`  ${events} events in ${streams} streams, ${broken.length} broken links`)
  }

  /** Settled before: how far reactions have come does not move. */
  async function carry(from: EventStore, to: EventStore, file: string): Promise<void> {
    const path = join(folder, file)
    await writeLines(path, exportHistory(from))
    const { events, appended } = await importHistory(to, { open: () => linesOf(path) })
    say(`  moved: ${appended} of ${events} events were new there`)
  }

  async function inTheFile(): Promise<void> {
    say('On one machine, in a SQLite file:')
    const engine = await openEngine({ store: openSqliteStore(home) })
    await beginSmall(engine)
    await engine.settle()
    await show(engine)
    await engine.close()
  }

  async function onTheServer(): Promise<void> {
    say(`\nPast one machine, on ${server.name}:`)
    const [small, store] = [openSqliteStore(home), server.open()]
    await carry(small, store, 'to-the-server.jsonl')
    await small.close()
    // a server keeps no views: they, and how far reactions have come, are kept in a file beside the program
    const viewStore = openSqliteViewStore(join(folder, 'views.db'))
    const engine = await openEngine({ store, viewStore })
    await show(engine)
    say('  It goes on there:')
    await goOn(engine)
    await engine.settle()
    await show(engine)
    await engine.close()
    await viewStore.close()
  }

  async function back(): Promise<void> {
    say('\nBack in the file:')
    const [store, small] = [server.open(), openSqliteStore(home)]
    await carry(store, small, 'back.jsonl')
    await store.close()
    const engine = await openEngine({ store: small })
    // the reactions of this file meet what was answered on the server: it is known by its ids, and nothing comes of it
    await engine.settle()
    await show(engine)
    await engine.close()
  }

  await inTheFile()
  await onTheServer()
  await back()
}
