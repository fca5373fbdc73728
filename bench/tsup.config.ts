// The benchmarks run compiled, as a program runs the packages: tsx names every closure by a call, which slows a command.
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['bench/main.ts', 'bench/fill.ts', 'bench/replay-all.ts'],
  outDir: 'bench/dist',
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  splitting: true,
  silent: true,
  // all in one but what is no JavaScript
  noExternal: [/^(?!better-sqlite3)/],
  external: ['better-sqlite3'],
  esbuildOptions(options) {
    options.conditions = ['lianxi-source']
  },
})
