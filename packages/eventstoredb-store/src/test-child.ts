// Runs test-process.ts in a process of its own, in which a promise that nobody handles ends it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('test-process.ts', import.meta.url))
const flags = ['--unhandled-rejections=strict', '--conditions=lianxi-source', '--import', 'tsx']

export interface Ended {
  /** Null where it did not end by itself in time. */
  readonly code: number | null
  readonly said: string
}

export async function run(...words: string[]): Promise<Ended> {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  // it starts in a second or two; one that is kept alive would live for minutes
  const child = spawn(process.execPath, [...flags, script, ...words], { cwd, timeout: 15_000, killSignal: 'SIGKILL' })
  const said: string[] = []
  for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => said.push(String(text)))
  const [code] = await once(child, 'close')
  return { code, said: said.join('') }
}
