import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Industry } from './rules.ts'

const File = z.object({ source: z.string(), items: z.array(z.tuple([z.string(), z.string()])) })

let loaded: { source: string; industries: Industry[]; names: Map<string, string> } | null = null

/** GB/T 4754-2017 as it ships (`words/industries.json`), with where it comes from. */
export function industryTree() {
  if (loaded) return loaded
  const { source, items } = File.parse(
    JSON.parse(readFileSync(new URL('../words/industries.json', import.meta.url), 'utf8')),
  )
  loaded = { source, industries: items.map(([code, name]) => ({ code, name })), names: new Map(items) }
  return loaded
}

export const industryName = (code: string | null): string | null =>
  code === null ? null : (industryTree().names.get(code) ?? null)
