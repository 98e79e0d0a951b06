import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { gapsOf } from '../organisations/duty/rules.ts'
import { RostersFile, TilesFile } from '../organisations/pack/shapes.ts'

const here = import.meta.dirname
const load = <T>(shape: z.ZodType<T>, ...path: string[]): T =>
  shape.parse(parse(readFileSync(join(here, ...path), 'utf8')))

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const divisionCode = z.string().regex(/^\d{6}(\d{3})?$/)
const duty = z.strictObject({ text: z.string().endsWith('。'), words: z.array(z.string().min(2)).min(1) })
const place = { code: divisionCode, name: z.string(), english: z.string() }
const city = z.strictObject({
  ...place,
  shortName: z.string(),
  aliases: z.array(z.string()),
  province: z.strictObject(place).nullable(),
  newspaper: z.string(),
  sample: z.boolean(),
  source: z.string().optional(),
  districts: z.array(
    z.strictObject({
      ...place,
      shortName: z.string(),
      kind: z.enum(['district', 'county-level city']),
      aliases: z.array(z.string()),
      towns: z.array(z.strictObject({ ...place, kind: z.enum(['street', 'town']) })).min(3),
    }),
  ),
})
const phone = z.string().regex(/^000-\d{7}$/)
const units = z.strictObject({
  units: z.array(
    z.strictObject({
      id: slug,
      parent: slug.nullable(),
      name: z.string(),
      shortName: z.string(),
      kind: z.enum(['city', 'district', 'town', 'bureau', 'office', 'taskForce', 'party', 'government']),
      division: divisionCode,
      order: z.int(),
      duties: z.array(slug).optional(),
      aliases: z.array(z.string()).optional(),
      english: z.string(),
      phone: phone.optional(),
    }),
  ),
})
const roles = [
  'city-leader',
  'planning-officer',
  'supervision-officer',
  'request-desk',
  'unit-handler',
  'unit-head',
  'enterprise-officer',
  'chain-officer',
  'park-officer',
  'enterprise-user',
  'institute-user',
  'association-user',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'district-officer',
] as const
const people = z.strictObject({
  people: z.array(
    z.strictObject({
      id: slug,
      name: z.string(),
      post: z.string(),
      unit: slug.nullable(),
      enterprise: z.string().optional(),
      body: z.string().optional(),
      role: z.enum(roles),
      phone,
    }),
  ),
})
const accounts = z.strictObject({
  accounts: z.array(
    z.strictObject({
      user: slug,
      person: slug,
      role: z.enum(roles),
      unit: slug.nullable(),
      scope: z.strictObject({
        kind: z.enum(['city', 'district', 'unit', 'portfolio', 'enterprise', 'own']),
        id: z.string().nullable(),
        units: z.array(slug).optional(),
        districts: z.array(divisionCode).optional(),
      }),
    }),
  ),
  acting: z.array(z.strictObject({ user: slug, for: slug, days: z.int().min(1).max(90) })),
})
const enterprises = z.strictObject({
  enterprises: z.array(
    z.strictObject({
      code: z.string().length(18),
      name: z.string(),
      shortName: z.string(),
      division: divisionCode,
      chain: z.string(),
      contact: z.strictObject({ name: z.string(), phone }),
    }),
  ),
})
const common = load(
  z.strictObject({ kinds: z.record(slug, z.strictObject({ name: z.string(), duties: z.array(duty).min(4) })) }),
  'duties-common.yaml',
)

