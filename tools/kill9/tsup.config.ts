// One file for each process, with all in it but what is no JavaScript.
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['tools/kill9/main.ts', 'tools/kill9/writer.ts'],
  outDir: 'tools/kill9/dist',
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  splitting: false,
  sourcemap: true,
  clean: true,
  silent: true,
  noExternal: [/^(?!better-sqlite3)/],
  external: ['better-sqlite3'],
  esbuildOptions(options) {
    options.conditions = ['lianxi-source']
  },
})
