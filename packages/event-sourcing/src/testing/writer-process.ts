// A store in a process of its own, for tests that end it without warning: appends and their answers travel as lines of JSON.
import { isLianxiError, LianxiError, type ErrorCode, type ErrorDetails } from '../terms/errors.js'
import type { Append, EventStore, NewEvent } from '../stores/event-store.js'
import type { Revision } from '../terms/position.js'
import type { StreamName } from '../terms/stream.js'

/** A process that has a store open. */
export interface WriterProcess {
  /** As the store's own `append`; throws `append-outcome-unknown` where the process is gone before it answered. */
  append(stream: StreamName, events: readonly NewEvent[], expected: Revision | 'no-stream'): Promise<void>
  /** Ends the process without warning. Returns when it is gone; a second call does nothing. */
  kill(): Promise<void>
}

interface Asked extends Append {
  readonly number: number
}

/** What came of the append of that number. */
interface Answer {
  readonly number: number
  readonly error?: { readonly code: ErrorCode; readonly details: ErrorDetails[ErrorCode] } | string
}

const ready = 'ready'

async function answerTo(store: EventStore, { number, stream, events, expected }: Asked): Promise<Answer> {
  try {
    await store.append(stream, events, expected)
    return { number }
  } catch (error) {
    return { number, error: isLianxiError(error) ? { code: error.code, details: error.details } : String(error) }
  }
}

/**
 * The child's side: appends what comes in `lines`, all at once as it comes, and prints each answer when it is there.
 * When the lines end it closes the store. In Node: `createInterface({ input: process.stdin })` are lines.
 */
export async function serveWriter(
  store: EventStore,
  { lines, print }: { readonly lines: AsyncIterable<string>; readonly print: (line: string) => void },
): Promise<void> {
  print(ready)
  for await (const line of lines) {
    // written by writerOver
    const asked = JSON.parse(line) as Asked
    void answerTo(store, asked).then((answer) => print(JSON.stringify(answer)))
  }
  await store.close()
}

/** A process as its parent has it at hand. */
export interface ProcessLines {
  /** What it prints, line by line. They end with the process. */
  readonly lines: AsyncIterable<string>
  /** Writes a line to it. */
  readonly send: (line: string) => void
  /** Ends it without warning, and returns when it is gone. */
  readonly kill: () => Promise<void>
}

/** Returns when the store is open; whatever else the program prints on its way there is its own. */
async function opened(lines: AsyncIterator<string>): Promise<void> {
  let last = 'it printed nothing'
  for (let line = await lines.next(); line.value !== ready; line = await lines.next()) {
    if (line.done === true) throw new Error(`the process of a writer ended before its store was open: ${last}`)
    last = line.value
  }
}

/** The parent's side: a writer over a process that runs `serveWriter`, wherever it is; childWriter is one over a child process. Returns when the store is open there. */
export async function writerOver({ lines, send, kill }: ProcessLines): Promise<WriterProcess> {
  const waiting = new Map<number, { readonly stream: StreamName; readonly settle: (error?: Error) => void }>()
  const answers = lines[Symbol.asyncIterator]()
  let [asked, gone] = [0, false]

  const unknown = (stream: StreamName) =>
    new LianxiError('append-outcome-unknown', { stream, reason: 'the process of the writer is gone' })

  async function hear(): Promise<void> {
    for (let line = await answers.next(); line.done !== true; line = await answers.next()) {
      const answer = answerIn(line.value)
      if (answer === undefined) continue
      waiting.get(answer.number)?.settle(toError(answer))
      waiting.delete(answer.number)
    }
  }

  function lose(): void {
    gone = true
    for (const { stream, settle } of waiting.values()) settle(unknown(stream))
    waiting.clear()
  }

  await opened(answers)
  hear().then(lose, lose)

  return {
    append: (stream, events, expected) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(unknown(stream))
        const number = asked++
        waiting.set(number, { stream, settle: (error) => (error === undefined ? resolve() : reject(error)) })
        send(JSON.stringify({ number, stream, events, expected } satisfies Asked))
      }),
    async kill() {
      await kill()
      lose()
    },
  }
}

function toError({ error }: Answer): Error | undefined {
  if (error === undefined) return undefined
  return typeof error === 'string' ? new Error(error) : new LianxiError(error.code, error.details)
}

/** The last line of a process that was ended may be cut: that is no answer. */
function answerIn(line: string): Answer | undefined {
  try {
    // written by serveWriter
    return JSON.parse(line) as Answer
  } catch {
    return undefined
  }
}
