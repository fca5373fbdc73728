// Asks TypeScript's own programs about the workspace: tsc whether it compiles and at what cost, tsserver what an editor shows.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = (name: string) => fileURLToPath(import.meta.resolve(`typescript/lib/${name}.js`))

export interface Compilation {
  readonly exitCode: number | null
  /** The errors, a line each. */
  readonly errors: readonly string[]
  /** What `--extendedDiagnostics` counts, by its name. */
  readonly counted: ReadonlyMap<string, number>
}

/** Checks the types of the whole workspace. */
export async function compileWorkspace(): Promise<Compilation> {
  const tsc = spawn(process.execPath, [program('tsc'), '--noEmit', '--extendedDiagnostics', '-p', root], { cwd: root })
  let output = ''
  for await (const chunk of tsc.stdout.setEncoding('utf8')) output += chunk
  const exitCode = tsc.exitCode ?? (await new Promise<number | null>((resolve) => tsc.once('exit', resolve)))
  const lines = output.split('\n')
  return {
    exitCode,
    errors: lines.filter((line) => /: error TS\d+:/.test(line)),
    counted: new Map(
      lines.flatMap((line) => {
        const [, name, count] = /^(\w[\w ]*): +([\d.]+)[Ks]?$/.exec(line) ?? []
        return name === undefined ? [] : [[name, Number(count)]]
      }),
    ),
  }
}

export interface Complaint {
  /** From 1, as an editor counts. */
  readonly line: number
  readonly text: string
}

export interface Editor {
  /** Shows a file of the workspace as if it held this text. */
  show(path: string, text: string): void
  /** What is offered at the first place of `mark` in the shown text, behind it. */
  completionsAfter(mark: string): Promise<readonly string[]>
  complaints(): Promise<readonly Complaint[]>
  close(): void
}

interface Reply {
  readonly request_seq?: number
  readonly success?: boolean
  readonly message?: string
  readonly body?: unknown
}

/** A running tsserver: requests are lines of JSON, replies come behind a header that says their length in bytes. */
export function openEditor(): Editor {
  const server = spawn(process.execPath, [program('tsserver'), '--disableAutomaticTypingAcquisition'], { cwd: root })
  const waiting = new Map<number, (reply: Reply) => void>()
  let received = Buffer.alloc(0)
  let sent = 0
  let shown = { file: '', text: '' }

  server.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(received.toString('latin1', 0, 64))
      if (header === null) return
      const end = header[0].length + Number(header[1])
      if (received.length < end) return
      // replies are tsserver's own, of the shape that its protocol says
      const reply = JSON.parse(received.toString('utf8', header[0].length, end)) as Reply
      received = received.subarray(end)
      waiting.get(reply.request_seq ?? -1)?.(reply)
    }
  })

  function send(command: string, details: object): number {
    sent++
    server.stdin.write(`${JSON.stringify({ seq: sent, type: 'request', command, arguments: details })}\n`)
    return sent
  }

  async function ask(command: string, details: object): Promise<unknown> {
    const seq = send(command, details)
    const reply = await new Promise<Reply>((resolve, reject) => {
      waiting.set(seq, resolve)
      server.once('exit', () => reject(new Error('tsserver ended')))
    })
    waiting.delete(seq)
    if (reply.success !== true) throw new Error(`tsserver: ${command}: ${reply.message ?? 'no answer'}`)
    return reply.body
  }

  return {
    show(path, text) {
      shown = { file: `${root}${path}`, text }
      send('open', { file: shown.file, fileContent: text })
    },
    async completionsAfter(mark) {
      const before = shown.text.slice(0, shown.text.indexOf(mark) + mark.length).split('\n')
      const place = { file: shown.file, line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 }
      const { entries } = (await ask('completionInfo', place)) as { entries: readonly { name: string }[] }
      return entries.map(({ name }) => name)
    },
    async complaints() {
      const found = await ask('semanticDiagnosticsSync', { file: shown.file })
      return (found as readonly { start: { line: number }; text: string }[]).map(({ start, text }) => ({
        line: start.line,
        text,
      }))
    },
    close() {
      server.kill()
    },
  }
}
