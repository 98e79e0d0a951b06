import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The stated browser floor; `src/web/public/floor.js` tells older ones so in a sentence. */
const floor = ['chrome100', 'edge100', 'firefox100', 'safari15.4']

/** The most the shell may weigh, compressed, before anything of a page is loaded. */
const shellLimitKilobytes = 450

export default defineConfig({
  root: at('./src/web'),
  publicDir: at('./src/web/public'),
  cacheDir: at('./node_modules/.vite'),
  plugins: [react(), machineFontsFirst(), shellSize()],
  build: {
    outDir: at('./dist/web'),
    emptyOutDir: true,
    target: floor,
    // Fonts stay files, so that the browser takes only the ranges it needs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // What changes only with an upgrade of a library has a file of its own, which browsers keep. antd is left to the
        // bundler: a page loads only the parts it uses.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5191,
    strictPort: true,
    proxy: { '/api': { target: process.env.DAQIAO_API ?? 'http://127.0.0.1:5190', changeOrigin: false } },
  },
})

/** Chinese fonts that machines have, by the full names under which browsers find a weight. */
const localFonts: Record<string, readonly string[]> = {
  '400': [
    'PingFangSC-Regular',
    'Microsoft YaHei',
    'Noto Sans CJK SC',
    'NotoSansCJKsc-Regular',
    'SourceHanSansSC-Regular',
  ],
  '600': [
    'PingFangSC-Semibold',
    'Microsoft YaHei Bold',
    'Noto Sans CJK SC Bold',
    'NotoSansCJKsc-Bold',
    'SourceHanSansSC-Bold',
  ],
}

/**
 * The web font takes the machine's own Chinese font where there is one, and loads its ranges only where there is none.
 * It must stand first in every font list: behind a font of the machine, Chromium leaves boxes where a range came late.
 * Every browser above the floor reads WOFF2, so WOFF is left out.
 */
function machineFontsFirst(): Plugin {
  return {
    name: 'daqiao:machine-fonts-first',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0] ?? id
      const weight = /\/@fontsource\/noto-sans-sc\/(\d+)\.css$/.exec(file)?.[1]
      if (!weight) return null
      const local = (localFonts[weight] ?? []).map((name) => `local('${name}')`).join(', ')
      return readFileSync(file, 'utf8')
        .replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
        .replace(/src: url/g, `src: ${local}, url`)
    },
  }
}

/** Prints what a first visit loads of any page: entry, frame, words of one language, with imports and styles. */
function shellSize(): Plugin {
  let print = (_: string) => {}
  return {
    name: 'daqiao:shell-size',
    apply: 'build',
    configResolved: ({ logger }) => {
      print = (line) => logger.info(line)
    },
    writeBundle(_, bundle) {
      const parts = new Map<string, number>()
      const weigh = (name: string) => {
        const file = bundle[name]
        if (!file || parts.has(name)) return
        const content = file.type === 'chunk' ? file.code : file.source
        parts.set(name, brotliCompressSync(content).length)
        if (file.type !== 'chunk') return
        for (const imported of file.imports) weigh(imported)
        for (const css of file.viteMetadata?.importedCss ?? []) weigh(css)
      }
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isEntry) weigh(file.fileName)
      }
      const first = Object.keys(bundle).filter((name) => /\/(words-zh|inside)-/.test(name))
      for (const name of first) weigh(name)
      const kilobytes = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000
      const verdict = kilobytes < shellLimitKilobytes ? 'within' : 'OVER'
      print(`shell: ${kilobytes.toFixed(1)} kB brotli in ${parts.size} files, ${verdict} ${shellLimitKilobytes} kB`)
    },
  }
}
