/** Every text and every list that a request may bring has an end: a contract without one fails here. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '#platform/http/endpoint.ts'

const root = fileURLToPath(new URL('./', import.meta.url))

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'answer' in value

/** All endpoints that any contract declares, whether their routes are wired or not. */
async function allEndpoints(): Promise<Endpoint[]> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|\/)contract\.ts$/.test(path),
  )
  const found: Endpoint[] = []
  for (const path of paths) {
    const contract: Record<string, unknown> = await import(`${root}${path}`)
    for (const value of Object.values(contract)) {
      if (typeof value === 'object' && value !== null) found.push(...Object.values(value).filter(isEndpoint))
    }
  }
  return found
}

interface Schema {
  type?: string
  format?: string
  enum?: unknown
  const?: unknown
  maxLength?: number
  maxItems?: number
  properties?: Record<string, Schema>
  items?: Schema
  prefixItems?: Schema[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
}

/** Forms whose length their pattern fixes. */
const fixed = ['uuid', 'date']

/** Places of texts without a longest, lists without a most, records of any key, and values of any shape. */
function endless(schema: Schema, at: string): string[] {
  if (schema.enum !== undefined || schema.const !== undefined || schema.$ref !== undefined) return []
  const branches = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
    ...(schema.prefixItems ?? []),
  ]
  const own: string[] = []
  if (schema.type === 'string' && schema.maxLength === undefined && !fixed.includes(schema.format ?? '')) own.push(at)
  if (schema.type === 'array' && schema.maxItems === undefined && !schema.prefixItems) own.push(`${at}[]`)
  if (typeof schema.additionalProperties === 'object') own.push(`${at}{}`)
  if (schema.type === undefined && branches.length === 0) own.push(`${at}?`)
  return [
    ...own,
    ...branches.flatMap((branch) => endless(branch, at)),
    ...(schema.items ? endless(schema.items, `${at}[]`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => endless(field, `${at}.${name}`)),
  ]
}

test('every text and every list of every request has an end', async () => {
  const endpoints = await allEndpoints()
  const wrong = endpoints.flatMap(({ method, path, params, query, body }) =>
    Object.entries({ params, query, body }).flatMap(([part, shape]) =>
      shape
        ? endless(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema, `${method} ${path} ${part}`)
        : [],
    ),
  )
  expect(wrong).toEqual([])
  expect(endpoints.length).toBeGreaterThan(40)
})
