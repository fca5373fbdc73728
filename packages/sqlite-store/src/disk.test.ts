import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { folder, nodeArguments, patienceWithProcesses as timeout } from './child.js'
import { withFile } from './test-files.js'

const count = 16

/** Why no process can be traced here, if so. */
function untraceable(): string | undefined {
  const { status, stderr, error } = spawnSync('strace', ['-f', 'true'])
  return status === 0 ? undefined : (error?.message ?? String(stderr))
}

/** What the process did, in order: `wait` for a wait for the disk that holds the log, and what it said. */
function traceOf(path: string): readonly string[] {
  const trace = `${path}-trace`
  const calls = ['-e', 'trace=fsync,fdatasync,write', '-e', 'signal=none']
  const command = [process.execPath, ...nodeArguments('commits-traced', [path, String(count)])]
  const { status, stderr } = spawnSync('strace', ['-f', '-y', ...calls, '-o', trace, ...command], { cwd: folder })
  if (status !== 0) throw new Error(String(stderr))
  return readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (/ f(data)?sync\(\d+<[^>]*-wal>/.test(line)) return ['wait']
      const said = / write\(1<[^>]*>, "(.*)\\n"/.exec(line)?.[1]
      return said === undefined ? [] : [said]
    })
}

it(
  'each append that is acknowledged was waited for on disk; those asked for at once share one wait',
  { timeout },
  (on) =>
    withFile((path) => {
      const why = untraceable()
      if (why !== undefined) on.skip(`no process can be traced here: ${why}`)
      const trace = traceOf(path)
      const between = (from: string, to: string) => trace.slice(trace.indexOf(from) + 1, trace.indexOf(to))
      const stored = (number: number) => `stored ${number}`
      const numbers = Array.from({ length: count }, (_, index) => index + 1)
      expect(between('serial', 'at once')).toEqual(numbers.flatMap((number) => ['wait', stored(number)]))
      expect(between('at once', 'views')).toEqual(['wait', ...numbers.map((number) => stored(count + number))])
      expect(between('views', 'end')).toEqual([1, 2, 3].flatMap((saves) => ['wait', `saved ${saves}`]))
    }),
)
