import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const at = (relative: string): string => path.resolve(import.meta.dirname, relative)

/**
 * Three builds from one file: `client` (the console), `node` (Electron's main process, the headless host, the
 * demo, the corpus and the benchmarks) and `preload`. Dependencies of `node` stay in node_modules; a sandboxed preload can require only electron,
 * so everything else is bundled into it.
 */
export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        // Read from this machine's disk: one file is as quick as several.
        chunkSizeWarningLimit: 1000,
      },
    },
    node: {
      consumer: 'server',
      resolve: { external: true, noExternal: [] },
      build: {
        outDir: at('dist/node'),
        emptyOutDir: true,
        target: 'node20',
        ssr: true,
        copyPublicDir: false,
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          external: ['electron'],
          input: {
            electron: at('electron/main.ts'),
            headless: at('headless/main.ts'),
            demo: at('scripts/demo.ts'),
            corpus: at('test/corpus/print-table.ts'),
            bench: at('test/bench/main.ts'),
          },
          output: { format: 'esm', entryFileNames: '[name].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: at('dist/preload'),
        emptyOutDir: true,
        target: 'chrome130',
        ssr: true,
        copyPublicDir: false,
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          external: ['electron'],
          input: { preload: at('electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment)
      }
    },
  },
  test: {
    root: import.meta.dirname,
    include: ['test/**/*.test.{ts,tsx}'],
    // A machine that is busy with other work is slow, not wrong.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 25_000, interval: 20 } },
    exclude: ['test/e2e/**', 'node_modules/**'],
  },
})
