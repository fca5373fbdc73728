import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { nodeArguments } from './child.js'
import { withFile } from './test-files.js'

const count = 16

/** What the process did, in order: `wait` for a wait for the disk that holds the log, and what it said. */
function traceOf(path: string): readonly string[] | { readonly cannot: string } {
  const trace = `${path}-trace`
  const calls = ['-e', 'trace=fsync,fdatasync,write', '-e', 'signal=none']
  const command = [process.execPath, ...nodeArguments('commits-traced', [path, String(count)])]
  const { status, stderr, error } = spawnSync('strace', ['-f', '-y', ...calls, '-o', trace, ...command])
  if (error !== undefined || status !== 0) return { cannot: error?.message ?? String(stderr) }
  return readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (/ f(data)?sync\(\d+<[^>]*-wal>/.test(line)) return ['wait']
      const said = / write\(1<[^>]*>, "(.*)\\n"/.exec(line)?.[1]
      return said === undefined ? [] : [said]
    })
}

it('each append that is acknowledged was waited for on disk; those asked for at once share one wait', (on) =>
  withFile((path) => {
    const trace = traceOf(path)
    if ('cannot' in trace) return on.skip(`no process can be traced here: ${trace.cannot}`)
    const between = (from: string, to: string) => trace.slice(trace.indexOf(from) + 1, trace.indexOf(to))
    const stored = (number: number) => `stored ${number}`
    const numbers = Array.from({ length: count }, (_, index) => index + 1)
    expect(between('serial', 'at once')).toEqual(numbers.flatMap((number) => ['wait', stored(number)]))
    expect(between('at once', 'views')).toEqual(['wait', ...numbers.map((number) => stored(count + number))])
    expect(between('views', 'end')).toEqual([1, 2, 3].flatMap((saves) => ['wait', `saved ${saves}`]))
  }))
