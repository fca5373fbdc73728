// The view that the writers keep: how many events, and which, in one hash. State and checkpoint that do not fit each other show.
import { sha256Hex, type RecordedEvent, type ViewKey } from '@lianxi/event-sourcing'
import { z } from 'zod'

export const key: ViewKey = { name: 'counted', version: '1', partition: '' }

const counted = z.strictObject({ count: z.number(), digest: z.string() })
export type Counted = z.infer<typeof counted>

export const nothing: Counted = { count: 0, digest: '' }

export const toCounted = (state: string): Counted => counted.parse(JSON.parse(state))

export const count = ({ count, digest }: Counted, { id }: RecordedEvent): Counted => ({
  count: count + 1,
  digest: sha256Hex(`${digest}\n${id}`),
})
