// Work in a process of its own: what it leaves in memory, or takes of it, is not the benchmark's.
import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Runs a compiled entry of this folder, and gives the number that it sends. */
export async function inChild(entry: string, args: readonly (string | number)[]): Promise<number> {
  const child = fork(new URL(`./${entry}.js`, import.meta.url), args.map(String), {
    execArgv: ['--expose-gc', '--enable-source-maps'],
  })
  let answer = Number.NaN
  child.on('message', (message) => {
    answer = Number(message)
  })
  const [status] = (await once(child, 'exit')) as readonly unknown[]
  if (status !== 0) throw new Error(`${entry} ended with ${String(status)}`)
  return answer
}

/** Tells whoever runs this process a number. */
export function answer(value: number): void {
  process.send?.(value)
}
