import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { leavable } from './leavable.js'

async function* waiting({ signal }: { readonly signal: AbortSignal }) {
  yield 'first'
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
}

it('an iteration that is left while it waits ends, for who waits and for who left', async () => {
  const { signal } = new AbortController()
  const given = leavable({ signal }, waiting)
  expect(await given.next()).toEqual({ value: 'first', done: false })
  const next = given.next()
  expect(await given.return?.()).toEqual({ value: undefined, done: true })
  expect(await next).toEqual({ value: undefined, done: true })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('an iteration ends when the signal aborts, before it began or while it waits', async () => {
  const controller = new AbortController()
  const given = leavable(controller, waiting)
  await given.next()
  const next = given.next()
  controller.abort()
  expect(await next).toEqual({ value: undefined, done: true })

  let aborted: boolean | undefined
  for await (const _ of leavable(controller, async function* ({ signal }) {
    aborted = signal.aborted
    yield* []
  }));
  expect(aborted).toBe(true)
})
