import { z } from 'zod'
import { roles, scopeKinds } from '#platform/roles.ts'
import { coverages } from '../duty/rules.ts'
import type { DrawnMap } from '../map/rules.ts'
import { unitKinds } from '../rules.ts'

const Code = z.string().regex(/^\d{6}(\d{3})?$/)
const Words = z.array(z.string().min(1))

const Town = z.object({
  code: Code,
  name: z.string(),
  shortName: z.string().optional(),
  kind: z.enum(['town', 'street']),
  english: z.string(),
  aliases: Words.default([]),
})

/** `city.yaml`: the city and its divisions. */
export const CityFile = z.object({
  code: z.string().regex(/^\d{6}$/),
  name: z.string(),
  shortName: z.string(),
  english: z.string(),
  aliases: Words.default([]),
  sample: z.boolean(),
  districts: z.array(
    z.object({
      code: Code,
      name: z.string(),
      shortName: z.string(),
      kind: z.enum(['district', 'county', 'county-level city']),
      english: z.string(),
      aliases: Words.default([]),
      towns: z.array(Town).default([]),
    }),
  ),
})

/** `tiles.yaml`: the districts as equal tiles, and the city's own map, which is nothing without its approval number (审图号). */
export const TilesFile = z.strictObject({
  tiles: z.array(z.strictObject({ code: Code, column: z.int().min(1).max(30), row: z.int().min(1).max(30) })),
  map: z
    .strictObject({
      file: z.string().regex(/^[a-z0-9-]+\.svg$/),
      /** As it is printed below the map: GS粤（2024）123号, 粤S（2021）第053号. */
      approvalNumber: z.string().regex(/^\p{L}{1,8}\s?[（(]\d{4}[)）]\s?第?\s?\d{1,6}\s?号$/u),
    })
    .optional(),
})

/** `units.yaml`: organs in official order; `duties` names kinds of `duties-common.yaml`. */
export const UnitsFile = z.object({
  units: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullable(),
      name: z.string(),
      shortName: z.string(),
      english: z.string(),
      kind: z.enum(unitKinds),
      division: Code,
      order: z.number().int(),
      aliases: Words.default([]),
      duties: z.array(z.string()).default([]),
      /** Of the office, for the public. */
      phone: z.string().nullable().default(null),
    }),
  ),
})

const DutyList = z.array(z.object({ text: z.string(), words: Words }))

/** `duties-common.yaml`: duty lists by kind of department, shared by all packs. */
export const CommonDutiesFile = z.object({ kinds: z.record(z.string(), z.object({ duties: DutyList })) })

/** `duties.yaml`: duties of single units, by unit. */
export const DutiesFile = z.object({ units: z.record(z.string(), DutyList) })

/** `people.yaml`: those without a unit are contacts of firms and bodies. */
export const PeopleFile = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      post: z.string(),
      unit: z.string().nullable(),
      phone: z.string().nullable().default(null),
    }),
  ),
})

const Time = z.string().regex(/^\d\d:\d\d$/)

/** `rosters.yaml`: weekly turns of units, by the accounts of the pack. */
export const RostersFile = z.object({
  rosters: z.array(
    z.object({
      unit: z.string(),
      coverage: z.enum(coverages),
      turns: z.array(
        z.object({
          user: z.string(),
          standIn: z.string().nullable(),
          weekdays: z.array(z.int().min(1).max(7)).min(1),
          from: Time,
          to: Time,
        }),
      ),
    }),
  ),
})

/** `accounts.yaml`: no passwords, one account per role; who acts for whom, for how many days from the first on. */
export const AccountsFile = z.object({
  accounts: z.array(
    z.object({
      user: z.string(),
      person: z.string(),
      role: z.enum(roles),
      unit: z.string().nullable(),
      scope: z.object({
        kind: z.enum(scopeKinds),
        id: z.string().nullable(),
        units: Words.default([]),
        districts: Words.default([]),
      }),
    }),
  ),
  acting: z.array(z.object({ user: z.string(), for: z.string(), days: z.number().int().min(1).max(90) })).default([]),
})

export interface Pack {
  name: string
  city: z.output<typeof CityFile>
  units: z.output<typeof UnitsFile>['units']
  /** Duties of each unit by its id in the pack, those of its kinds first. */
  duties: ReadonlyMap<string, z.output<typeof DutyList>>
  people: z.output<typeof PeopleFile>['people']
  accounts: z.output<typeof AccountsFile>['accounts']
  acting: z.output<typeof AccountsFile>['acting']
  map: CityMap
}

/** Where the districts stand: tiles of a schema, and the city's own map with its approval number. */
export interface CityMap {
  tiles: z.output<typeof TilesFile>['tiles']
  map: (DrawnMap & { approvalNumber: string }) | null
}
