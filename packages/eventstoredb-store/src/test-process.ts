// A process of its own for surprises.test.ts: does what its first word says on the server of its second, and says how it went.
import { openEventStoreDBStore } from './eventstoredb-store.js'
import { listed, note, notes, stream } from './test-trial.js'

const [what = '', connectionString = ''] = process.argv.slice(2)
const store = openEventStoreDBStore({ connectionString })

const deeds: Readonly<Record<string, () => Promise<string>>> = {
  async 'many-appends'() {
    const events = notes(200)
    await Promise.all(events.map((event, index) => store.append(stream(`s${index}`), [event], 'no-stream')))
    return `stored ${(await listed(store.readAll())).length}`
  },
  async 'first-event'() {
    await store.append(stream('a'), [note(1)], 'no-stream')
    for await (const batch of store.subscribe({ signal: new AbortController().signal })) return `came ${batch.length}`
    return 'nothing came'
  },
  async 'append-and-close'() {
    await store.append(stream('a'), [note(1)], 'no-stream')
    await listed(store.readAll())
    return 'closed'
  },
}

const said = await deeds[what]?.()
await store.close()
process.stdout.write(`${said}\n`)
