import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { viewKey } from './catch-up.js'
import { codec } from '../texts/codec.js'
import type { NewEvent } from '../stores/event-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { Schemas } from '../terms/schema.js'
import { events } from '../testing/hall.js'
import { anyCodec, hallName, metadata, minute, uuid } from '../testing/hall-bench.js'
import { openedHall } from '../testing/opened-hall.js'
import { guestbook, live } from '../testing/view-bench.js'

describe('an event that stops a view', () => {
  type Stored = Pick<NewEvent, 'type' | 'data'>
  const about = {
    actor: { role: 'host' },
    commandHash: '0'.repeat(64),
    commandId: uuid(1),
    occurredAt: minute(0),
    recordedAt: minute(0),
    schemaVersion: 1,
  }
  const event = (id: number, { type, data }: Stored): NewEvent => {
    return { id: uuid(id), type, data, metadata: canonicalText(about), hash: '' }
  }

  it.each<[string, Stored, string]>([
    ['that cannot be read', { type: 'SeatTaken', data: '{"guest":1,"wishes":[]}' }, 'unreadable-event'],
    [
      'of a name that is newer than the program, though the view hears no such name',
      { type: 'SeatSwapped', data: '{}' },
      'newer-event',
    ],
  ])('%s is named, each time, and the view stays as it was before', async (_what, stored, code) => {
    const { store, bench, held } = await openedHall(5)
    const viewStore = memoryViewStore()
    await bench.take(held, 'ann')
    const view = live(store, viewStore)
    const before = await view.read()
    await view.save()
    const saved = await viewStore.load(viewKey(guestbook, anyCodec, 'north'))
    await store.append(
      hallName,
      [event(2, { type: 'SeatTaken', data: '{"guest":"bo","wishes":[]}' }), event(3, stored)],
      1,
    )
    const refused = { code, details: { stream: hallName, revision: 3 } }
    await expect(view.read()).rejects.toMatchObject(refused)
    await expect(view.read()).rejects.toMatchObject(refused)
    await view.save()
    expect(await viewStore.load(viewKey(guestbook, anyCodec, 'north'))).toEqual(saved)
    expect(Object.keys(before.entries)).toEqual(['ann'])
  })
  it('stops it no more once the program can read it', async () => {
    const { store, bench, held } = await openedHall(5)
    const viewStore = memoryViewStore()
    await bench.take(held, 'ann')
    const view = live(store, viewStore)
    await view.read()
    await view.save()
    await store.append(
      hallName,
      [
        event(2, { type: 'SeatSwapped', data: '{"swapped":[1,2]}' }),
        event(3, { type: 'SeatTaken', data: '{"guest":"bo","wishes":[]}' }),
      ],
      1,
    )
    await expect(view.read()).rejects.toMatchObject({ code: 'newer-event' })
    const upgraded = codec<Schemas>({ events: { ...events, SeatSwapped: events.HallFilled }, metadata })
    expect(Object.keys((await live(store, viewStore, upgraded).read()).entries)).toEqual(['ann', 'bo'])
  })
  it('does not make it count twice what stands before it', async () => {
    const { store, bench, held } = await openedHall(5)
    await bench.take(held, 'ann')
    let upgraded = false
    const view = live(store, memoryViewStore(), {
      ...anyCodec,
      decode(recorded) {
        if (recorded.revision === 1 && !upgraded) throw new Error('cannot be read yet')
        return anyCodec.decode(recorded)
      },
    })
    await expect(view.read()).rejects.toThrow('cannot be read yet')
    upgraded = true
    expect((await view.read()).halls).toHaveLength(1)
  })
  it('is none where the view only does not hear it', async () => {
    const { store } = await openedHall(5)
    // it is not even parsed: what is in it is for those who hear it
    await store.append(hallName, [event(2, { type: 'SeatLeft', data: 'no JSON' })], 0)
    expect((await live(store).read()).halls).toHaveLength(1)
  })
})
