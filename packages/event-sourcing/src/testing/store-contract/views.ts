// The contract: state and checkpoint of a view are kept together, and two savers never overwrite each other unseen.
import type { SavedView, ViewKey, ViewStore } from '../../stores/view-store.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter, type Stage } from './case.js'
import { runningViews } from './runners.js'
import { allEvents, assertFails, fill, lastPosition, samples, stream, viewsOf } from './samples.js'

const key: ViewKey = { name: 'ledger', version: '1', partition: 'north' }

async function openViews({ open }: Stage): Promise<ViewStore> {
  return viewsOf(await open())
}

async function assertSaved(views: ViewStore, saved: SavedView | undefined, of: ViewKey = key): Promise<void> {
  assertSame(`the view under ${Object.values(of).join(' ')}`, saved ?? null, (await views.load(of)) ?? null)
}

async function assertSave(
  views: ViewStore,
  kept: boolean,
  { saved, of = key }: { saved: SavedView; of?: ViewKey },
): Promise<void> {
  assertSame(`saving number ${saved.saves} answers`, kept, await views.save(of, saved))
}

const saved = (saves: number, state = `{"saves":${saves}}`): SavedView => ({ state, saves })

export const keepingViews: Chapter = {
  title: 'viewStore',
  cases: [
    {
      law: 'says truly whether what is saved outlives it',
      needs: ['viewStore'],
      run: async (stage) => assertSame('durable', stage.capabilities.durable, (await openViews(stage)).durable),
    },
    {
      law: 'loads nothing where nothing is stored',
      needs: ['viewStore'],
      run: async (stage) => assertSaved(await openViews(stage), undefined),
    },
    {
      law: 'keeps state and checkpoint together, and the number of saves; the checkpoint may be absent, and come, and go',
      needs: ['viewStore'],
      async run({ open }) {
        const store = await open()
        const views = viewsOf(store)
        await fill(store, stream('a'), samples(0, 2))
        const checkpoint = lastPosition(await allEvents(store))
        for (const next of [saved(1), { ...saved(2), checkpoint }, { ...saved(3), checkpoint }, saved(4)]) {
          await assertSave(views, true, { saved: next })
          await assertSaved(views, next)
        }
      },
    },
    {
      law: 'saves only behind the save before it; else it answers false and nothing changes',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        for (const saves of [0, 2, 7, -1, 0.5]) await assertSave(views, false, { saved: saved(saves) })
        await assertSaved(views, undefined)
        await assertSave(views, true, { saved: saved(1) })
        await assertSave(views, true, { saved: saved(2) })
        for (const saves of [0, 1, 2, 4, 2.5]) await assertSave(views, false, { saved: saved(saves, '"other"') })
        await assertSaved(views, saved(2))
        await assertSave(views, true, { saved: saved(3) })
      },
    },
    {
      law: 'of sixteen that save at once, one is kept and the others are told',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        for (let round = 1; round <= 3; round++) {
          const states = Array.from({ length: 16 }, (_, runner) => saved(round, `{"runner":${runner}}`))
          const answers = await Promise.all(states.map((state) => views.save(key, state)))
          assertSame('how many were kept', 1, answers.filter(Boolean).length)
          await assertSaved(views, states[answers.indexOf(true)])
        }
      },
    },
    {
      law: 'lets two runners of one view count together without losing a step',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        await Promise.all([countTo(views, 20), countTo(views, 20)])
        await assertSaved(views, { state: '40', saves: 40 })
      },
    },
    runningViews,
    {
      law: 'keeps names, versions and partitions apart, whatever they hold',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        const keys = [
          key,
          { ...key, name: 'ledger2' },
          { ...key, version: '2' },
          { ...key, version: '01' },
          { ...key, partition: '' },
          { ...key, partition: 'North' },
          { name: '', version: '', partition: '' },
          { name: 'led', version: 'ger1', partition: 'north' },
          { name: '目录 📒\u0000', version: '1', partition: 'north' },
        ]
        for (const [index, of] of keys.entries()) await assertSave(views, true, { saved: saved(1, `"${index}"`), of })
        for (const [index, of] of keys.entries()) await assertSaved(views, saved(1, `"${index}"`), of)
      },
    },
    {
      law: 'drops what is stored under one key only, and can begin anew; dropping nothing is no error',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        const other = { ...key, version: '2' }
        await views.drop(key)
        await assertSave(views, true, { saved: saved(1) })
        await assertSave(views, true, { saved: saved(1), of: other })
        await views.drop(key)
        await assertSaved(views, undefined)
        await assertSaved(views, saved(1), other)
        await assertSave(views, false, { saved: saved(2) })
        await assertSave(views, true, { saved: saved(1, '"anew"') })
      },
    },
    {
      law: 'keeps the state to the byte, and a large one',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        const states = ['', '{ "b":1.0,"a":-0}', '"联席 😀 e\u0301 \u2028 \u0000 \ufeff"', `"${'联'.repeat(700_000)}"`]
        for (const [index, state] of states.entries()) {
          await assertSave(views, true, { saved: saved(index + 1, state) })
          if ((await views.load(key))?.state !== state)
            broken('the state is kept to the byte', `not so with state ${index}`)
        }
      },
    },
    {
      law: 'keeps what was saved, whatever a caller does with what it handed over or was handed',
      needs: ['viewStore'],
      async run(stage) {
        const views = await openViews(stage)
        const mine = { ...saved(1) }
        const saving = views.save(key, mine)
        Reflect.set(mine, 'state', 'spoilt')
        await saving
        Reflect.set((await views.load(key)) ?? {}, 'state', 'spoilt')
        await assertSaved(views, saved(1))
      },
    },
    {
      law: 'keeps views after a close',
      needs: ['viewStore', 'durable'],
      async run({ open }) {
        const first = await open()
        await assertSave(viewsOf(first), true, { saved: saved(1) })
        await first.close()
        const views = viewsOf(await open())
        await assertSaved(views, saved(1))
        await assertSave(views, true, { saved: saved(2) })
      },
    },
    {
      law: 'holds between stores on one place as it holds in one',
      needs: ['viewStore', 'severalProcesses'],
      async run({ open }) {
        const [one, other] = [viewsOf(await open()), viewsOf(await open())]
        await Promise.all([countTo(one, 15), countTo(other, 15)])
        await assertSaved(one, { state: '30', saves: 30 })
        await assertSaved(other, { state: '30', saves: 30 })
      },
    },
    {
      law: 'throws store-closed after a close',
      needs: ['viewStore'],
      async run({ open }) {
        const store = await open()
        const views = viewsOf(store)
        await store.close()
        await assertFails('load', { code: 'store-closed' }, () => views.load(key))
        await assertFails('save', { code: 'store-closed' }, () => views.save(key, saved(1)))
        await assertFails('drop', { code: 'store-closed' }, () => views.drop(key))
      },
    },
  ],
}

/** Adds one so many times, each time to what is stored, again where another came first. */
async function countTo(views: ViewStore, count: number): Promise<void> {
  for (let added = 0; added < count;) {
    const stored = await views.load(key)
    const saves = (stored?.saves ?? 0) + 1
    if (await views.save(key, { state: String(Number(stored?.state ?? '0') + 1), saves })) added++
  }
}
