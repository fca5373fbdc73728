// However it comes about that nothing more is given, whoever waits hears of it.
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { feedOf, type Taken } from './feed.js'

const failure = { type: 'disturbed', reason: 'it broke', sent: true } as const
const endless = 2 ** 31 - 1

function feedFrom(readable: Readable, cancel = () => {}) {
  return feedOf({
    readable,
    toEvent: () => undefined,
    toFailure: () => failure,
    cancel,
    silence: () => ({ ms: endless, means: { type: 'silence' } }),
  })
}

// so that an end is no close as well
const idle = () => new Readable({ objectMode: true, autoDestroy: false, read: () => {} })

describe('who waits for what comes next', () => {
  it.each<[string, (readable: Readable) => void, Taken]>([
    ['ends', (readable) => readable.push(null), { type: 'end' }],
    ['fails', (readable) => readable.destroy(new Error('it broke')), { type: 'failure', failure }],
    ['is closed, without an end and without an error', (readable) => readable.destroy(), { type: 'end' }],
  ])('is told where it %s', async (_, over, told) => {
    const readable = idle()
    const feed = feedFrom(readable)
    const next = feed.take()
    over(readable)
    expect(await next).toEqual(told)
    expect(await feed.take()).toEqual(told)
  })

  it('is told where it is left, though the server may never hear that it is cancelled', async () => {
    let cancelled = 0
    const feed = feedFrom(idle(), () => cancelled++)
    const next = feed.take()
    feed.end()
    expect([await next, cancelled]).toEqual([{ type: 'end' }, 1])
  })
})
