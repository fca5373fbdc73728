// `replay-all FILE ALLIANCES`: folds every event of a store into its alliance's view, from nothing, and tells the most memory that this process
// had at any time, in MB.
import { contributions } from '@lianxi/alliance'
import { openEngine } from '@lianxi/engine'
import { memoryViewStore } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { answer } from './child.js'
import { allianceIdOf } from './material.js'

const [path = '', alliances = ''] = process.argv.slice(2)
// nothing that was saved before is taken up
const engine = await openEngine({ store: openSqliteStore(path), viewStore: memoryViewStore() })
for (let alliance = 0; alliance < Number(alliances); alliance++) {
  await engine.view(contributions, { allianceId: allianceIdOf(alliance) })
}
const { broken } = await engine.verify()
if (broken.length > 0) throw new Error(`${broken.length} broken links`)
answer(process.resourceUsage().maxRSS / 1024)
await engine.close()
