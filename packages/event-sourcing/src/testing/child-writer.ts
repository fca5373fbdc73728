// A writer in a child process of Node. Said by what such a process has: nothing here is imported from Node, for this package runs elsewhere too.
import { writerOver, type WriterProcess } from './writer-process.js'

/** What `spawn` of `node:child_process` returns where stdin and stdout are pipes. */
export interface PipedChild {
  readonly stdin: {
    write(text: string): unknown
    on(event: 'error', listener: () => void): unknown
  }
  readonly stdout: AsyncIterable<string> & { setEncoding(encoding: 'utf8'): unknown }
  kill(signal: 'SIGKILL'): unknown
  once(event: 'exit', listener: () => void): unknown
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string, void> {
  let begun = ''
  for await (const text of texts) {
    const [first = '', ...others] = text.split('\n')
    const lines = [begun + first, ...others]
    begun = lines.pop() ?? ''
    yield* lines
  }
}

/** A writer over a child process that runs `serveWriter`, just started. Returns when the store is open there. */
export function childWriter(child: PipedChild): Promise<WriterProcess> {
  const gone = new Promise<void>((resolve) => child.once('exit', resolve))
  // what is sent to a process that is gone is nobody's failure: its answer does not come
  child.stdin.on('error', () => {})
  child.stdout.setEncoding('utf8')
  return writerOver({
    lines: linesOf(child.stdout),
    send: (line) => child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  })
}
