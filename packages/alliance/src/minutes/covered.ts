// What a draft of minutes was made from: streams as far as they had come, so that anybody can make it again.
import { isStreamName } from '@lianxi/event-sourcing'
import * as z from 'zod'

export const covered = z.strictObject({
  stream: z.string().refine(isStreamName, 'a stream is named category-partition.id'),
  /** The last one that the draft speaks of. */
  revision: z.int().min(0),
})
export type Covered = Readonly<z.output<typeof covered>>
