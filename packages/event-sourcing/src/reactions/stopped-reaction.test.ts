import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { hallName, uuid } from '../testing/hall-bench.js'
import { runner } from '../testing/reaction-bench.js'

describe("an error that is not the command's", () => {
  it.each([
    ['a busy store', new LianxiError('store-busy', { path: 'hall.db', reason: 'locked' })],
    ['ten conflicts', new LianxiError('revision-conflict', { stream: hallName, expected: 1, actual: 2 })],
    ['a closed store', new LianxiError('store-closed', {})],
    ['a closed engine', new LianxiError('engine-closed', {})],
    [
      'a stream that a newer program wrote to',
      new LianxiError('newer-event', { stream: hallName, revision: 1, type: 'SeatSwapped', schemaVersion: 1 }),
    ],
  ])('stops the reaction at that event: %s; it goes on once that is mended', async (_what, failure) => {
    const { bench, held, settle, reacting, guests } = await runner({ failures: [failure] })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await expect(settle()).rejects.toBe(failure)
    expect(await reacting.parked()).toEqual([])
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
  it('but a bug stops it so too, and is told with the name of the reaction and the event', async () => {
    const cause = new TypeError('a bug')
    const { bench, held, settle, reacting, guests } = await runner({ failures: [cause] })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    const reason = 'a bug'
    await expect(settle()).rejects.toMatchObject({
      code: 'reaction-stopped',
      details: { reaction: 'friends-come', stream: hallName, revision: 1, type: 'SeatTaken', reason },
      retryable: false,
      cause,
    })
    expect(await reacting.parked()).toEqual([])
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
  it('an event that is newer than the program stops it there, heard or not', async () => {
    const { store, bench, held, settle, issued } = await runner()
    await bench.open(held, 9)
    await store.append(hallName, [{ id: uuid(8000), type: 'SeatSwapped', data: '{}', metadata: '{}', hash: '' }], 0)
    await expect(settle()).rejects.toMatchObject({ code: 'newer-event', details: { revision: 1 } })
    expect(issued).toEqual([])
  })
})
