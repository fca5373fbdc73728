// Which records of the log a filtered subscription is given: by the name of their stream or by their type, judged on the server.
import { CallRefused, statusCode } from './grpc/status.js'
import type { LogRecord } from './transaction-log.js'

/** As a client asks for it. */
export interface RequestedFilter {
  readonly by: 'stream' | 'type'
  readonly prefixes: readonly string[]
  /** Counts where there is no prefix. */
  readonly regex: string
}

export type RecordFilter = (record: LogRecord) => boolean

export function recordFilter({ by, ...text }: RequestedFilter): RecordFilter {
  const matches = textFilter(text)
  return (record) => matches(record[by])
}

function textFilter({ prefixes, regex: source }: Omit<RequestedFilter, 'by'>): (text: string) => boolean {
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix))
  try {
    const regex = new RegExp(source, 'u')
    return (text) => regex.test(text)
  } catch (error) {
    throw new CallRefused({ code: statusCode.invalidArgument, details: String(error) })
  }
}
