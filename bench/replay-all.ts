// `replay-all FILE ALLIANCES peak|held`: folds every event of a store into its alliance's view, from nothing, and tells in MB the most memory
// that this process had at any time, or the most that its objects took once garbage was cleared away.
import { contributions } from '@lianxi/alliance'
import { openEngine } from '@lianxi/engine'
import { memoryViewStore } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { answer } from './child.js'
import { allianceIdOf } from './material.js'

const [path = '', alliances = '', what = 'peak'] = process.argv.slice(2)
const looks = 20
const every = Math.ceil(Number(alliances) / looks)
let held = 0

function look(): void {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  held = Math.max(held, heapUsed + external)
}

// nothing that was saved before is taken up
const engine = await openEngine({ store: openSqliteStore(path), viewStore: memoryViewStore() })
for (let alliance = 0; alliance < Number(alliances); alliance++) {
  await engine.view(contributions, { allianceId: allianceIdOf(alliance) })
  if (what === 'held' && alliance % every === every - 1) look()
}
const { broken } = await engine.verify()
if (broken.length > 0) throw new Error(`${broken.length} broken links`)
answer(what === 'held' ? held / 1024 ** 2 : process.resourceUsage().maxRSS / 1024)
await engine.close()
