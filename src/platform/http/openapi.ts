import { z } from 'zod'
import { platformApi } from '../contract.ts'
import { type Route, route } from './route.ts'
import { Refusal } from './server.ts'

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

/** The routes with one more that tells of all of them. The document is made when it is first asked for, and kept. */
export function withOpenApi(routes: readonly Route[], version: string): Route[] {
  let kept: Record<string, unknown> | null = null
  const all = [
    ...routes,
    route(platformApi.openApi, 'anyone', 'platform.openApi', async () => {
      kept ??= openApi(all, version)
      return kept
    }),
  ]
  return all
}

/** OpenAPI 3.1 of the route table. Zod's JSON Schema is the dialect of 3.1, so the shapes go in as they are. */
export function openApi(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.endpoint.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Daqiao', version, description: 'Every promise is quoted, owned, dated and proved.' },
    servers: [{ url: '/api' }],
    paths,
    components: {
      schemas: { Refusal: schemaOf(Refusal, 'output') },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key of the city.' } },
    },
  }
}

function operation({ endpoint, reach, audit }: Route): Record<string, unknown> {
  const { answer, body, form } = endpoint
  const refusal = { description: 'refused', content: json({ $ref: '#/components/schemas/Refusal' }) }
  return {
    operationId: audit,
    summary: endpoint.summary,
    'x-reach': reach,
    ...(reach === 'api-key' ? { security: [{ key: [] }] } : {}),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(body || form
      ? {
          requestBody: {
            required: true,
            content: form
              ? { 'multipart/form-data': { schema: { type: 'object' } } }
              : body
                ? json(schemaOf(body, 'input'))
                : {},
          },
        }
      : {}),
    responses: {
      200: {
        description: 'done',
        content:
          typeof answer === 'string'
            ? { [answer]: { schema: { type: 'string', format: 'binary' } } }
            : json(schemaOf(answer, 'output')),
      },
      400: refusal,
      403: refusal,
      404: refusal,
      409: refusal,
    },
  }
}

const json = (schema: Record<string, unknown>) => ({ 'application/json': { schema } })

function parameters(shape: z.ZodType | undefined, where: 'path' | 'query'): Record<string, unknown>[] {
  if (!(shape instanceof z.ZodObject)) return []
  return Object.entries(shape.shape as Record<string, z.ZodType>).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !field.safeParse(undefined).success,
    schema: schemaOf(field, 'input'),
  }))
}
