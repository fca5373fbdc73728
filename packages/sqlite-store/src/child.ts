// Child processes for tests: they run a source of this package, and are gone when the test ends.
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A test waits so long for processes at most, in milliseconds: a busy machine starts them slowly. */
export const patienceWithProcesses = 120_000

/** Where a process is started, to find the libraries of this package. */
export const folder = fileURLToPath(new URL('..', import.meta.url))
const esbuild = createRequire(import.meta.url).resolve('esbuild/bin/esbuild')
const options = ['--bundle', '--minify', '--platform=node', '--format=esm', '--external:better-sqlite3']
const programs = new Map<string, string>()

/** `src/<name>.ts` as one text: so it starts in a tenth of the time that tsx would take. */
function compiled(name: string): string {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const known = programs.get(name)
  const program =
    known ?? execFileSync(esbuild, [script, ...options, '--conditions=lianxi-source'], { encoding: 'utf8' })
  programs.set(name, program)
  return program
}

/** How node is called to run `src/<name>.ts`, which finds the words behind the first of `process.argv`. */
export function nodeArguments(name: string, words: readonly string[]): string[] {
  return ['--input-type=module', '--eval', compiled(name), ...words]
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
