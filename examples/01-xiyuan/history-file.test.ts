// A history's file is taken as a whole or not at all.
import { memoryStore } from '@lianxi/event-sourcing'
import { beforeAll, describe, expect, it } from 'vitest'
import { historyOf, historyText, readHistory } from './history-file.js'
import { replay } from './replay.js'
import { story } from './scenario/script.js'

let whole: string
let lines: readonly string[]

beforeAll(async () => {
  const store = memoryStore()
  await replay({ store, story: story().slice(0, 80) })
  const history = await historyOf(store)
  whole = historyText(history)
  lines = whole.split('\n').slice(0, -1)
})

const file = (all: readonly string[]) => `${all.join('\n')}\n`
const withLine = (index: number, change: (line: string) => string) =>
  file(lines.map((line, at) => (at === index ? change(line) : line)))

describe('A history file', () => {
  it('gives the events back as they were stored, ids and hashes too', async () => {
    const { store } = await readHistory(whole)
    expect(historyText(await historyOf(store))).toBe(whole)
  })

  it('ends by saying how many events stand before, and their hash', () => {
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      events: lines.length - 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('is refused without its last line', async () => {
    await expect(readHistory(file(lines.slice(0, -1)))).rejects.toThrow(
      `line ${lines.length - 1}: the file ends without its last line`,
    )
  })

  it('is refused when it was cut off anywhere', async () => {
    for (let length = 0; length < whole.length - 1; length += 997) {
      await expect(readHistory(whole.slice(0, length))).rejects.toThrow(
        /^line \d+: (the file (is empty|ends without)|is no JSON)/,
      )
    }
    await expect(readHistory(whole.slice(0, -10))).rejects.toThrow(`line ${lines.length}: is no JSON`)
  })

  it('is refused when a byte of an event was altered, naming its line', async () => {
    const altered = withLine(20, (line) => line.replace('"role":"', '"role":"x'))
    await expect(readHistory(altered)).rejects.toThrow('line 21: hash: does not follow from the event')
  })

  it('is refused when an event was written otherwise', async () => {
    await expect(readHistory(withLine(5, (line) => `${line} `))).rejects.toThrow(
      'line 6: is not written as a history is',
    )
  })

  it('is refused with a field too many, naming it', async () => {
    await expect(readHistory(withLine(5, (line) => line.replace('{"data"', '{"comment":1,"data"')))).rejects.toThrow(
      /line 6: .*comment/,
    )
  })

  it('is refused with a value that is none, naming its path', async () => {
    await expect(readHistory(withLine(0, (line) => line.replace('"revision":0', '"revision":-1')))).rejects.toThrow(
      /^line 1: revision: /,
    )
  })

  it('is refused when an event is missing from the middle of its stream', async () => {
    await expect(readHistory(file(lines.toSpliced(3, 1)))).rejects.toThrow('line 4: revision: 3 comes next')
  })

  it('is refused when the end of a stream is missing, which no chain can tell', async () => {
    await expect(readHistory(file(lines.toSpliced(lines.length - 2, 1)))).rejects.toThrow(
      `line ${lines.length - 1}: events: it counts ${lines.length - 1}, but ${lines.length - 2} stand before it`,
    )
  })

  it('is refused when two streams were put in another order', async () => {
    const at = lines.findIndex(
      (line, index) => index > 0 && line.includes('"revision":0') && (lines[index + 1] ?? '').includes('"revision":0'),
    )
    const swapped = lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '')
    await expect(readHistory(file(swapped))).rejects.toThrow('hash: is not that of the lines before it')
  })
})
