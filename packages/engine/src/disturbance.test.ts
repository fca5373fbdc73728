import { type AnyCommand, type EventData } from '@lianxi/alliance'
import { LianxiError, memoryStore, memoryViewStore, type Reaction, type View } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import type { Disturbance } from './disturbance.js'
import {
  allianceId,
  chunyuan,
  foundedTable,
  sitDown,
  speaksFor,
  uuid,
  type Table,
  type TableOptions,
} from './test-alliance.js'

async function raise({ say }: Table): Promise<void> {
  const data = { issueId: uuid('e', 100), channel: 'hotline', urgency: 'emergency', category: 'water' } as const
  await say(speaksFor(chunyuan), { type: 'RaiseIssue', data: { ...data, title: 'pipe' } })
}

/** A view of an app's own, with a mistake in it. */
function mistaken(
  IssueRaised: (state: { last?: undefined }) => void,
): View<{ last?: undefined }, Pick<EventData, 'IssueRaised'>> {
  return { name: 'mistaken', version: 1, initialState: () => ({}), on: { IssueRaised } }
}

/** An issue is raised in an engine that runs until something is heard of it. */
async function heardOfRun(options: TableOptions): Promise<readonly Disturbance[]> {
  const heard: Disturbance[] = []
  const end = new AbortController()
  function onDisturbance(disturbance: Disturbance): void {
    heard.push(disturbance)
    end.abort()
  }
  const table = await foundedTable({ ...options, onDisturbance })
  const running = table.engine.run({ signal: end.signal })
  await raise(table)
  await running
  return heard
}

describe('whoever runs an engine hears', () => {
  it('of a view that is left alone because it throws, or because its state cannot be kept', async () => {
    const broken = mistaken(() => {
      throw new TypeError('title of undefined')
    })
    const unkeepable = mistaken((state) => {
      state.last = undefined
    })
    const left = { kind: 'view-left-alone', view: 'mistaken', allianceId }
    expect(await heardOfRun({ views: [broken] })).toEqual([
      { ...left, code: 'unexpected', message: 'title of undefined' },
    ])
    expect(await heardOfRun({ views: [unkeepable] })).toEqual([
      { ...left, code: 'invalid-input', message: expect.stringContaining('last') },
    ])
  })
  it('and is handed the error itself, of a view and of a reaction alike', async () => {
    const bug = new TypeError('title of undefined')
    const throwing = () => {
      throw bug
    }
    const causes = new Map<string, unknown>()
    const end = new AbortController()
    const table = await foundedTable({
      views: [mistaken(throwing)],
      reactions: [{ name: 'mistaken-too', on: { IssueRaised: throwing } }],
      onError: { then: 'park' },
      onDisturbance: ({ kind }, cause) => causes.set(kind, cause).size === 2 && end.abort(),
    })
    const running = table.engine.run({ signal: end.signal })
    await raise(table)
    await running
    expect(causes.get('view-left-alone')).toBe(bug)
    expect(causes.get('parked')).toBe(bug)
  })
  it('of views that wait to be kept up until a store answers', async () => {
    const kept = memoryViewStore()
    const away = new LianxiError('store-unavailable', { store: 'the shelf', reason: 'nobody answers' })
    const viewStore: typeof kept = {
      ...kept,
      load: async (key) => {
        if (key.name === 'issue-count') throw away
        return kept.load(key)
      },
    }
    const counting = { ...mistaken(() => {}), name: 'issue-count' }
    const { code, message } = away
    expect(await heardOfRun({ viewStore, views: [counting] })).toEqual([
      { kind: 'views-retrying', attempt: 1, code, message },
    ])
  })
  it('of what a reaction has to park, as it stands on the list', async () => {
    const asksTooMuch: Reaction<Pick<EventData, 'IssueRaised'>, AnyCommand> = {
      name: 'asks-too-much',
      on: { IssueRaised: ({ id }) => [{ type: 'CloseTopicCall', data: { meetingId: id } }] },
    }
    const store = memoryStore()
    const [reactions, heard] = [[asksTooMuch], await heardOfRun({ store, reactions: [asksTooMuch] })]
    const { engine } = await sitDown({ store, reactions })
    expect(heard).toEqual((await engine.parked()).map((parked) => ({ kind: 'parked', ...parked })))
    expect(heard).toMatchObject([{ reaction: 'asks-too-much', code: 'meeting/not-planned' }])
  })
})

it('a hook that is no function is refused: nobody would notice that it never hears', async () => {
  // as from an app without types
  await expect(sitDown({ onDisturbance: console as never })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { what: 'openEngine', path: 'onDisturbance' },
  })
})
