// One build for every package, so that no package drifts in what it publishes.
import type { Options } from 'tsup'

export function library(entry: string[]): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    dts: true,
    clean: true,
    target: 'es2022',
    // Entries share their modules in both formats; a class loaded twice would fail `instanceof` between `.` and `./testing`.
    splitting: true,
    silent: true,
  }
}
