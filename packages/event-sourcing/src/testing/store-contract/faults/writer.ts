// A writer without a process, for stores in memory: killed, its store is closed and its lines are cut.
import type { EventStore } from '../../../stores/event-store.js'
import { serveWriter, writerOver, type WriterProcess } from '../../writer-process.js'
import { later } from '../samples.js'

interface Pipe {
  readonly lines: AsyncIterable<string>
  readonly send: (line: string) => void
  readonly cut: () => void
}

function pipe(): Pipe {
  const sent: string[] = []
  let [ended, wake] = [false, () => {}]

  async function* lines() {
    while (!ended) {
      const line = sent.shift()
      if (line === undefined) await new Promise<void>((resolve) => (wake = resolve))
      else yield line
    }
  }

  return {
    lines: lines(),
    send(line) {
      sent.push(line)
      wake()
    },
    cut() {
      ended = true
      wake()
    },
  }
}

export function writerOn(store: EventStore): Promise<WriterProcess> {
  const [asked, answered] = [pipe(), pipe()]
  later(serveWriter(store, { lines: asked.lines, print: answered.send }))
  return writerOver({
    lines: answered.lines,
    send: asked.send,
    async kill() {
      asked.cut()
      answered.cut()
      await store.close()
    },
  })
}
