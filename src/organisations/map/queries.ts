import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { packOfCity } from '../pack/load.ts'
import { publicDivisions } from '../public/queries.ts'
import type { DistrictMap } from './contract.ts'

/** Where the pack has no tiles the districts stand row by row in official order. */
export const districtMap = (ctx: Context): Promise<DistrictMap> =>
  read(ctx, async (tx) => {
    const places = await publicDivisions(tx, ctx)
    const city = places.find(({ parentCode }) => parentCode === null)
    const districts = places.filter(({ parentCode }) => parentCode !== null && parentCode === city?.code)
    const { tiles, map } = packOfCity(ctx.city)?.map ?? { tiles: [], map: null }
    const columns = Math.ceil(Math.sqrt(districts.length))
    const isWhole = districts.every(({ code }) => tiles.some((tile) => tile.code === code))
    return {
      tiles: districts.map(({ code, name, nameEn }, at) => {
        const { column, row } = (isWhole ? tiles.find((tile) => tile.code === code) : undefined) ?? {
          column: (at % columns) + 1,
          row: Math.floor(at / columns) + 1,
        }
        return { code, name, nameEn, column, row }
      }),
      map,
    }
  })
