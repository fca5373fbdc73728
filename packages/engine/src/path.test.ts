import { describe, expect, it } from 'vitest'
import { figuresAt } from './path.js'

describe('a figure', () => {
  it('stands at its path', () => {
    expect(figuresAt({ units: { U02: { raised: 3 } } }, [['units', 'U02', 'raised']])).toBe('3')
  })
  it('that is nought, as a count or an amount, is as good as not there', () => {
    for (const nothing of [0, '0', {}, [], { HUR: '0' }, { led: { open: 0 } }, undefined])
      expect(figuresAt({ figure: nothing }, [['figure']])).toBe(figuresAt({}, [['figure']]))
  })
  it('that is something is not: false, an empty text or a nought among others', () => {
    for (const something of [false, '', null, { open: 0, late: 1 }, '0.5'])
      expect(figuresAt({ figure: something }, [['figure']])).not.toBe(figuresAt({}, [['figure']]))
  })
  it('is the state’s own: what every object has by nature is no figure', () => {
    expect(figuresAt({}, [['constructor', 'name']])).toBe('')
    expect(figuresAt({ title: 'noise' }, [['title', 'length']])).toBe('')
  })
  it('of several paths is told apart by which of them changed', () => {
    const paths = [['a'], ['b']]
    expect(figuresAt({ a: 1 }, paths)).not.toBe(figuresAt({ b: 1 }, paths))
  })
})
