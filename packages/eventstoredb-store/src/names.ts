// Streams on the server: `<namespace>.<our name>`, so that several apps share one server and each reads only its own.
import { isStreamName, type StreamName } from '@lianxi/event-sourcing'
import { invalidOption } from './invalid-option.js'

/** What the server is asked to look for in the names of streams. */
export type NameFilter = { readonly prefix: string } | { readonly regex: string }

export interface Names {
  toServer(stream: StreamName): string
  /** Our name for a stream of the server; undefined for one that is not ours. */
  fromServer(stream: string): StreamName | undefined
  /** What the server sends only: all that is ours, or one partition of it. */
  filter(partition: string | undefined): NameFilter
}

const namespaceShape = /^[A-Za-z]\w*$/

/** Every character that could mean something in a regular expression by its number, which .NET and JavaScript read alike. */
function literal(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export function namesIn(namespace: string): Names {
  if (!namespaceShape.test(namespace)) invalidOption('namespace', 'a letter is expected, then letters, digits or _')
  const prefix = `${namespace}.`

  return {
    toServer: (stream) => prefix + stream,
    fromServer(stream) {
      const own = stream.startsWith(prefix) ? stream.slice(prefix.length) : ''
      return isStreamName(own) ? own : undefined
    },
    filter: (partition) =>
      partition === undefined
        ? { prefix }
        : { regex: `^${literal(prefix)}[A-Za-z][A-Za-z0-9]*${literal(`-${partition}.`)}` },
  }
}
