import { mapApi } from '#organisations/map/contract.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useIsPhone } from '#platform/ui/screen.ts'
import { TileMap } from '#platform/ui/tile-map.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { searchApi as api } from '../../search/contract.ts'
import { useName } from '../names.ts'

type Query = NonNullable<InputOf<typeof api.list>['query']>

/** How the firms of the list are spread over the districts; a district narrows the list to it, and again widens it. */
export function Districts({ query: { page: _page, division, ...filters } }: { query: Query }) {
  const t = useWords()
  const nameOf = useName()
  const isPhone = useIsPhone()
  const [, change] = useAddressQuery()
  const map = useCall(mapApi.get, {})
  const counts = useCall(api.districts, { query: filters })
  const rows = counts.data?.rows
  // A map of one number says nothing that the list does not.
  if (!map.data || !rows || rows.length < 2) return null
  const firmsIn = (code: string) => rows.find((row) => row.code === code)?.firms ?? null
  const asText = Object.entries(filters).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
  const search = (code: string) => new URLSearchParams([...asText, ['division', code]]).toString()
  return (
    <details className="enterprises-districts" open={!isPhone}>
      <summary>{t('enterprises.districts')}</summary>
      <TileMap
        label={t('enterprises.districts')}
        areas={map.data.tiles.map((tile) => ({ ...tile, name: nameOf(tile), value: firmsIn(tile.code) }))}
        map={map.data.map}
        chosen={division?.slice(0, 6)}
        to={(code) => `/firms?${search(code)}`}
        onChoose={(code) => change({ division: division === code ? undefined : code, page: undefined })}
      />
      {rows.length < map.data.tiles.length ? (
        <p className="enterprises-soft">{t('enterprises.districts.outside')}</p>
      ) : null}
    </details>
  )
}
