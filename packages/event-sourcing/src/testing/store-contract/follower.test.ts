import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../stores/memory-store.js'
import { follow } from './follower.js'
import { samples, stream } from './samples.js'
import { inTime } from './stage.js'

describe('a law that waits for events in vain', () => {
  it('tells how many came', async () => {
    const store = memoryStore()
    await store.append(stream('a'), samples(0, 2), 'no-stream')
    const follower = follow(store)
    await follower.reaches(2)
    const waiting = inTime(50, { what: '3 events', answer: follower.reaches(3) })
    await expect(waiting).rejects.toThrow('3 events\nit did not come within 50 ms: 2 of 3 events came')
    await follower.stop()
  })
})
