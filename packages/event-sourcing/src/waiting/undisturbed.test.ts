import { expect, it } from 'vitest'
import { undisturbed } from './undisturbed.js'

it('a listener is told at once, what it is to hear', () => {
  const heard: number[] = []
  const tell = undisturbed((told: number) => heard.push(told))
  tell(7)
  expect(heard).toEqual([7])
  undisturbed(undefined)(8)
})

it('a listener that throws, or gives a promise that is rejected, disturbs nobody', async () => {
  let told = 0
  const failing = [
    () => {
      told += 1
      throw new Error('the log is full')
    },
    () => {
      told += 1
      return Promise.reject(new Error('the log is full'))
    },
  ]
  for (const listener of failing) undisturbed<[news: string]>(listener)('news')
  // the runner fails where a rejection is nobody's by then
  await new Promise((resolve) => setImmediate(resolve))
  expect(told).toBe(2)
})
