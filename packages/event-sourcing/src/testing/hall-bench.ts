// The hall on a store: streams of it held and given commands, as the engine would, for the kernel's own tests.
import * as z from 'zod'
import { canonicalText } from '../texts/canonical.js'
import { codec } from '../texts/codec.js'
import type { Decider } from '../commands/decider.js'
import type { Schemas } from '../terms/schema.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { execute } from '../commands/execute.js'
import { HeldStream } from '../commands/held-stream.js'
import { instant, type Instant } from '../terms/instant.js'
import { metadataSchema } from '../texts/metadata.js'
import type { DeepReadonly } from '../terms/readonly.js'
import type { Envelope } from '../commands/seal.js'
import { sha256Hex } from '../terms/sha256.js'
import { streamName } from '../terms/stream.js'
import { events, hall, type Hall, type HallRejection, type commands } from './hall.js'

export const metadata = metadataSchema(z.unknown(), z.unknown())
export const hallCodec = codec({ events, metadata })
/** The same for those who read events of any aggregate: views and reactions. */
export const anyCodec = codec<Schemas>({ events, metadata })
export const hallName = streamName({ category: 'hall', partition: 'north', id: '1' })

export function minute(minutes: number): Instant {
  return instant.parse(new Date(Date.UTC(2018, 2, 1, 9, minutes)).toISOString())
}

export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export interface Circumstances {
  /** A fresh one unless said. */
  readonly commandId?: string
  readonly at?: Instant
  readonly facts?: (state: DeepReadonly<Hall>) => Promise<{ readonly invited: boolean }>
}

export type HallStore = Pick<EventStore, 'append' | 'readStream'>
export type HeldHall = HeldStream<Hall, typeof events>

export async function collect(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}

let issued = 0

/** What a test does with halls on one store. */
export function hallBench(
  store: HallStore,
  {
    decider = hall,
    name = hallName,
  }: { decider?: Decider<Hall, typeof events, typeof commands, HallRejection>; name?: typeof hallName } = {},
) {
  const tools = { store, codec: hallCodec, decider, now: () => minute(59) }
  const hold = (): HeldHall => new HeldStream({ name, store, codec: hallCodec, decider })

  function envelope(content: object, { commandId = uuid(++issued), at = minute(0) }: Circumstances): Envelope {
    const commandHash = sha256Hex(canonicalText({ ...content, occurredAt: at }))
    return { actor: { role: 'host' }, commandHash, commandId, occurredAt: at }
  }

  return {
    hold,
    stored: () => collect(store.readStream(name)),
    open(held: HeldHall, seats: number, how: Circumstances = {}) {
      const said = { type: 'OpenHall', data: { seats }, actor: { role: 'host' } } as const
      return execute(held, { ...said, envelope: envelope(said, how), facts: async () => undefined }, tools)
    },
    take(held: HeldHall, guest: string, how: Circumstances = {}) {
      const said = {
        type: 'TakeSeat',
        data: { guest, wishes: [`a seat for ${guest}`] },
        actor: { role: 'guest' },
      } as const
      const { facts = async () => ({ invited: true }) } = how
      return execute(held, { ...said, envelope: envelope(said, how), facts }, tools)
    },
    leave(held: HeldHall, guest: string, how: Circumstances = {}) {
      const said = { type: 'LeaveSeat', data: { guest }, actor: { role: 'guest' } } as const
      return execute(held, { ...said, envelope: envelope(said, how), facts: async () => undefined }, tools)
    },
  }
}
