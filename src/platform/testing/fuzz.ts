/** Input that nobody sends on purpose, the same for the same seed. Not part of the product. */

export interface Random {
  /** From 0 up to and without `limit`. */
  below(limit: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  chance(share: number): boolean
}

/** A generator of 32 bits (mulberry32): small, quick, the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, pick: (items) => items[below(items.length)] ?? items[0], chance: (share) => next() < share }
}

/** Words that some program somewhere takes for a command, and characters that some program cannot hold. */
export const nastyTexts = [
  "'; DROP TABLE goals.goals; --",
  "' OR 1=1 --",
  '{{7*7}}$(7*7)#{7*7}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x.example","x")',
  '../../../etc/passwd',
  '%',
  '_%_',
  '\\',
  "\\'",
  '"',
  '\n\r\t',
  '\u0001\u001f\u007f',
  '\u200b\u202e\ufeff\ufffe',
  '😀𠮷',
  '%00%s%n%d',
  'null',
  '-0',
  '1e309',
  '２０２６',
  '[(*+?',
  ':* & !',
  ' ',
  '',
] as const

const nastyNumbers = [0, -1, 1, 0.5, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 63), 1e308, 1e21, 2026] as const

/** A value of any kind. */
export function nastyValue(random: Random, ids: readonly [string, ...string[]]): unknown {
  const kinds = [
    () => random.pick(nastyTexts),
    () => random.pick(nastyNumbers),
    () => random.pick(ids),
    () => random.pick([null, true, false]),
    () => [],
    () => ({}),
    () => [random.pick(nastyTexts), random.pick(nastyNumbers)],
    () => ({ id: random.pick(ids), name: random.pick(nastyTexts) }),
    () => random.pick(nastyTexts).repeat(1 + random.below(3000)),
    () => Array.from({ length: 300 }, () => random.pick(nastyTexts)),
    () => random.pick(['2026-02-30', '0000-00-00', '9999-12-31', '2026-01-01T00:00:00Z', '-000001-01-01']),
  ] as const
  return random.pick(kinds)()
}

interface Schema {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  pattern?: string
  maxLength?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** A value that nearly always has the shape of a JSON Schema, at its edges. */
export function valueFor(schema: Schema, random: Random, ids: readonly [string, ...string[]]): unknown {
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return valueFor(branches[random.below(branches.length)] ?? {}, random, ids)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[random.below(schema.enum.length)]
  switch (schema.type) {
    case 'string':
      return textOf(schema, random, ids)
    case 'number':
    case 'integer':
      return random.chance(0.5) ? 1 + random.below(3) : random.pick(nastyNumbers)
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    case 'array':
      return Array.from({ length: random.below(4) }, () => valueFor(schema.items ?? {}, random, ids))
    case 'object': {
      const fields = Object.entries(schema.properties ?? {})
      const sent = fields.filter(([name]) => schema.required?.includes(name) || random.chance(0.7))
      return Object.fromEntries(sent.map(([name, field]) => [name, valueFor(field, random, ids)]))
    }
    default:
      return nastyValue(random, ids)
  }
}

function textOf(schema: Schema, random: Random, ids: readonly [string, ...string[]]): string {
  if (schema.format === 'uuid') return random.pick(ids)
  if (schema.format === 'date') return random.pick(['2026-03-10', '0001-01-01', '9999-12-31', '2026-02-29'])
  if (schema.pattern?.includes('\\d{6}')) return random.pick(['990102', '000000', '999999', '123456'])
  const text = random.pick([
    '某局',
    '新的名称',
    random.pick(nastyTexts),
    random.pick(ids),
    '长'.repeat(schema.maxLength ?? 50),
  ])
  return text.slice(0, schema.maxLength)
}

/** The same value with one place of it replaced, left out or added. */
export function spoiled(value: unknown, random: Random, ids: readonly [string, ...string[]]): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) {
    const at = random.below(value.length)
    return value.map((one, i) => (i === at ? spoiled(one, random, ids) : one))
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && random.chance(0.9)) {
    const entries = Object.entries(value)
    const at = random.below(entries.length + 1)
    const found = entries[at]
    if (!found) return { ...value, [random.pick(nastyTexts)]: nastyValue(random, ids) }
    const [name, own] = found
    if (random.chance(0.15)) return Object.fromEntries(entries.filter(([key]) => key !== name))
    return { ...value, [name]: spoiled(own, random, ids) }
  }
  return nastyValue(random, ids)
}

/** Bodies that are no JSON, or JSON that hurts. */
export function rawBody(random: Random): string | Uint8Array<ArrayBuffer> {
  const kinds = [
    () => '',
    () => 'null',
    () => '[]',
    () => '"text"',
    () => '{"a":',
    () => `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    () => `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    () => '{"__proto__":{"role":"city-leader"},"constructor":{"prototype":{"x":1}}}',
    () => `{"name":"${'长'.repeat(300_000)}"}`,
    () => '{"name":"\\u0000","title":"\\ud800"}',
    () => new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
    () => '{"version":1,"version":2,"id":"x","id":null}',
    () => `[${'1,'.repeat(100_000)}1]`,
    () => '1e999999',
  ] as const
  return random.pick(kinds)()
}

/** Files that are not what their names say, or nothing at all. */
export function fakeFile(random: Random): File {
  const packed = new Uint8Array([0x50, 0x4b, 0x03, 0x04, ...Array.from({ length: 200 }, () => random.below(256))])
  const noise = new Uint8Array(Array.from({ length: 500 }, () => random.below(256)))
  const bytes = random.pick<BlobPart>([
    packed,
    noise,
    '',
    '<html><script>alert(1)</script></html>',
    '%PDF-1.7 nothing',
    `编号,名称\n${random.pick(nastyTexts)},${random.pick(nastyTexts)}`,
    `"${'长'.repeat(100_000)}`,
    `甲市工作方案\n\n要${random.pick(nastyTexts)}加快建设${random.pick(nastyTexts)}产业园，产值突破${random.below(1e9)}亿元。\n`,
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
  ])
  const name = random.pick(['表.xlsx', '文.docx', 'a.csv', '.', '../../x.txt', 'CON', '=1+1.xlsx', '<b>.pdf', '名.ofd'])
  return new File([bytes], name)
}
