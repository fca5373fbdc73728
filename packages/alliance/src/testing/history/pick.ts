// Picks among what exists, from a list of numbers: fewer and smaller numbers give a simpler, still lawful command.
import type { Instant } from '@lianxi/event-sourcing'
import type { UnitId } from '../../ids.js'
import { uuid } from '../cast.js'

export interface PickOptions {
  readonly numbers: readonly number[]
  /** How many commands came before: new ids are made from it. */
  readonly index: number
  readonly now: Instant
  /** Whether to pick without asking what fits. */
  readonly wild: boolean
}

export class Pick {
  readonly now: Instant
  readonly wild: boolean
  readonly #numbers: readonly number[]
  readonly #index: number
  #next = 0
  #ids = 0

  constructor({ numbers, index, now, wild }: PickOptions) {
    this.#numbers = numbers
    this.#index = index
    this.now = now
    this.wild = wild
  }

  /** A whole number below `end`; 0 once the numbers are used up. */
  below(end: number): number {
    return (this.#numbers[this.#next++] ?? 0) % end
  }

  /** One of the values. */
  of<const Values extends readonly [unknown, ...unknown[]]>(...values: Values): Values[number] {
    return values[this.below(values.length)]
  }

  /** One of those that fit; of all, where it picks wildly. Undefined where there is none. */
  one<T>(all: readonly T[], fits: (value: T) => boolean = () => true): T | undefined {
    const candidates = this.wild ? all : all.filter(fits)
    return candidates.length === 0 ? undefined : candidates[this.below(candidates.length)]
  }

  /** Some of them, in their order. */
  some<T>(all: readonly T[]): readonly T[] {
    return all.filter(() => this.below(3) === 0)
  }

  /** True once in `times`. */
  rarely(times: number): boolean {
    return this.below(times) === times - 1
  }

  id(): string {
    this.#ids += 1
    return uuid('n', this.#index * 100 + this.#ids)
  }

  line(): string {
    return this.of('parking', '错时停车', 'school gate', '学校门口 🚸', 'elder meals', 'noise')
  }

  /** The date some days from now, by UTC. */
  date(days: number): string {
    return new Date(Date.parse(this.now) + days * 86_400_000).toISOString().slice(0, 10)
  }

  later(minutes: number): string {
    return new Date(Date.parse(this.now) + minutes * 60_000).toISOString()
  }
}

/** Someone who speaks for a unit. */
export function speaking(unitId: UnitId): { readonly role: 'memberRepresentative'; readonly unitId: UnitId } {
  return { role: 'memberRepresentative', unitId }
}
