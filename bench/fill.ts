// `fill FILE ALLIANCES EVENTS`, in a process of its own: what it leaves in memory is not the benchmark's.
import { fillStore } from './fill-store.js'

const [path = '', alliances = '', events = ''] = process.argv.slice(2)
await fillStore({ path, alliances: Number(alliances), events: Number(events) })
