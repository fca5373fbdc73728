// A call of one of several clients: what was asked, what was answered, and when.
import type { Append } from '../../stores/event-store.js'
import type { Revision } from '../../terms/position.js'
import type { StreamName } from '../../terms/stream.js'
import { ids } from './samples.js'

export type Asked =
  | ({ readonly type: 'append' } & Append)
  | { readonly type: 'stream'; readonly stream: StreamName }
  | { readonly type: 'all' }

export type Answered =
  | { readonly type: 'stored' }
  | { readonly type: 'conflict'; readonly actual: Revision }
  | { readonly type: 'read'; readonly ids: readonly string[] }
  | { readonly type: 'failed'; readonly error: string }

/** A call of a client. Calls and answers are counted on one clock. */
export interface Call {
  readonly client: number
  readonly asked: Asked
  readonly answered: Answered
  readonly from: number
  readonly to: number
}

export type AskedOf<Type extends Asked['type']> = Extract<Asked, { readonly type: Type }>

/** Events by the numbers that samples were made of. */
export function numbersOf(events: readonly string[]): string {
  return `[${events.map((id) => Number.parseInt(id.slice(-12), 16)).join(' ')}]`
}

function question(asked: Asked): string {
  if (asked.type === 'all') return 'read all'
  if (asked.type === 'stream') return `read ${asked.stream}`
  return `append ${numbersOf(ids(asked.events))} to ${asked.stream} at ${asked.expected}`
}

function answer(answered: Answered): string {
  if (answered.type === 'conflict') return `conflict, it is at ${answered.actual}`
  if (answered.type === 'read') return numbersOf(answered.ids)
  return answered.type === 'failed' ? answered.error : 'stored'
}

/** The call in a line, for people. */
export function story({ client, asked, answered, from, to }: Call): string {
  return `${from}–${to} client ${client}: ${question(asked)} → ${answer(answered)}`
}
