import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

export const DistrictMap = z.object({
  /** Districts in official order, each with its place in a schema of equal tiles, counted from 1 at the north-west. */
  tiles: z.array(
    z.object({ code: z.string(), name: z.string(), nameEn: z.string(), column: z.number(), row: z.number() }),
  ),
  /** The city's own map, where it has one: shown with its approval number (审图号) or not at all. */
  map: z
    .object({
      viewBox: z.string(),
      shapes: z.array(z.object({ code: z.string().nullable(), d: z.string() })),
      approvalNumber: z.string(),
    })
    .nullable(),
})
export type DistrictMap = z.output<typeof DistrictMap>

export const mapApi = {
  get: endpoint({
    method: 'get',
    path: '/organisations/district-map',
    summary: 'The districts as tiles of a schema, and the city’s own map where it has one',
    answer: DistrictMap,
  }),
}
