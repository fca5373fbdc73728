import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { letReadersLeave } from './let-readers-leave.js'
import { runChild } from './testing.js'

it.each(['01-xiyuan', '02-plenaries', '03-your-own-rule', '04-outgrow-one-machine'])(
  'whoever reads no further is no error: %s',
  async (example) => {
    const script = new URL(`../${example}/main.ts`, import.meta.url)
    const said = await runChild({ script, argv: example.startsWith('03') ? [] : ['--help'], reads: false })
    expect(said).toEqual({ code: 0, signal: null, out: '', error: '' })
  },
  60_000,
)

it('another failure of what is written to is one', () => {
  const stream = new PassThrough()
  letReadersLeave(stream)
  expect(() => stream.emit('error', new Error('the disk is full'))).toThrow('the disk is full')
})
