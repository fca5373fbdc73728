// What a program says about a file, checked before it is opened.
import { checkOptionNames, LianxiError, quoted } from '@lianxi/event-sourcing'

export interface SqliteStoreOptions {
  /**
   * How long to wait for another process that writes, in milliseconds, before `store-busy` is thrown; 10,000 unless said. While the file is
   * opened the whole process waits; an append and a view's saving wait alone.
   */
  readonly busyTimeout?: number
}

const what = 'options of a SQLite store'
// in milliseconds, some three weeks: as long as a timer takes
const longestWait = 2 ** 31 - 1

/** What they leave out is there. Throws `invalid-input` where an option is none. */
export function checkOptions(options: SqliteStoreOptions): Required<SqliteStoreOptions> {
  checkOptionNames(options, { busyTimeout: true }, { what })
  const { busyTimeout = 10_000 } = options
  if (Number.isInteger(busyTimeout) && busyTimeout >= 0 && busyTimeout <= longestWait) return { busyTimeout }
  const reason = `${quoted(busyTimeout)} is no whole number from 0 to ${longestWait}`
  throw new LianxiError('invalid-input', { what, path: 'busyTimeout', reason })
}
