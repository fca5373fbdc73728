import { spawnSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { folder, nodeArguments, patienceWithProcesses as timeout } from './child.js'
import { leaveOut, note, readOutcome, withFile } from './test-files.js'

const count = 16

/** Why no process can be traced here, if so. */
function untraceable(): string | undefined {
  const { status, stderr, error } = spawnSync('strace', ['-f', 'true'])
  return status === 0 ? undefined : (error?.message ?? String(stderr))
}

/** What the process did, in order: `wait` for a wait for the disk that holds the log, `folder` for its folder, and what it said. */
function traceOf(path: string): readonly string[] {
  const trace = `${path}-trace`
  const home = realpathSync(dirname(path))
  const calls = ['-e', 'trace=fsync,fdatasync,write', '-e', 'signal=none']
  const command = [process.execPath, ...nodeArguments('commits-traced', [path, String(count)])]
  const { status, stderr } = spawnSync('strace', ['-f', '-y', ...calls, '-o', trace, ...command], { cwd: folder })
  if (status !== 0) throw new Error(String(stderr))
  return readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const file = / f(?:data)?sync\(\d+<([^>]*)>/.exec(line)?.[1]
      if (file?.endsWith('-wal')) return ['wait']
      if (file === home) return ['folder']
      const said = / write\(1<[^>]*>, "(.*)\\n"/.exec(line)?.[1]
      return said === undefined ? [] : [said]
    })
}

it(
  'each append that is acknowledged was waited for on disk, those asked for at once share one wait, and a backup stands under its name',
  { timeout },
  (on) =>
    withFile((path) => {
      const why = untraceable()
      if (why !== undefined) leaveOut(on, `no process can be traced here: ${why}`)
      const trace = traceOf(path)
      const between = (from: string, to: string) => trace.slice(trace.indexOf(from) + 1, trace.indexOf(to))
      const stored = (number: number) => `stored ${number}`
      const numbers = Array.from({ length: count }, (_, index) => index + 1)
      expect(between('serial', 'at once')).toEqual(numbers.flatMap((number) => ['wait', stored(number)]))
      expect(between('at once', 'views')).toEqual(['wait', ...numbers.map((number) => stored(count + number))])
      expect(between('views', 'backup')).toEqual([1, 2, 3].flatMap((saves) => ['wait', `saved ${saves}`]))
      expect(between('backup', 'end')).toEqual(['folder'])
    }),
)

/** Runs appends one after another; the log's wait of that number fails. */
function withFailingWait(path: string, { count, wait, end }: { count: number; wait: number; end: string }): unknown {
  const fail = ['-P', `${path}-wal`, '-e', `inject=fsync,fdatasync:error=EIO:when=${wait}`]
  const command = [process.execPath, ...nodeArguments('failing-disk', [path, String(count), end])]
  const { stdout } = spawnSync('strace', ['-f', ...fail, '-o', `${path}-trace`, ...command], { cwd: folder })
  return JSON.parse(String(stdout))
}

it(
  'an append whose wait for the disk fails is in doubt: gone where the store goes on, and perhaps there after a crash',
  { timeout },
  (on) =>
    withFile(async (path) => {
      const why = untraceable()
      if (why !== undefined) leaveOut(on, `no process can be traced here: ${why}`)
      // the log's own beginning is waited for too
      const outcomes = withFailingWait(path, { count: 4, wait: 4, end: 'close' })
      expect(outcomes).toEqual(['stored', 'stored', 'append-outcome-unknown', 'stored'])
      expect(await readOutcome(path, [note(0), note(1), note(3)])).toBe('whole')

      const crashing = `${path}-crashing`
      const last = withFailingWait(crashing, { count: 3, wait: 4, end: 'crash' })
      expect(last).toEqual(['stored', 'stored', 'append-outcome-unknown'])
      expect(await readOutcome(crashing, [note(0), note(1), note(2)])).toBe('whole')
    }),
)
