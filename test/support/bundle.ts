import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'

export interface Bundle {
  /** A file that plain Node can run from anywhere. */
  file: string
  remove: () => Promise<void>
}

/** Bundles a TypeScript entry with all that it imports, so that a test can run it in a process of its own. */
export async function bundleForNode(entry: string): Promise<Bundle> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-bundle-'))
  const name = path.basename(entry, '.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    root: path.dirname(entry),
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir: path.join(folder, 'node'),
      rolldownOptions: {
        // A native module, which is loaded only where a tunnel is asked for.
        external: ['@ngrok/ngrok'],
        input: { [name]: entry },
        output: { format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
  })
  return {
    file: path.join(folder, 'node', `${name}.mjs`),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
