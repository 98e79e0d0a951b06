import { existsSync, readFileSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Hono } from 'hono'
import { pageHeaders, transportHeaders } from './guard.ts'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

interface Page {
  plain: Buffer<ArrayBuffer>
  /** Packed text; fonts and pictures are packed already. */
  packed: Buffer<ArrayBuffer> | null
  type: string
}

/** Serves the built pages from `folder`; every address that is no file is the application itself. */
export function servePages(app: Hono, folder: string, addresses: readonly string[]): void {
  const securityHeaders = { ...pageHeaders, ...transportHeaders(addresses) }
  const kept = new Map<string, Page>()
  app.get('*', (c) => {
    const wanted = safePath(folder, c.req.path)
    const path = wanted && extname(wanted) ? wanted : join(folder, 'index.html')
    const page = kept.get(path) ?? load(path)
    if (!page) return c.text('not found', 404, securityHeaders)
    kept.set(path, page)
    const immutable = path.includes(`${sep}assets${sep}`)
    const asked = c.req.header('accept-encoding')?.includes('br') ?? false
    const body = asked && page.packed ? page.packed : page.plain
    return c.body(body, 200, {
      ...securityHeaders,
      'content-type': page.type,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(body === page.packed ? { 'content-encoding': 'br' } : {}),
    })
  })
}

function safePath(folder: string, asked: string): string | null {
  try {
    const path = normalize(join(folder, decodeURIComponent(asked)))
    return path.startsWith(folder + sep) ? path : null
  } catch {
    return null
  }
}

function load(path: string): Page | null {
  if (!existsSync(path)) return null
  const plain = Buffer.from(readFileSync(path))
  const type = mediaTypes[extname(path)] ?? 'application/octet-stream'
  const text = /text|javascript|json|svg/.test(type)
  const packed = text
    ? Buffer.from(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
    : null
  return { plain, packed, type }
}