describe.each(['sample', 'jiangmen'])('the %s pack', (name) => {
  const home = load(city, name, 'city.yaml')
  const bodies = load(units, name, 'units.yaml').units
  const codes = [home.code, ...home.districts.flatMap((d) => [d.code, ...d.towns.map((t) => t.code)])]

  it('gives every place its own code, under the code of the place above it', () => {
    expect(new Set(codes).size).toBe(codes.length)
    for (const d of home.districts) {
      expect(d.code.slice(0, 4)).toBe(home.code.slice(0, 4))
      for (const t of d.towns) expect(t.code.slice(0, 6)).toBe(d.code)
    }
  })

  it('gives each district a tile of its own, and none stands alone', () => {
    const { tiles } = load(TilesFile, name, 'tiles.yaml')
    expect(tiles.map(({ code }) => code).sort()).toEqual(home.districts.map(({ code }) => code).sort())
    expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(tiles.length)
    for (const one of tiles) {
      const apart = tiles.map(({ column, row }) => Math.abs(column - one.column) + Math.abs(row - one.row))
      expect(apart, one.code).toContain(1)
    }
  })

  it('is one tree of bodies with one root, each below a body named before it', () => {
    const seen = new Set<string>()
    for (const unit of bodies) {
      expect(seen.has(unit.id), unit.id).toBe(false)
      expect(unit.parent === null ? seen.size === 0 : seen.has(unit.parent), unit.id).toBe(true)
      seen.add(unit.id)
    }
  })

  it('names each body once, in official order, in a place it knows, with duties that exist', () => {
    expect(new Set(bodies.map((u) => u.name)).size).toBe(bodies.length)
    const orders = bodies.map((u) => u.order)
    expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b))
    for (const unit of bodies) {
      expect(codes, unit.id).toContain(unit.division)
      for (const kind of unit.duties ?? []) expect(common.kinds, unit.id).toHaveProperty(kind)
    }
  })

  it('has a town government for every town', () => {
    const towns = home.districts.flatMap((d) => d.towns.map((t) => t.code))
    expect(
      bodies
        .filter((u) => u.kind === 'town')
        .map((u) => u.division)
        .sort(),
    ).toEqual(towns.sort())
  })
})

const checkCharacter = (body: string): string => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const sum = [...body].reduce(
    ({ total, weight }, c) => ({ total: total + alphabet.indexOf(c) * weight, weight: (weight * 3) % 31 }),
    { total: 0, weight: 1 },
  ).total
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

describe('the invented people and firms', () => {
  const bodies = new Set(load(units, 'sample', 'units.yaml').units.map((u) => u.id))
  const firms = load(enterprises, 'sample', 'enterprises.yaml').enterprises
  const everybody = load(people, 'sample', 'people.yaml').people
  const signIns = load(accounts, 'sample', 'accounts.yaml').accounts

  it('carry codes with a right check character and a division that no province has', () => {
    expect(checkCharacter('91440300192203821')).toBe('6')
    expect(new Set(firms.map((f) => f.code)).size).toBe(firms.length)
    for (const firm of firms) {
      expect(firm.code.slice(0, 4)).toBe('9199')
      expect(firm.code.charAt(17), firm.name).toBe(checkCharacter(firm.code.slice(0, 17)))
      expect(firm.division.slice(0, 6)).toBe(firm.code.slice(2, 8))
    }
  })

  it('hold posts in bodies that exist, or belong to a firm or another body', () => {
    expect(new Set(everybody.map((p) => p.name)).size).toBe(everybody.length)
    for (const person of everybody) {
      if (person.unit !== null) expect(bodies, person.name).toContain(person.unit)
      else expect(person.body ?? firms.find((f) => f.code === person.enterprise)?.code, person.name).toBeTruthy()
    }
  })

  it('have an account for every role, held by a person of that role', () => {
    expect(new Set(signIns.map((a) => a.role))).toEqual(new Set(roles))
    for (const account of signIns) {
      const person = everybody.find((p) => p.id === account.person)
      expect(person, account.user).toMatchObject({ role: account.role, unit: account.unit })
      expect(account.scope.id === null, account.user).toBe(['own', 'portfolio'].includes(account.scope.kind))
      for (const unit of account.scope.units ?? []) expect(bodies, account.user).toContain(unit)
    }
  })

  it('act for colleagues who have an account', () => {
    const users = signIns.map(({ user }) => user)
    for (const one of load(accounts, 'sample', 'accounts.yaml').acting) {
      expect(users).toContain(one.user)
      expect(users.filter((user) => user !== one.user)).toContain(one.for)
    }
  })

  it('stand on rosters of their own body, without anybody for one stretch of the week at the desk', () => {
    const { rosters } = load(RostersFile, 'sample', 'rosters.yaml')
    const tree = load(units, 'sample', 'units.yaml').units
    const isUnder = (unit: string | null, body: string): boolean =>
      unit === body || (unit !== null && isUnder(tree.find(({ id }) => id === unit)?.parent ?? null, body))
    for (const { unit, coverage, turns } of rosters) {
      for (const { user, standIn } of turns)
        for (const one of standIn === null ? [user] : [user, standIn]) {
          expect(isUnder(signIns.find((account) => account.user === one)?.unit ?? null, unit), `${unit} ${one}`).toBe(
            true,
          )
        }
      const weekly = turns.map(({ weekdays, from, to }) => ({
        ...{ accountId: '', standInId: null, weekdays, onDay: null, fromTime: from, toTime: to },
        ...{ validFromOn: '2026-01-01', validToOn: null },
      }))
      const isWorked = (day: string) => !['2026-03-14', '2026-03-15'].includes(day)
      const gaps = gapsOf(weekly, coverage, '2026-03-09', 7, isWorked).map(({ from }) => new Date(from).toISOString())
      expect(gaps, unit).toEqual(unit === 'request-desk' ? ['2026-03-14T14:00:00.000Z'] : [])
    }
  })

  it('have extra duties only for bodies that exist', () => {
    const extra = load(z.strictObject({ units: z.record(slug, z.array(duty)) }), 'sample', 'duties.yaml').units
    for (const id of Object.keys(extra)) expect(bodies).toContain(id)
  })
})

