import { describe, expect, it } from 'vitest'
import { frame, messagesIn } from './frames.js'
import { CallRefused } from './status.js'

async function read(chunks: readonly Buffer[]): Promise<string[]> {
  async function* arriving() {
    yield* chunks
  }
  const texts: string[] = []
  for await (const message of messagesIn(arriving())) texts.push(message.toString('utf8'))
  return texts
}

const texts = ['', 'one', '二', 'x'.repeat(300)]
const stream = Buffer.concat(texts.map((text) => frame(Buffer.from(text))))

describe('messages', () => {
  it('are read whole, wherever the bytes are cut', async () => {
    for (let size = 1; size <= stream.length; size++) {
      const count = Math.ceil(stream.length / size)
      const chunks = Array.from({ length: count }, (_, index) => stream.subarray(index * size, (index + 1) * size))
      expect(await read(chunks)).toEqual(texts)
    }
  })

  it('that are compressed or above the limit are refused', async () => {
    await expect(read([Buffer.from([1, 0, 0, 0, 0])])).rejects.toThrow(CallRefused)
    await expect(read([Buffer.from([0, 1, 0, 0, 1])])).rejects.toThrow('a message of 16777217 bytes is too large')
  })
})
