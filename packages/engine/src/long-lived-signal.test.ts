// A program has one signal for as long as it is up, and watches and runs come and go on it.
import { contributions } from '@lianxi/alliance'
import { getEventListeners } from 'node:events'
import { expect, it, onTestFinished, vi } from 'vitest'
import { allianceId, convene, foundedTable } from './test-alliance.js'

/** What was listened to from now on and is still. */
function listening(): () => readonly unknown[] {
  const added = vi.spyOn(EventTarget.prototype, 'addEventListener')
  onTestFinished(() => added.mockRestore())
  const isHeard = (target: unknown) => target instanceof EventTarget && getEventListeners(target, 'abort').length > 0
  return () => [...new Set(added.mock.contexts)].filter(isHeard)
}

/** What it leaves on a signal is no listener, and so is not counted. */
function combining() {
  const spy = vi.spyOn(AbortSignal, 'any')
  onTestFinished(() => spy.mockRestore())
  return spy
}

it('a thousand watches on one signal are one listener, and leave none on it nor on the engine', async () => {
  const table = await foundedTable()
  const [heard, combined] = [listening(), combining()]
  const { signal } = new AbortController()
  const watching = Array.from({ length: 1000 }, () =>
    table.engine.watch(contributions, { allianceId, signal })[Symbol.asyncIterator](),
  )
  for (const shown of watching) await shown.next()
  const changes = watching.map((shown) => shown.next())
  await convene(table)
  await Promise.all(changes)
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  for (const shown of watching) await shown.return?.()
  expect(heard()).toEqual([])
  expect(combined).not.toHaveBeenCalled()
})

it('a run leaves none either, where it is ended by the engine and not by the signal', async () => {
  const table = await foundedTable()
  const [heard, combined] = [listening(), combining()]
  const { signal } = new AbortController()
  const running = table.engine.run({ signal })
  await convene(table)
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  await table.engine.close()
  await running
  expect(heard()).toEqual([])
  expect(combined).not.toHaveBeenCalled()
})
