// Child processes for tests: they run a source of this package, and are gone when the test ends.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** How node is called to run `src/<name>.ts`. */
export function nodeArguments(name: string, words: readonly string[]): string[] {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  return ['--conditions=lianxi-source', '--import', 'tsx', script, ...words]
}

export function start(name: string, words: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, nodeArguments(name, words), { cwd: folder })
}

export interface Ended {
  readonly out: string
  readonly errors: string
  /** The number it ended with, or the signal that ended it. */
  readonly end: number | string
}

/** Resolves once the process is gone and all it printed is read. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [out, errors] = ['', '']
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (errors += String(text)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ out, errors, end: code ?? signal ?? 'unknown' }))
  })
}

/** What it printed; throws what it complained of where it did not end well. */
export async function run(name: string, words: readonly string[]): Promise<string> {
  const { out, errors, end } = await ended(start(name, words))
  if (end !== 0) throw new Error(`${name} ended with ${end}: ${errors}`)
  return out
}
