// Which records of the log a filtered subscription is given: by the name of their stream or by their type, judged on the server.
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import { CallRefused, statusCode } from './grpc/status.js'
import type { LogRecord } from './transaction-log.js'

export type RecordFilter = (record: LogRecord) => boolean

export function recordFilter(options: ReadReq.Options.FilterOptions): RecordFilter {
  const ofStream = options.getStreamIdentifier()
  const matches = textFilter(ofStream ?? options.getEventType())
  return ofStream === undefined ? ({ type }) => matches(type) : ({ stream }) => matches(stream)
}

function textFilter(expression: ReadReq.Options.FilterOptions.Expression | undefined): (text: string) => boolean {
  const prefixes = expression?.getPrefixList() ?? []
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix))
  try {
    const regex = new RegExp(expression?.getRegex() ?? '', 'u')
    return (text) => regex.test(text)
  } catch (error) {
    throw new CallRefused({ code: statusCode.invalidArgument, details: String(error) })
  }
}
