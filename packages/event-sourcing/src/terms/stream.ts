// Names of streams: category-<partition>.<id>. Stores read category and partition from the name.
import { LianxiError } from './errors.js'

export type StreamName = string & { readonly __brand: 'StreamName' }

export interface StreamParts {
  readonly category: string
  readonly partition: string
  readonly id: string
}

const shape = /^([A-Za-z][A-Za-z0-9]*)-([A-Za-z0-9_-]+)\.([A-Za-z0-9_.-]+)$/

function refuse(text: string): never {
  const reason = `${JSON.stringify(text)} is not category-partition.id in ASCII`
  throw new LianxiError('invalid-input', { what: 'stream name', path: '', reason })
}

/** The name of a stream. Category: letters and digits; partition: no dot; id: letters, digits, `_`, `.`, `-`. */
export function streamName({ category, partition, id }: StreamParts): StreamName {
  const text = `${category}-${partition}.${id}`
  // else a part of one would be read back as a part of the next
  if (category.includes('-') || partition.includes('.')) refuse(text)
  return toStreamName(text)
}

/** Takes a text as the name of a stream, or throws `invalid-input`. */
export function toStreamName(text: string): StreamName {
  return isStreamName(text) ? text : refuse(text)
}

export function isStreamName(text: string): text is StreamName {
  // a pattern makes a text of whatever it is given
  return typeof text === 'string' && shape.test(text)
}

export function streamParts(name: StreamName): StreamParts {
  const dash = name.indexOf('-')
  const dot = name.indexOf('.', dash)
  return { category: name.slice(0, dash), partition: name.slice(dash + 1, dot), id: name.slice(dot + 1) }
}

/** The id of the thing whose stream this is, e.g. the motion of `motion-<alliance>.<motion>`. */
export function streamId(name: StreamName): string {
  return streamParts(name).id
}
