// Whether the answers that several callers were given at once could have been given one by one: linearizability, against a list.
//
// The store itself tells in which order it took the appends. So a moment is a number, how many appends there were, and each answer
// fits some of them. Each call is given the earliest moment that its answer fits and that is not before a moment of a call which had
// been answered when it was made; where there is none, no order explains the answers. Earliest is best: it binds later calls the least.
import type { StreamName } from '../../terms/stream.js'
import type { AskedOf, Call } from './call.js'
import { ids } from './samples.js'

/** What stood in the store behind so many appends. */
interface Moment {
  readonly all: readonly string[]
  readonly streams: ReadonlyMap<StreamName, readonly string[]>
}

type Append = AskedOf<'append'>

function momentsOf(appends: readonly Append[]): readonly Moment[] {
  const moments: Moment[] = [{ all: [], streams: new Map() }]
  for (const { stream, events } of appends) {
    const { all = [], streams = new Map<StreamName, readonly string[]>() } = moments.at(-1) ?? {}
    const own = [...(streams.get(stream) ?? []), ...ids(events)]
    moments.push({ all: [...all, ...ids(events)], streams: new Map([...streams, [stream, own]]) })
  }
  return moments
}

const same = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((id, index) => id === others[index])

/** Whether the answer could have been given at that moment. */
function fits({ asked, answered }: Call, { all, streams }: Moment): boolean {
  if (asked.type === 'all') return answered.type === 'read' && same(answered.ids, all)
  const own = streams.get(asked.stream) ?? []
  if (asked.type === 'stream') return answered.type === 'read' && same(answered.ids, own)
  const isAsExpected = own.length - 1 === (asked.expected === 'no-stream' ? -1 : asked.expected)
  return answered.type === 'conflict' && answered.actual === own.length - 1 && !isAsExpected
}

/** The first call that no order explains; `undefined` where all are explained. `appends` are those stored, in the order of the store. */
export function unexplained(calls: readonly Call[], appends: readonly Append[]): Call | undefined {
  const moments = momentsOf(appends)
  const given = new Map<Call, number>()
  for (const call of calls.toSorted((one, other) => one.from - other.from)) {
    const { asked, answered, from } = call
    const earliest = Math.max(0, ...[...given].filter(([earlier]) => earlier.to < from).map(([, moment]) => moment))
    if (asked.type === 'append' && answered.type === 'stored') {
      // it stands between a moment at which its expectation held and the one that it made
      const place = appends.indexOf(asked)
      const own = moments[place]?.streams.get(asked.stream)?.length ?? 0
      if (own !== (asked.expected === 'no-stream' ? 0 : asked.expected + 1) || earliest > place) return call
      given.set(call, place + 1)
    } else {
      const moment = moments.findIndex((there, index) => index >= earliest && fits(call, there))
      if (moment === -1) return call
      given.set(call, moment)
    }
  }
  return undefined
}
