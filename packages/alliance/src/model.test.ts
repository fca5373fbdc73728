import { describe, expect, it } from 'vitest'
import { deciders } from './aggregates.js'
import { eventSchemas, upcasters } from './model.js'

const all: readonly { readonly events: object; readonly upcasters?: object }[] = Object.values(deciders)

describe('the model has of its aggregates', () => {
  it('every event, under a name that no other has', () => {
    const entries = all.flatMap(({ events }) => Object.entries(events))
    expect(eventSchemas).toEqual(Object.fromEntries(entries))
    expect(entries).toHaveLength(Object.keys(eventSchemas).length)
  })
  it('every upcaster: what a stream reads, views and reactions read', () => {
    expect(upcasters).toEqual(Object.fromEntries(all.flatMap(({ upcasters = {} }) => Object.entries(upcasters))))
  })
})
