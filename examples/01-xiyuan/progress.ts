// How far the replay is, on standard error: a bar on a terminal, else a line every so often.
import { Presets, SingleBar } from 'cli-progress'
import type { Words } from './language.js'

export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean
}

export interface Progress {
  readonly report: (done: number, all: number) => void
  readonly stop: () => void
}

const linesPerReplay = 5

export function progressOn(stream: ProgressStream, { progress }: Words): Progress {
  return stream.isTTY === true ? bar(stream, progress) : lines(stream, progress)
}

function bar(stream: NodeJS.WritableStream, label: string): Progress {
  const single = new SingleBar({ stream, format: `${label} {bar} {value}/{total}` }, Presets.shades_classic)
  let started = false
  return {
    report(done, all) {
      if (started) single.update(done)
      else single.start(all, done)
      started = true
    },
    stop: () => single.stop(),
  }
}

function lines(stream: NodeJS.WritableStream, label: string): Progress {
  return {
    report(done, all) {
      if (done === all || done % Math.ceil(all / linesPerReplay) === 0) stream.write(`${label} ${done}/${all}\n`)
    },
    stop: () => {},
  }
}
