import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Reveal } from '#platform/personal-data/contract.ts'
import { unitKinds } from './rules.ts'

const Day = z.iso.date()
const Name = z.string().trim().min(1).max(100)
const Id = z.object({ id: z.uuid() })
const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,30}$/)
  .max(30)
const Version = z.number().int().positive()

export const Division = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  parentCode: z.string().nullable(),
})

export const Unit = z.object({
  id: z.string(),
  slug: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  nameEn: z.string(),
  aliases: z.array(z.string()),
  kind: z.enum(unitKinds),
  divisionCode: z.string(),
  officialOrder: z.number(),
  /** The telephone of the office, for the public; null where none is kept. */
  officePhone: z.string().nullable(),
  activeFromOn: Day,
  /** Last day; null while the unit exists. */
  activeToOn: Day.nullable(),
  version: Version,
})
export type Unit = z.output<typeof Unit>

/** A unit in the tree, with the names of those who hold its posts. */
export const UnitInList = Unit.extend({
  posts: z.array(z.object({ id: z.string(), title: z.string(), personName: z.string() })),
  /** Whether the signed-in actor may change it. */
  canEdit: z.boolean(),
})
export type UnitInList = z.output<typeof UnitInList>

export const Duty = z.object({ text: z.string(), keywords: z.array(z.string()) })

export const PostOfPerson = z.object({
  id: z.string(),
  title: z.string(),
  fromOn: Day,
  toOn: Day.nullable(),
  person: z.object({
    id: z.string(),
    name: z.string(),
    /** Masked; `revealPhone` gives the number and writes it down. */
    phone: z.string().nullable(),
    version: Version,
  }),
})

export const UnitDetail = Unit.extend({
  /** From the city down to the unit's parent. */
  path: z.array(Unit.pick({ id: true, name: true, shortName: true, nameEn: true, kind: true })),
  duties: z.array(Duty),
  posts: z.array(PostOfPerson),
  may: z.object({ structure: z.boolean(), addUnit: z.boolean(), duties: z.boolean(), people: z.boolean() }),
})
export type UnitDetail = z.output<typeof UnitDetail>

export const AddUnit = z.object({
  parentId: z.uuid(),
  name: Name,
  shortName: Name.optional(),
  nameEn: z.string().trim().max(200).default(''),
  aliases: z.array(Name).max(20).default([]),
  officePhone: Phone.nullable().default(null),
  kind: z.enum(unitKinds),
  /** The parent's division where not said. */
  divisionCode: z.string().max(12).optional(),
  activeFromOn: Day.optional(),
})
export type AddUnit = z.output<typeof AddUnit>

export const ChangeUnit = z.object({
  version: Version,
  name: Name.optional(),
  shortName: Name.optional(),
  nameEn: z.string().trim().max(200).optional(),
  aliases: z.array(Name).max(20).optional(),
  officePhone: Phone.nullable().optional(),
  kind: z.enum(unitKinds).optional(),
  divisionCode: z.string().max(12).optional(),
  parentId: z.uuid().optional(),
  /** Stand before this unit of the same parent; null: last of them. */
  before: z.uuid().nullable().optional(),
})
export type ChangeUnit = z.output<typeof ChangeUnit>

export const CloseUnit = z.object({ version: Version, lastDayOn: Day.optional() })
export type CloseUnit = z.output<typeof CloseUnit>

export const SetDuties = z.object({
  version: Version,
  duties: z
    .array(
      z.object({
        text: z.string().trim().min(2).max(500),
        keywords: z.array(z.string().trim().min(1).max(40)).max(60),
      }),
    )
    .max(200),
})
export type SetDuties = z.output<typeof SetDuties>

export const AddPost = z.object({
  title: Name,
  fromOn: Day.optional(),
  person: z.union([z.object({ id: z.uuid() }), z.object({ name: Name, phone: Phone.nullable().default(null) })]),
})
export type AddPost = z.output<typeof AddPost>

export const EndPost = z.object({ lastDayOn: Day.optional() })

