// Holds the generated pages to the records they are made of.
import { readFileSync } from 'node:fs'
import { eventSchemas } from '@lianxi/alliance'
import { rejectionTables } from '@lianxi/alliance/aggregates'
import type { RejectionEntry } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { renderCommands } from '../tools/command-catalogue.js'
import { renderCatalogue } from '../tools/event-catalogue.js'
import { generatedPages, replaceGenerated } from '../tools/generated-pages.js'
import { deciders, fieldsText, newNaming } from '../tools/model-words.js'
import { listRejections, renderRejections } from '../tools/rejection-list.js'
import { renderStoredSchemas } from '../tools/stored-schemas.js'
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

describe('the catalogue of commands', () => {
  const catalogue = renderCommands()
  const chapters = new Map(catalogue.split(/^## /m).map((chapter) => [chapter.split('\n')[0], chapter]))

  it('has every command once, in the chapter of its aggregate', () => {
    for (const { category, commands } of deciders) {
      const listed = [...(chapters.get(category) ?? '').matchAll(/^### (\w+)$/gm)].map((match) => match[1])
      expect(listed).toEqual(Object.keys(commands))
    }
    expect(catalogue.match(/^### /gm)).toHaveLength(deciders.flatMap(({ commands }) => Object.keys(commands)).length)
  })

  it('has every event that a command gives, and every reason for which its aggregate says no', () => {
    expect(Object.keys(eventSchemas).filter((name) => !catalogue.includes(`[\`${name}\`](events.md#`))).toEqual([])
    for (const [category, table] of Object.entries(rejectionTables)) {
      expect(Object.keys(table).filter((reason) => !chapters.get(category)?.includes(`\`${reason}\``))).toEqual([])
    }
  })

  it('shows what the forms of a command share, then what is each form’s own', () => {
    const data = z.discriminatedUnion('mode', [
      z.strictObject({ title: z.string().min(1).max(9), mode: z.literal('fixed') }),
      z.strictObject({
        title: z.string().min(1).max(9),
        mode: z.literal('left'),
        seats: z.exactOptional(z.int().min(0)),
      }),
    ])
    expect(fieldsText(data, newNaming())).toBe(
      "`title`: text (1–9); { `mode`: 'fixed' } or { `mode`: 'left'; `seats?`: a whole number from 0 }",
    )
    expect(fieldsText(z.strictObject({}), newNaming())).toBe('none')
  })

  it('shows how many a list may hold, where that is bounded', () => {
    const seats = z.int().min(0)
    const lists = {
      some: z.array(seats).min(1).max(3),
      few: z.array(seats).max(3),
      any: z.array(seats),
      more: z.array(seats).min(2),
    }
    expect(fieldsText(z.strictObject(lists), newNaming()).replaceAll(' of a whole number from 0', '')).toBe(
      '`some`: list (1–3); `few`: list (0–3); `any`: list; `more`: list (2 or more)',
    )
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

describe('the list of stored schemas', () => {
  const seated = z.strictObject({ guest: z.string(), seat: z.int() }).meta({ en: 'A guest took a seat' })
  const list = renderStoredSchemas('', { events: { SeatTaken: seated }, upcasters: {} })
  const raised = { SeatTaken: [(data: unknown) => data] }

  it('is the same again where nothing changed, whatever the order of fields and the words beside them', () => {
    const events = { SeatTaken: z.strictObject({ seat: z.int(), guest: z.string() }).meta({ en: 'Seated' }) }
    expect(renderStoredSchemas(list, { events, upcasters: {} })).toBe(list)
  })
  it.each([
    ['gets a field', seated.extend({ row: z.int() })],
    ['gets a field that may be missing', seated.extend({ row: z.exactOptional(z.int()) })],
    ['loses one', seated.omit({ seat: true })],
    ['admits less in one', seated.extend({ seat: z.int().min(1) })],
  ])('refuses a stored schema that %s without an upcaster', (_what, SeatTaken) => {
    expect(() => renderStoredSchemas(list, { events: { SeatTaken }, upcasters: {} })).toThrow('SeatTaken changed')
  })
  it('has one more version where there is an upcaster, and keeps the old one', () => {
    const events = { SeatTaken: seated.extend({ row: z.int() }) }
    const next: unknown = JSON.parse(renderStoredSchemas(list, { events, upcasters: raised }))
    const before: { readonly SeatTaken: { readonly 1: unknown } } = JSON.parse(list)
    expect(next).toMatchObject({ SeatTaken: { 1: before.SeatTaken[1], 2: { required: ['guest', 'row', 'seat'] } } })
  })
  it('refuses a model that forgot an event, or how an old one is read', () => {
    expect(() => renderStoredSchemas(list, { events: {}, upcasters: {} })).toThrow('SeatTaken was removed')
    const events = { SeatTaken: seated }
    const second = renderStoredSchemas(list, { events, upcasters: raised })
    expect(() => renderStoredSchemas(second, { events, upcasters: {} })).toThrow('SeatTaken was at version 2')
  })
})
