// What a larger store costs: a command, the view after it and an append in a store of 1,000,000 events over 1,000 alliances, over the same in
// one of 10,000 over 10. An alliance is as large in both, and those that are written to lie scattered.
import { contributions } from '@lianxi/alliance'
import { openEngine } from '@lianxi/engine'
import type { RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { dealtBy } from './history.js'
import { allianceIdOf, dealing } from './material.js'
import { alternate, medianRatio, secondsOf } from './rounds.js'
import type { Row } from './row.js'

/** A file, and how many alliances it holds. */
export interface FilledStore {
  readonly path: string
  readonly alliances: number
}

export interface Growth {
  readonly small: FilledStore
  readonly large: FilledStore
  /** How many dealings each alliance has had. */
  readonly dealt: number
}

const written = 10
// a round is long enough to hold a checkpoint of the log, which a larger store pays for with more pages
const turns = 25
const rounds = 11

/** What is done to an alliance in its dealing of this number; gives the seconds that count. */
type Act = (alliance: number, number: number) => Promise<number>

async function open({ path, alliances }: FilledStore, numbers: number) {
  const store = openSqliteStore(path)
  const engine = await openEngine({ store })
  const chosen = Array.from({ length: written }, (_, index) => Math.floor((index * alliances) / written))
  const streams = new Map<number, readonly RecordedEvent[]>()
  for (const alliance of chosen) streams.set(alliance, await dealtBy(alliance, numbers))

  const command: Act = (alliance, number) => {
    const asked = dealing(alliance, number)
    return secondsOf(() => engine.execute(asked.command, asked.context))
  }
  const view: Act = async (alliance, number) => {
    await command(alliance, number)
    return secondsOf(() => engine.view(contributions, { allianceId: allianceIdOf(alliance) }))
  }
  const append: Act = (alliance, number) => {
    const event = streams.get(alliance)?.[number]
    if (event === undefined) throw new Error(`alliance ${alliance} has no dealing ${number}`)
    return secondsOf(() => store.append(event.stream, [event], number - 1))
  }
  /** Some turns of each alliance that is written to. */
  const times = (act: Act) => async (from: number) => {
    let seconds = 0
    for (let number = from; number < from + turns; number++) {
      for (const alliance of chosen) seconds += await act(alliance, number)
    }
    return seconds
  }
  return { command: times(command), view: times(view), append: times(append), close: () => engine.close() }
}

/** The stores go on from where they are, in step: one row after another takes the next numbers. */
export async function growthRows({ small, large, dealt }: Growth): Promise<readonly Row[]> {
  const kinds = ['command', 'view', 'append'] as const
  const numbers = dealt + kinds.length * (rounds + 1) * turns
  const stores = { small: await open(small, numbers), large: await open(large, numbers) }
  const rows: Row[] = []
  let from = dealt
  for (const kind of kinds) {
    // the streams and views are to be held
    for (const store of [stores.small, stores.large]) await store[kind](from)
    const first = from + turns
    const seconds = await alternate(rounds, {
      small: (round) => stores.small[kind](first + round * turns),
      large: (round) => stores.large[kind](first + round * turns),
    })
    from = first + rounds * turns
    const value = medianRatio(seconds.large, seconds.small)
    const against = `${large.alliances} alliances in the store over ${small.alliances}`
    rows.push({ name: `growth-${kind}`, value, unit: 'ratio', ceiling: 1.2, against })
  }
  await stores.small.close()
  await stores.large.close()
  return rows
}
