import { describe, expect, it } from 'vitest'
import { turns } from './turns.js'

/** A job that ends when it is told to, and says when it began. */
function job(begun: string[], name: string) {
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  return {
    finish,
    run: async () => {
      begun.push(name)
      await finished
      return name
    },
  }
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('a queue', () => {
  it('lets each job wait for those that came before it', async () => {
    const begun: string[] = []
    const [one, two] = [job(begun, 'one'), job(begun, 'two')]
    const inTurn = turns()
    const answers = [inTurn(one.run), inTurn(two.run)]
    two.finish()
    await soon()
    expect(begun).toEqual(['one'])
    one.finish()
    expect(await Promise.all(answers)).toEqual(['one', 'two'])
    expect(begun).toEqual(['one', 'two'])
  })
  it('goes on behind a job that failed, whose caller is told', async () => {
    const inTurn = turns()
    const failed = inTurn(() => Promise.reject(new Error('it failed')))
    const next = inTurn(async () => 'next')
    await expect(failed).rejects.toThrow('it failed')
    expect(await next).toBe('next')
  })
  it('knows nothing of another queue', async () => {
    const begun: string[] = []
    const one = job(begun, 'one')
    const waiting = turns()(one.run)
    expect(await turns()(async () => 'other')).toBe('other')
    one.finish()
    await waiting
  })
})