const papers = z.strictObject({
  papers: z.array(
    z.strictObject({
      file: z.string(),
      title: z.string(),
      kind: z.enum(['report', 'press', 'plan', 'notice', 'policy', 'minutes']),
      source: z.enum(['original', 'press']),
      unit: slug.nullable(),
      division: divisionCode,
      on: z.iso.date(),
    }),
  ),
})

describe('the papers of the sample city', () => {
  const listed = load(papers, 'sample', 'papers.yaml').papers
  const bodies = load(units, 'sample', 'units.yaml').units

  it('are all listed, in order of their day', () => {
    expect(listed.map((p) => p.file).sort()).toEqual(readdirSync(join(here, 'sample', 'pages')).sort())
    expect(listed.map((p) => p.on)).toEqual(listed.map((p) => p.on).sort())
  })

  it('come from a body of the place they are listed under, except the newspaper', () => {
    for (const paper of listed) {
      const issuer = bodies.find((u) => u.id === paper.unit)
      expect(issuer?.division ?? null, paper.file).toBe(paper.source === 'press' ? null : paper.division)
    }
  })
})

const quoted = z.object({ text: z.string().min(1) })
const gold = z.object({
  document: z.string(),
  articles: z.array(
    z.object({
      headline: z.string().nullable(),
      joins: z.array(z.string()),
      measures: z.array(quoted),
      figures: z.array(quoted.extend({ indicator: z.string().nullable(), value: z.number() })),
    }),
  ),
  entities: z.record(z.string(), z.array(z.string())),
})

describe.each(readdirSync(join(here, 'sample', 'gold')))('the gold annotation %s', (file) => {
  const note = gold.parse(JSON.parse(readFileSync(join(here, 'sample', 'gold', file), 'utf8')))
  const squeeze = (text: string) => text.replace(/\s+/g, '')
  const paper = squeeze(readFileSync(join(here, 'sample', 'pages', note.document), 'utf8'))

  it('quotes only what stands in the paper, once its breaks are closed', () => {
    for (const article of note.articles) {
      const words = [article.headline ?? '', ...article.joins]
      for (const { text } of [...article.measures, ...article.figures]) words.push(text)
      for (const { indicator } of article.figures) words.push(indicator ?? '')
      for (const word of words) expect(paper).toContain(squeeze(word))
    }
    for (const name of Object.values(note.entities).flat()) expect(paper).toContain(squeeze(name))
  })

  it('lists each entity once', () => {
    for (const names of Object.values(note.entities)) expect(new Set(names).size).toBe(names.length)
  })
})
