// A queue of appends by itself, for tests that look at its commits.
import { isLianxiError, LianxiError, toStreamName, type StreamName } from '@lianxi/event-sourcing'
import { appendQueue, type AppendQueue } from './append-queue.js'
import { openConnection } from './connection.js'
import { patience } from './patience.js'
import { withFile } from './test-files.js'

export const streamOf = (number: number): StreamName => toStreamName(`note-north.s${number}`)

export interface QueueOnFile {
  readonly db: ReturnType<typeof openConnection>
  readonly queue: AppendQueue
  readonly commits: () => number
  /** Has the check of the file throw from now on. */
  readonly loseFile: () => void
}

/** A queue on a file of its own, and how many commits it made. */
export async function withQueue(test: (on: QueueOnFile) => Promise<void>): Promise<void> {
  await withFile(async (path) => {
    const db = openConnection(path, { busyTimeout: 50 })
    let commits = 0
    let lost = false
    function checkFile(): void {
      if (lost) throw new LianxiError('store-file', { path, reason: 'it was moved' })
    }
    const queue = appendQueue(db, { checkFile, patience: patience(50), committed: () => commits++ })
    await test({ db, queue, commits: () => commits, loseFile: () => (lost = true) })
    db.close()
  })
}

export function codeOf(answer: PromiseSettledResult<void>): string {
  if (answer.status === 'fulfilled') return 'stored'
  return isLianxiError(answer.reason) ? answer.reason.code : String(answer.reason)
}