/** A phone left out stays as it is, null takes it away. */
export const ChangePerson = z.object({ version: Version, name: Name.optional(), phone: Phone.nullable().optional() })
export type ChangePerson = z.output<typeof ChangePerson>

export const PersonInList = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  posts: z.array(z.object({ title: z.string(), unitName: z.string() })),
})

export const ImportReport = z.object({
  rows: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** Nothing is written while there is one; `key` and `facts` make the sentence. */
  errors: z.array(
    z.object({
      row: z.number(),
      column: z.string(),
      key: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  applied: z.boolean(),
})
export type ImportReport = z.output<typeof ImportReport>

const Written = z.object({ id: z.string(), version: Version })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const organisationsApi = {
  listUnits: endpoint({
    method: 'get',
    path: '/organisations/units',
    summary: 'All units of the city in official order, each with its parent',
    query: z.object({ closed: z.enum(['yes', 'no']).default('no') }),
    answer: z.array(UnitInList),
  }),
  getUnit: endpoint({
    method: 'get',
    path: '/organisations/units/:id',
    summary: 'One unit with its duties, posts and people',
    params: Id,
    answer: UnitDetail,
  }),
  listDivisions: endpoint({
    method: 'get',
    path: '/organisations/divisions',
    summary: 'Administrative divisions of the city',
    answer: z.array(Division),
  }),
  listPeople: endpoint({
    method: 'get',
    path: '/organisations/people',
    summary: 'People by a part of their name, phones masked',
    query: z.object({ search: z.string().trim().max(50).default('') }),
    answer: z.array(PersonInList),
  }),
  addUnit: endpoint({
    method: 'post',
    path: '/organisations/units',
    summary: 'Add a unit below another',
    body: AddUnit,
    answer: Written,
  }),
  changeUnit: endpoint({
    method: 'patch',
    path: '/organisations/units/:id',
    summary: 'Rename, move or reorder a unit',
    params: Id,
    body: ChangeUnit,
    answer: Written,
  }),
  closeUnit: endpoint({
    method: 'post',
    path: '/organisations/units/:id/close',
    summary: 'Close a unit; its posts end on the same day',
    params: Id,
    body: CloseUnit,
    answer: Written,
  }),
  setDuties: endpoint({
    method: 'put',
    path: '/organisations/units/:id/duties',
    summary: 'Replace the duty list of a unit',
    params: Id,
    body: SetDuties,
    answer: Written,
  }),
  addPost: endpoint({
    method: 'post',
    path: '/organisations/units/:id/posts',
    summary: 'Give a person a post in a unit',
    params: Id,
    body: AddPost,
    answer: z.object({ id: z.string(), personId: z.string() }),
  }),
  endPost: endpoint({
    method: 'post',
    path: '/organisations/posts/:id/end',
    summary: 'End a post',
    params: Id,
    body: EndPost,
    answer: z.object({ id: z.string() }),
  }),
  changePerson: endpoint({
    method: 'patch',
    path: '/organisations/people/:id',
    summary: 'Correct the name or phone of a person',
    params: Id,
    body: ChangePerson,
    answer: Written,
  }),
  revealPhone: endpoint({
    method: 'post',
    path: '/organisations/people/:id/phone',
    summary: 'Show the whole phone number; who asked, and why, is written down',
    params: Id,
    body: Reveal,
    answer: z.object({ phone: z.string().nullable() }),
  }),
  importUnits: endpoint({
    method: 'post',
    path: '/organisations/import',
    summary: 'Check a workbook of units, and load it when it has no error and `apply` is yes',
    form: true,
    body: z.object({ apply: z.enum(['yes', 'no']).default('no') }),
    answer: ImportReport,
  }),
  unitsWorkbook: endpoint({
    method: 'get',
    path: '/organisations/units.xlsx',
    summary: 'The form of the import, empty or with the present units',
    query: z.object({ filled: z.enum(['yes', 'no']).default('no') }),
    answer: xlsx,
  }),
}
