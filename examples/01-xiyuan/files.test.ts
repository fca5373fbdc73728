// The files that a run is handed: none that a person keeps is written over, and a store is worked on alone.
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, runChild, type Said } from '@lianxi/example-shared/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runHere } from './captured.js'
import { optionsOf, usualStore } from './options.js'

const folder = newFolder()
const file = (name: string) => join(folder, name)
const text = (name: string) => readFileSync(file(name), 'utf8')
const replayed = file('kept.db')
let first: Said

beforeAll(async () => {
  first = await runHere('--store', replayed, '--json', file('first.json'), '--events', file('first.jsonl'))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('A file of the user', () => {
  const inUse = (path: string) => ({ code: 1, error: expect.stringContaining(path) })

  beforeAll(() => {
    symlinkSync(replayed, file('link'))
    linkSync(replayed, file('second-name'))
    mkdirSync(file('folder'))
    symlinkSync(file('folder'), file('other-folder'))
    symlinkSync(file('not-there.db'), file('dangling'))
  })

  it.each([
    ['by another name', ['--store', replayed, '--json', file('link')]],
    ['by a second name of the same file', ['--store', replayed, '--json', file('second-name')]],
    ['that is no store of this run', ['--memory', '--json', replayed]],
    ['behind a link, of another run', ['--memory', '--events', file('link')]],
    ['that is not there yet', ['--store', file('dangling'), '--json', file('not-there.db')]],
    ['in a folder with two names', ['--store', file('folder/new'), '--json', file('other-folder/new')]],
    ['that belongs to it', ['--store', replayed, '--json', `${replayed}-wal`]],
  ])('is no place for figures if it is a store %s', async (_, argv) => {
    const before = readFileSync(replayed)
    expect(await runHere(...argv)).toMatchObject(inUse(argv.at(-1) ?? ''))
    expect(readFileSync(replayed).equals(before)).toBe(true)
    expect(existsSync(file('not-there.db'))).toBe(false)
    expect(readdirSync(file('folder'))).toEqual([])
  })

  it('is no place for figures if it is the store where nobody names one', () => {
    expect(() => optionsOf(['--json', usualStore])).toThrow(`--store and --json: ${usualStore}: are one file`)
  })

  it('is replaced as a whole, and stays a link where it was one', async () => {
    writeFileSync(file('figures.json'), 'of yesterday')
    symlinkSync(file('figures.json'), file('latest.json'))
    expect(await runHere('--from-events', file('first.jsonl'), '--json', file('latest.json'))).toMatchObject({
      code: 0,
    })
    expect(text('figures.json') === text('first.json')).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('.json.'))).toEqual([])
  })
})

describe('Three replays at once on one store', () => {
  it('end with one that tells the story, and two that say in a line why they do not', async () => {
    const argv = ['--store', file('three.db'), '--events', file('three.jsonl')]
    const three = await Promise.all(
      [1, 2, 3].map(() => runChild({ script: new URL('main.ts', import.meta.url), argv })),
    )
    const told = three.filter(({ code }) => code === 0)
    expect(told.map(({ out }) => out)).toEqual([first.out])
    const refused = { code: 1, out: '', error: `${file('three.db')}: another process works on this file\n` }
    expect(three.filter(({ code }) => code !== 0)).toEqual([0, 1].map(() => expect.objectContaining(refused)))
    expect(text('three.jsonl') === text('first.jsonl')).toBe(true)
  }, 60_000)
})
