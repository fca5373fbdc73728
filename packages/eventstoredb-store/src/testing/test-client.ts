// What the double's own tests share: the unmodified client, and small events to append.
import { EventStoreDBClient, jsonEvent, type JSONEventType } from '@eventstore/db-client'

export type Note = JSONEventType<'Note', { readonly n: number }>

/** Credentials with the call itself make the client append by one call each; without, over one stream of all appends. */
export const byCall = { credentials: { username: 'nobody', password: 'nothing' } }
export const byStream = {}

export const openClient = (connectionString: string): EventStoreDBClient =>
  EventStoreDBClient.connectionString(connectionString)

/** An event whose id follows from its number. */
export const note = (n: number) =>
  jsonEvent<Note>({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, type: 'Note', data: { n } })

export const notes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => note(from + index))

export async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
