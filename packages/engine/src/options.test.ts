import { contributions, type AnyCommand } from '@lianxi/alliance'
import { memoryStore, memoryViewStore, type AnyReaction, type AnyView, type ViewStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { openEngine, type EngineOptions } from './index.js'

const view: AnyView = { name: 'ours', version: 1, initialState: () => ({}), on: { IssueRaised: () => undefined } }
const reaction: AnyReaction<AnyCommand> = { name: 'answers', on: { IssueRaised: () => [] } }

/** Opens an engine with options as from an app without types, over a view store that must be left alone. */
async function refusal(options: object): Promise<unknown> {
  const saved: string[] = []
  const kept = memoryViewStore()
  const viewStore: ViewStore = { ...kept, save: (...save) => (saved.push(save[0].name), kept.save(...save)) }
  const store = memoryStore()
  const refused: unknown = await openEngine({ store, viewStore, ...options }).then(
    () => 'nothing was refused',
    (error: unknown) => error,
  )
  expect(saved).toEqual([])
  return refused
}

describe('an engine is not opened, and nothing is written, where', () => {
  it.each<[path: string, options: object]>([
    ['onDisturbence', { onDisturbence: () => undefined }],
    ['onDisturbance', { onDisturbance: console }],
    ['authorize', { authorize: 'all' }],
    ['clock', { clock: '2018-03-01T01:00:00.000Z' }],
    ['ids', { ids: 'v7' }],
    ['store', { store: undefined }],
    ['store', { store: 'xiyuan.db' }],
    ['store', { store: Promise.resolve(memoryStore()) }],
    ['viewStore', { viewStore: 'xiyuan.db' }],
    ['viewStore', { viewStore: memoryStore() }],
    ['heldEvents', { heldEvents: 0 }],
    ['reactionsFrom', { reactionsFrom: 'head' }],
    ['views', { views: view }],
    ['views.0.on.IssueRased', { views: [{ ...view, on: { IssueRased: () => undefined } }] }],
    ['views.0.on.toString', { views: [{ ...view, on: { toString: () => undefined } }] }],
    ['views.0.on.IssueRaised', { views: [{ ...view, on: { IssueRaised: true } }] }],
    ['views.0.on', { views: [{ ...view, on: undefined }] }],
    ['views.0.version', { views: [{ ...view, version: undefined }] }],
    ['views.0.initialState', { views: [{ ...view, initialState: {} }] }],
    ['views', { views: [{ ...view, name: contributions.name }] }],
    ['reactions.0.name', { reactions: [{ ...reaction, name: undefined }] }],
    ['reactions.1.name', { reactions: [reaction, { ...reaction, name: '' }] }],
    ['reactions.0.on.IssueRased', { reactions: [{ ...reaction, on: { IssueRased: () => [] } }] }],
    ['reactions.0.form', { reactions: [{ ...reaction, form: 'start' }] }],
    ['reactions.0.from', { reactions: [{ ...reaction, from: 'head' }] }],
    ['reactions', { reactions: [reaction, reaction] }],
  ])('an option makes no sense, and it is told which: %s', async (path, options) => {
    const error = await refusal(options)
    expect(error).toMatchObject({ code: 'invalid-input', details: { what: 'openEngine', path } })
  })
  it('there are no options', async () => {
    const details = { what: 'openEngine', path: '' }
    for (const none of [undefined, memoryStore])
      await expect(openEngine(none as never)).rejects.toMatchObject({ code: 'invalid-input', details })
  })
})

it('an option that is undefined is left out', async () => {
  const none = { views: undefined, reactions: undefined, clock: undefined, onError: undefined, heldEvents: undefined }
  // as from an app without exact types
  const options = { store: memoryStore(), ...none } as unknown as EngineOptions
  expect(await (await openEngine(options)).parked()).toEqual([])
})
