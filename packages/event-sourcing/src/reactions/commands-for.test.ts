import { describe, expect, it } from 'vitest'
import { friendsCome, runner } from '../testing/reaction-bench.js'

describe('a reaction that gives anything but a list of commands', () => {
  const invite = { type: 'TakeSeat', guest: 'bo' } as const
  it.each([
    ['a promise', async () => [invite]],
    ['a promise', () => Promise.reject(new Error('nobody waits for it'))],
    ['one thing, which is no list', () => invite],
    ['one thing, which is no list', () => 'TakeSeat'],
    ['nothing', () => undefined],
  ])('is told that it gave %s, and no more comes of it', async (what, SeatTaken) => {
    // as from an app without types
    const reaction = { ...friendsCome, on: { SeatTaken } } as unknown as typeof friendsCome
    const { bench, held, settle, reacting, issued } = await runner({ reaction, onError: { then: 'park' } })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    expect(issued).toEqual([])
    expect(await reacting.parked()).toMatchObject([
      {
        code: 'invalid-input',
        message: `reaction friends-come: on.SeatTaken: gives ${what}; it is to give a list of commands, at once`,
      },
    ])
  })
})
