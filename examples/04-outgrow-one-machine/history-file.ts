// A history in a file: a line each, whatever its length, and never more than a few of them in memory.
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

async function* ended(lines: AsyncIterable<string>) {
  for await (const line of lines) yield `${line}\n`
}

export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  await pipeline(ended(lines), createWriteStream(path))
}

export async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  const file = await open(path)
  try {
    yield* file.readLines()
  } finally {
    await file.close()
  }
}
