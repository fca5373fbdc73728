// Which files a command line may name together, and which it may write.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFiles, type NamedFile } from './named-files.js'
import { openAlone } from './open-alone.js'
import { newFolder } from './testing.js'
import { writeWhole } from './write-whole.js'

const folder = newFolder()
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  writeFileSync(at('notes'), 'notes')
  symlinkSync(at('notes'), at('notes-link'))
  linkSync(at('notes'), at('notes-too'))
  mkdirSync(at('room'))
  symlinkSync('room', at('room-link'))
  symlinkSync('../nothing', at('room/dangling'))
  const store = await openAlone(at('kept.db'))
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

function naming(...files: readonly (readonly [use: NamedFile['use'], name: string])[]): () => void {
  return () => checkFiles(files.map(([use, name], index) => ({ by: `--${'abc'[index]}`, path: at(name), use })))
}

describe('Two names', () => {
  it.each([
    ['a path and itself', 'new', 'new'],
    ['a path and a way about', 'new', 'room/../new'],
    ['a file and a link to it', 'notes', 'notes-link'],
    ['a file and its second name', 'notes', 'notes-too'],
    ['a folder and a link to it', 'room/new', 'room-link/new'],
    ['a link to nothing and that', 'room/dangling', 'nothing'],
    ['a link to nothing behind a link to its folder', 'room-link/dangling', 'nothing'],
    ['a folder that is not there either', 'room/new/new', 'room-link/new/new'],
  ])('of one file are found to be that: %s', (_, one, other) => {
    expect(naming(['store', one], ['write', other])).toThrow(/^--a and --b: .*: are one file; name two$/)
    expect(naming(['write', other], ['store', one])).toThrow(/^--a and --b: .*: are one file; name two$/)
  })

  it.each(['-wal', '-shm', '-journal', '-lock'])('leave a store what it keeps beside its file: %s', (ending) => {
    expect(naming(['store', 'room/new'], ['write', `room-link/new${ending}`])).toThrow('are one file')
  })

  it('of two files are no trouble', () => {
    expect(naming(['read', 'notes'], ['write', 'new'], ['store', 'room/new'])).not.toThrow()
  })
})

describe('A file to write', () => {
  it.each([
    ['a database', 'kept.db', 'is a SQLite database'],
    ['a folder', 'room', 'is a folder'],
    ['in no folder', 'nowhere/new', 'there is no folder'],
    ['below a file', 'notes/new', 'ENOTDIR'],
  ])('is not %s', (_, name, reason) => {
    expect(naming(['write', name])).toThrow(`--a: ${at(name)}: ${reason}`)
  })

  it('keeps its old text for whoever reads it meanwhile', () => {
    writeFileSync(at('read'), 'old text')
    const reader = openSync(at('read'), 'r')
    writeWhole(at('read'), 'new')
    expect([readFileSync(reader, 'utf8'), readFileSync(at('read'), 'utf8')]).toEqual(['old text', 'new'])
    closeSync(reader)
  })

  it('keeps its mode, and stays behind its link', () => {
    chmodSync(at('notes'), 0o640)
    writeWhole(at('notes-link'), 'new notes')
    expect(readFileSync(at('notes'), 'utf8')).toBe('new notes')
    expect(statSync(at('notes')).mode & 0o777).toBe(0o640)
    expect(lstatSync(at('notes-link')).isSymbolicLink()).toBe(true)
    writeWhole(at('room/dangling'), 'something')
    expect(readFileSync(at('nothing'), 'utf8')).toBe('something')
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('is named where it cannot be written after all', () => {
    expect(() => writeWhole(at('nowhere/new'), 'text')).toThrow(`${at('nowhere/new')}: ENOENT`)
  })

  // a pipe of our own stands for the machine's devices: a mistake here must not replace those
  it.skipIf(process.platform === 'win32')('may be a pipe or a device, which stays one', () => {
    const path = at('pipe')
    execFileSync('mkfifo', [path])
    const reader = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
    checkFiles([{ by: '--json', path, use: 'write' }])
    writeWhole(path, 'text')
    const read = Buffer.alloc(4)
    expect(readSync(reader, read)).toBe(4)
    closeSync(reader)
    expect(read.toString()).toBe('text')
    expect(statSync(path).isFIFO()).toBe(true)
  })
})

describe('A file to read', () => {
  it.each([
    ['there', 'nobody', 'there is no such file'],
    ['no folder', 'room', 'is a folder'],
  ])('is %s', (_, name, reason) => {
    expect(naming(['read', name])).toThrow(`--a: ${at(name)}: ${reason}`)
  })

  it('has a name', () => {
    expect(() => checkFiles([{ by: 'FILE', path: '', use: 'read' }])).toThrow('FILE: names no file')
  })
})
