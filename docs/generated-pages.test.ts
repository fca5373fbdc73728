// Holds the generated pages to the records they are made of.
import { readFileSync } from 'node:fs'
import { eventSchemas } from '@lianxi/alliance'
import { rejectionTables } from '@lianxi/alliance/aggregates'
import type { RejectionEntry } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { deciders, renderCatalogue } from '../tools/event-catalogue.js'
import { generatedPages, replaceGenerated } from '../tools/generated-pages.js'
import { listRejections, renderRejections } from '../tools/rejection-list.js'
import { readWorkspace } from '../tools/workspace.js'

describe('a generated page', () => {
  it.each(generatedPages)(
    'is what its records give; else run `npx -y pnpm@10 catalogue`: $name',
    ({ file, render }) => {
      const page = readFileSync(file, 'utf8')
      expect(page).toBe(render(page))
    },
  )

  it('without marks is not written', () => {
    expect(() => replaceGenerated('# Errors', 'table')).toThrow('the page has no part between')
  })
})

describe('the catalogue', () => {
  const catalogue = renderCatalogue()

  it('has every event once', () => {
    const listed = [...catalogue.matchAll(/^### (\w+) · /gm)].map((match) => match[1])
    expect(listed.toSorted()).toEqual(Object.keys(eventSchemas).toSorted())
  })

  it('names every command', () => {
    const names = deciders.flatMap(({ commands }) => Object.keys(commands))
    expect(names.filter((name) => !catalogue.includes(`\`${name}\` (`))).toEqual([])
  })
})

describe('the list of rejections', () => {
  it('has what the aggregates export, code and clause, and the engine’s own', () => {
    const exported = Object.entries<Readonly<Record<string, RejectionEntry>>>(rejectionTables).flatMap(
      ([category, table]) => Object.entries(table).map(([reason, { clause }]) => [`${category}/${reason}`, clause]),
    )
    const listed = listRejections(readWorkspace().sources).map(({ code, clause }) => [code, clause] as const)
    expect(listed.filter(([code]) => !code.startsWith('engine/')).toSorted()).toEqual(exported.toSorted())
    expect(listed.filter(([code]) => code.startsWith('engine/')).length).toBeGreaterThan(0)
  })

  const record = `
    const entries = {
      'not-moved': { sentence: () => 'move it first' },
      declined: {
        clause: 'motion.text',
        sentence: (d: D) => \`unit \${d.unit.id} said \${d.why === null ? 'nothing' : d.why}: \${d.ids.join(', ')}\`,
      },
    } as const
    export const reject = rejecter('motion', entries)`

  it('has every reason with its clause and each form of its sentence', () => {
    expect(listRejections(new Map([['packages/alliance/src/motion/rejections.ts', record]]))).toEqual([
      { code: 'motion/not-moved', sentences: ['move it first'] },
      {
        code: 'motion/declined',
        clause: 'motion.text',
        sentences: ['unit ‹unit.id› said nothing: ‹ids›', 'unit ‹unit.id› said ‹why›: ‹ids›'],
      },
    ])
  })

  it('is rendered with the engine first', () => {
    const text = renderRejections([
      { code: 'action/own-work', sentences: ['another verifies it'], clause: 'action.verification' },
      { code: 'engine/not-authorized', sentences: ['no', 'never'] },
    ])
    expect(text.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      '| `engine/not-authorized` | no<br>never |  |',
      '| `action/own-work` | another verifies it | `action.verification` |',
    ])
  })

  it.each([
    ['a record that is spread from elsewhere', "const r = { ...others }; rejecter('motion', r)"],
    ['a record from another file', "rejecter('motion', others)"],
    ['a sentence that is no function', "const r = { declined: { sentence: said } }; rejecter('motion', r)"],
  ])('refuses what it cannot read: %s', (_what, text) => {
    const sources = new Map([['packages/alliance/src/motion/rejections.ts', text]])
    expect(() => listRejections(sources)).toThrow('cannot be read as a rejection')
  })
})
