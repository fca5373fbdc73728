// pnpm need not be on the PATH: the one that runs a script names itself, and npx fetches one otherwise.
const running = process.env['npm_execpath']

export const pnpm =
  running !== undefined && running.includes('pnpm')
    ? /\.[cm]?js$/.test(running)
      ? [process.execPath, running]
      : [running]
    : ['npx', '-y', 'pnpm@10']
