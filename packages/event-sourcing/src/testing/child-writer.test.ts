import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { childWriter } from './child-writer.js'
import { samples, stream } from './store-contract/samples.js'

const name = stream('a')

/** A process that stores nothing, and says of each append what `answer` is, in texts that end anywhere but at the end of a line. */
function answering(answer: string) {
  const program = `
    const cut = (text) => { for (const letter of text) process.stdout.write(letter) }
    cut('ready\\n')
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { number } = JSON.parse(line)
      ${answer}
    })`
  return spawn(process.execPath, ['--eval', program], { stdio: ['pipe', 'pipe', 'inherit'] })
}

it('a writer in a child process is told what the process answers, line by line', async () => {
  const child = answering('cut(JSON.stringify({ number, error: "席 was taken" }) + "\\n")')
  const writer = await childWriter(child)
  const answers = await Promise.allSettled([0, 1].map((first) => writer.append(name, samples(first, 1), 'no-stream')))
  expect(answers.map((answer) => answer.status === 'rejected' && String(answer.reason))).toEqual([
    'Error: 席 was taken',
    'Error: 席 was taken',
  ])
  await writer.kill()
  expect(child.signalCode).toBe('SIGKILL')
})

it('what was asked of a child process that is killed is not known to be stored', async () => {
  const child = answering('process.kill(process.pid, "SIGKILL")')
  const writer = await childWriter(child)
  const append = () => writer.append(name, samples(0, 1), 'no-stream')
  const unknown = { code: 'append-outcome-unknown' }
  await expect(append()).rejects.toMatchObject(unknown)
  await expect(append()).rejects.toMatchObject(unknown)
  await writer.kill()
})
