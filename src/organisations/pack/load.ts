import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import { readMap } from '../map/rules.ts'
import {
  AccountsFile,
  CityFile,
  type CityMap,
  CommonDutiesFile,
  DutiesFile,
  type Pack,
  PeopleFile,
  TilesFile,
  UnitsFile,
} from './shapes.ts'

const folder = new URL('../../packs/', import.meta.url)

/**
 * One YAML file of a city pack, or null where the pack has none; other modules read theirs with it.
 *
 * @throws AppError invalid `organisations.badPack` naming file and place
 */
export function readPackFile<Shape extends z.ZodType>(path: string, shape: Shape): z.output<Shape> | null {
  const file = new URL(path, folder)
  if (!existsSync(file)) return null
  const parsed = shape.safeParse(parse(readFileSync(file, 'utf8')))
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'organisations.badPack', { file: path, problem: z.prettifyError(parsed.error) })
}

const loaded = new Map<string, Pack>()

/** Reads a city pack by its name, once in the life of the process: YAML is slow to read. @throws AppError not-found `organisations.noSuchPack`, invalid `organisations.badPack` */
export function loadPack(name: string): Pack {
  const known = loaded.get(name) ?? readPack(name)
  loaded.set(name, known)
  return known
}

function readPack(name: string): Pack {
  const city = /^[a-z0-9-]+$/.test(name) ? readPackFile(`${name}/city.yaml`, CityFile) : null
  if (!city) throw new AppError('not-found', 'organisations.noSuchPack', { name })
  const units = readPackFile(`${name}/units.yaml`, UnitsFile)?.units ?? []
  const common = readPackFile('duties-common.yaml', CommonDutiesFile)?.kinds ?? {}
  const own = readPackFile(`${name}/duties.yaml`, DutiesFile)?.units ?? {}
  const known = new Set(units.map(({ id }) => id))
  const problem = (text: string) => new AppError('invalid', 'organisations.badPack', { file: name, problem: text })
  for (const id of Object.keys(own)) if (!known.has(id)) throw problem(`duties.yaml: ${id}`)
  const duties = new Map(
    units.map((unit) => {
      const general = unit.duties.flatMap((kind) => {
        const list = common[kind]?.duties
        if (!list) throw problem(`duties-common.yaml: ${kind}`)
        return list
      })
      return [unit.id, [...(own[unit.id] ?? []), ...general]]
    }),
  )
  const people = readPackFile(`${name}/people.yaml`, PeopleFile)?.people ?? []
  const signIns = readPackFile(`${name}/accounts.yaml`, AccountsFile)
  const { accounts, acting } = signIns ?? { accounts: [], acting: [] }
  return { name, city, units, duties, people, accounts, acting, map: readCityMap(name) }
}

/** @throws AppError invalid `organisations.badPack`: a map without its number, or with anything but outlines */
function readCityMap(name: string): CityMap {
  const { tiles, map } = readPackFile(`${name}/tiles.yaml`, TilesFile) ?? { tiles: [] }
  if (!map) return { tiles, map: null }
  const file = `${name}/${map.file}`
  const place = new URL(file, folder)
  const read = existsSync(place) ? readMap(readFileSync(place, 'utf8')) : { line: 0, what: '?' }
  if ('line' in read)
    throw new AppError('invalid', 'organisations.badPack', { file, problem: `${read.line}: ${read.what}` })
  return { tiles, map: { ...read, approvalNumber: map.approvalNumber } }
}

/** The pack of a city by its code; null for a city without one. */
export function packOfCity(code: string): Pack | null {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []))
  return names.map(loadPack).find(({ city }) => city.code === code) ?? null
}
