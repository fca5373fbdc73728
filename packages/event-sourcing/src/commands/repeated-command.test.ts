import { describe, expect, it } from 'vitest'
import { hallName, minute, uuid } from '../testing/hall-bench.js'
import { openedHall, revisions } from '../testing/opened-hall.js'

describe('the same command twice', () => {
  it('gives the first receipt and stores nothing', async () => {
    const { bench, held } = await openedHall(1)
    const how = { commandId: uuid(904) }
    const first = await bench.take(held, 'ann', how)
    await bench.leave(held, 'ann')
    await bench.take(held, 'bo')
    expect(await bench.take(held, 'ann', how)).toEqual(first)
    expect(revisions(first)).toEqual([1, 2])
    expect(await bench.stored()).toHaveLength(6)
  })
  it('gives it also where the stream was not held any more', async () => {
    const { bench, held } = await openedHall(1)
    const how = { commandId: uuid(905) }
    const first = await bench.take(held, 'ann', how)
    await bench.leave(held, 'ann')
    expect(await bench.take(bench.hold(), 'ann', how)).toEqual(first)
  })
  it('at once from two processes stores one', async () => {
    const { bench, held } = await openedHall()
    const how = { commandId: uuid(906) }
    const [one, other] = await Promise.all([bench.take(held, 'ann', how), bench.take(bench.hold(), 'ann', how)])
    expect(one).toEqual(other)
    expect(await bench.stored()).toHaveLength(2)
  })
  it('is refused where it says something else', async () => {
    const { bench, held } = await openedHall()
    const how = { commandId: uuid(907) }
    await bench.take(held, 'ann', how)
    const reused = { code: 'command-id-reused', details: { stream: hallName, commandId: uuid(907) } }
    await expect(bench.take(held, 'bo', how)).rejects.toMatchObject(reused)
    await expect(bench.leave(held, 'ann', how)).rejects.toMatchObject(reused)
    await expect(bench.take(held, 'ann', { ...how, at: minute(1) })).rejects.toMatchObject(reused)
    await expect(bench.take(bench.hold(), 'bo', how)).rejects.toMatchObject(reused)
    expect(await bench.stored()).toHaveLength(2)
  })
  it('is judged anew where it stored nothing the first time', async () => {
    const { bench, held } = await openedHall(1)
    const how = { commandId: uuid(908) }
    await bench.take(held, 'ann')
    expect(revisions(await bench.take(held, 'ann', how))).toEqual([])
    expect(await bench.take(held, 'bo', { commandId: uuid(909) })).toMatchObject({ reason: 'hall-full' })
    await bench.leave(held, 'ann')
    expect(revisions(await bench.take(held, 'bo', { commandId: uuid(909) }))).toEqual([4, 5])
    await bench.leave(held, 'bo')
    expect(revisions(await bench.take(held, 'ann', how))).toEqual([7, 8])
  })
})
