// Type-checks and runs the programs of pages: as a file beside the packages, in a process and a folder of its own.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'
import { printedOtherwise, type Program } from './code-blocks.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  return { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, noEmit: true }
}

/** What the compiler says of some programs: `page:line: message`. */
export function typeErrors(programs: readonly Program[]): readonly string[] {
  const files = new Map(programs.map((program, index) => [join(root, `code-block-${index}.ts`), program]))
  const options = compilerOptions()
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile, readFile } = host
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.readFile = (path) => files.get(path)?.source ?? readFile(path)
  host.getSourceFile = (path, languageVersion) => {
    const source = files.get(path)?.source
    return source === undefined
      ? getSourceFile(path, languageVersion)
      : ts.createSourceFile(path, source, languageVersion)
  }
  const compiled = ts.createProgram({ rootNames: [...files.keys()], options, host })
  return [...files].flatMap(([path, { page }]) => {
    const file = compiled.getSourceFile(path)
    if (file === undefined) throw new Error(`the compiler did not read ${page}`)
    return [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)].map(
      ({ start = 0, messageText }) => {
        const { line } = file.getLineAndCharacterOfPosition(start)
        return `${page}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
      },
    )
  })
}

/** Runs a program. Returns what is wrong: that it fails, or prints other than its page shows. */
export async function runtimeErrors(program: Program): Promise<readonly string[]> {
  // below node_modules, so that the packages are found by name and no tool takes the file for a source
  const programs = join(root, 'node_modules', '.code-blocks')
  mkdirSync(programs, { recursive: true })
  const folder = mkdtempSync(join(programs, 'program-'))
  const workingFolder = mkdtempSync(join(tmpdir(), 'lianxi-code-block-'))
  try {
    const file = join(folder, 'program.ts')
    writeFileSync(file, program.source)
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const { failure, stdout } = await run(file, workingFolder)
    return failure === undefined ? printedOtherwise(program, stdout) : [`${program.page}: ${failure}`]
  } finally {
    rmSync(folder, { recursive: true })
    rmSync(workingFolder, { recursive: true })
  }
}

function run(file: string, cwd: string): Promise<{ readonly failure: string | undefined; readonly stdout: string }> {
  const args = ['--conditions=lianxi-source', '--import', tsx, file]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ failure: error === null ? undefined : `${error.message}\n${stderr}`, stdout }),
    )
  })
}
