// A process of its own (test-child.ts): does what its first word says on the server of its second, and says how it went.
import { openEventStoreDBStore } from './eventstoredb-store.js'
import { listed, note, notes, stream } from './test-trial.js'

const [what = '', connectionString = '', deadline = '5000'] = process.argv.slice(2)
// over TLS there must be some, and otherwise nobody sees them
const credentials = { username: 'me', password: 'secret' }
const store = openEventStoreDBStore({ connectionString, credentials, deadlines: { append: Number(deadline) } })

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
  async 'give-up-and-close'() {
    const asked = store.append(stream('a'), [note(1)], 'no-stream').catch((error: unknown) => String(error))
    const reading = listed(store.readAll()).catch((error: unknown) => String(error))
    await store.close()
    await Promise.all([asked, reading])
    return 'gave up'
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
