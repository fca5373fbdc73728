// Writers on one file that are killed at random moments and start again, until so many were killed.
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sha256Hex } from '@lianxi/event-sourcing'
import type { Ledger } from './ledger.js'

const script = fileURLToPath(new URL('writer.js', import.meta.url))

export interface Killing {
  readonly path: string
  readonly writers: number
  readonly kills: number
  readonly seed: string
  readonly ledger: Ledger
}

/** From 0 to 1, the same for the same words. */
function chance(...words: readonly (string | number)[]): number {
  return Number.parseInt(sha256Hex(words.join('/')).slice(0, 12), 16) / 0x1_0000_0000_0000
}

interface Moment {
  /** Counted from its first word or, to meet one that opens the file, from its start. */
  readonly from: 'start' | 'first word'
  readonly after: number
  /** Whether all writers die at once, so that the next to open finds a log that nobody has open. */
  readonly together: boolean
}

function momentOf(seed: string, name: string): Moment {
  const from = chance(seed, name, 'from') < 0.25 ? 'start' : 'first word'
  return { from, after: chance(seed, name, 'after') * 200, together: chance(seed, name, 'together') < 0.1 }
}

/** How many were killed. Throws if a writer ends in any other way. */
export async function killing({ path, writers, kills, seed, ledger }: Killing): Promise<number> {
  const living = new Set<ChildProcess>()
  let killed = 0
  const kill = (child: ChildProcess) => child.kill('SIGKILL')

  async function live(name: string): Promise<void> {
    const { from, after, together } = momentOf(seed, name)
    const child = spawn(process.execPath, [script, path, name], { stdio: ['ignore', 'pipe', 'pipe'] })
    living.add(child)
    let complaint = ''
    child.stderr.on('data', (text) => (complaint += String(text)))
    const closed = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)))
    const spoken = new Promise<void>((resolve) => {
      let part = ''
      child.stdout.on('data', (text) => {
        // the last line may be cut in two by the reading, not by the writing: a write of one line is whole
        const lines = (part + String(text)).split('\n')
        part = lines.pop() ?? ''
        for (const line of lines) ledger.heard(line)
        resolve()
      })
    })
    if (from === 'first word') await Promise.race([spoken, closed])
    await Promise.race([wait(after), closed])
    for (const each of together ? living : [child]) kill(each)
    const signal = await closed
    living.delete(child)
    if (signal !== 'SIGKILL') throw new Error(`writer ${name} ended by itself: ${complaint}`)
    killed++
  }

  async function liveOn(writer: number): Promise<void> {
    for (let life = 0; killed + living.size < kills; life++) await live(`${writer}.${life}`)
  }

  try {
    await Promise.all(Array.from({ length: writers }, (_, writer) => liveOn(writer)))
  } finally {
    for (const child of living) kill(child)
  }
  return killed
}
