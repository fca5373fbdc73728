import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { linkedController } from './linked-controller.js'

const listeners = ({ signal }: { readonly signal: AbortSignal }) => getEventListeners(signal, 'abort').length

describe('a controller that is linked to others', () => {
  it.each([0, 1])('aborts with whichever of them does, and then listens to none', (which) => {
    const others = [new AbortController(), new AbortController()]
    const linked = linkedController(...others.map(({ signal }) => signal))
    let heard = 0
    linked.signal.addEventListener('abort', () => (heard += 1))
    expect([linked.signal.aborted, ...others.map(listeners)]).toEqual([false, 1, 1])
    others[which]?.abort()
    expect([linked.signal.aborted, heard, ...others.map(listeners)]).toEqual([true, 1, 0, 0])
    for (const other of others) other.abort()
    expect(heard).toBe(1)
  })
  it('is aborted from the beginning where one of them is', () => {
    const other = new AbortController()
    for (const signals of [
      [AbortSignal.abort(), other.signal],
      [other.signal, AbortSignal.abort()],
    ])
      expect(linkedController(...signals).signal.aborted).toBe(true)
    expect(listeners(other)).toBe(0)
  })
  it('that ends by itself leaves the others as they were', () => {
    const other = new AbortController()
    const linked = linkedController(other.signal)
    linked.abort()
    expect([linked.signal.aborted, other.signal.aborted, listeners(other)]).toEqual([true, false, 0])
  })
})

describe('a signal that many are linked to', () => {
  it('has one listener, however many, and none once all have left', () => {
    const other = new AbortController()
    const linked = Array.from({ length: 1000 }, () => linkedController(other.signal))
    expect(listeners(other)).toBe(1)
    for (const { abort } of linked.slice(1)) abort()
    expect(listeners(other)).toBe(1)
    linked[0]?.abort()
    expect(listeners(other)).toBe(0)
  })
  it('tells those who have not left, those who come late included', () => {
    const other = new AbortController()
    const left = linkedController(other.signal)
    const stays = linkedController(other.signal)
    left.abort()
    const late = linkedController(other.signal)
    // leaving twice takes nobody else off
    left.abort()
    other.abort()
    expect([stays.signal.aborted, late.signal.aborted]).toEqual([true, true])
    expect(linkedController(other.signal).signal.aborted).toBe(true)
  })
  it('is heard again after all had left', () => {
    const other = new AbortController()
    linkedController(other.signal).abort()
    const linked = linkedController(other.signal)
    expect(listeners(other)).toBe(1)
    other.abort()
    expect(linked.signal.aborted).toBe(true)
  })
})
