import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { isRejection } from '../terms/rejection.js'
import { hallBench, hallName, uuid } from '../testing/hall-bench.js'
import { names, openedHall, revisions, storeThat } from '../testing/opened-hall.js'

describe('two writers on one stream', () => {
  it('each absorb what the other stored, and decide again', async () => {
    const { bench, held: one } = await openedHall(40)
    const other = bench.hold()
    await other.load()
    const guests = Array.from({ length: 20 }, (_, index) => `guest ${index}`)
    const answers = await Promise.all(
      guests.flatMap((guest) => [bench.take(one, `${guest} of one`), bench.take(other, `${guest} of the other`)]),
    )
    const given = answers.flatMap(revisions).toSorted((a, b) => a - b)
    const stored = await bench.stored()
    expect(given).toEqual(stored.slice(1).map(({ revision }) => revision))
    // 40 guests, the opening, and that the last of them filled the hall
    expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 42 }, (_, index) => index))
    await Promise.all([one.readTail(), other.readTail()])
    expect(names(one)).toHaveLength(40)
    expect(canonicalText(one.state)).toBe(canonicalText(other.state))
  })
  it('cannot both take the last seat', async () => {
    const { bench, held: one } = await openedHall(1)
    const other = bench.hold()
    await other.load()
    const answers = await Promise.all([bench.take(one, 'ann'), bench.take(other, 'bo')])
    const said = answers.map((answer) => (isRejection(answer) ? answer.reason : 'seated'))
    expect(said.toSorted()).toEqual(['hall-full', 'seated'])
    expect((await bench.stored()).map(({ type }) => type)).toEqual(['HallOpened', 'SeatTaken', 'HallFilled'])
  })
  it('of whom one is faster ten times: the other gives up with a conflict, and may try again', async () => {
    const { store, bench, held: rival } = await openedHall(100)
    let tries = 0
    let rivalry = true
    const slow = hallBench(
      storeThat(store, async (stream, events, expected) => {
        if (rivalry) await bench.take(rival, `rival ${++tries}`)
        await store.append(stream, events, expected)
      }),
    )
    const held = slow.hold()
    await expect(slow.take(held, 'ann', { commandId: uuid(902) })).rejects.toMatchObject({
      code: 'revision-conflict',
      retryable: true,
      details: { stream: hallName, actual: 10 },
    })
    expect(tries).toBe(10)
    rivalry = false
    expect(revisions(await slow.take(held, 'ann', { commandId: uuid(902) }))).toEqual([11])
  })
  it('decide on the tail before they say no', async () => {
    const { bench, held } = await openedHall(1)
    await bench.take(held, 'ann')
    await bench.leave(bench.hold(), 'ann')
    expect(names(held)).toEqual(['ann'])
    expect(revisions(await bench.take(held, 'bo'))).toEqual([4, 5])
  })
  it('decide on the tail before they say that it is so already', async () => {
    const { bench, held } = await openedHall()
    await bench.take(held, 'ann')
    await bench.leave(bench.hold(), 'ann')
    expect(revisions(await bench.take(held, 'ann'))).toEqual([3])
  })
})
