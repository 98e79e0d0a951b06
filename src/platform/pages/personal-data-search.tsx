import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { personalDataApi as api, type PersonalDataCase, type Place } from '#platform/personal-data/contract.ts'
import { useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'

export const keyOf = ({ source, kind, id, field }: Place): string => [source, kind, id, field].join('/')

/** Places that look the same are one line: an audit has many rows about a person. */
const lookOf = ({ source, kind, labelKey, value, where }: Place): string =>
  kind === 'audit-details' ? `${source} ${labelKey}` : [source, labelKey, value, where].join('/')

/** Finds the person and lets the administrator choose what is theirs. The search itself stays on this page alone. */
export function PersonSearch({
  one,
  stale,
}: {
  one: PersonalDataCase
  stale: readonly Pick<Endpoint, 'method' | 'path'>[]
}) {
  const t = useWords()
  const word = (key: string) => t(`platform.personalData.${key}`)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [places, setPlaces] = useState<readonly Place[] | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const params = { id: one.id }
  const search = useSend(api.search, {
    onDone: (found) => {
      setPlaces(found.places)
      setChosen(new Set())
    },
  })
  const choose = useSend(api.choosePlaces, { stale, onDone: () => setPlaces(null) })
  const lines = [...Map.groupBy(places ?? [], lookOf)]
  const picked = (places ?? []).filter((place) => chosen.has(lookOf(place)))
  const isEnough = [...name.trim()].length >= 2 || phone.replace(/\D/g, '').length >= 5
  return (
    <section className="personal-data-part" aria-labelledby="personal-data-find">
      <h2 id="personal-data-find">{word('find')}</h2>
      <p className="page-text">{word('findLead')}</p>
      <form
        className="personal-data-search"
        onSubmit={(event) => {
          event.preventDefault()
          if (isEnough) search.mutate({ params, body: { name: name.trim(), phone: phone.trim() } })
        }}
      >
        <div>
          <label htmlFor="personal-data-name">{word('name')}</label>
          <Input
            id="personal-data-name"
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor="personal-data-phone">{word('phone')}</label>
          <Input
            id="personal-data-phone"
            type="tel"
            value={phone}
            maxLength={30}
            autoComplete="off"
            onChange={(event) => setPhone(event.target.value)}
          />
        </div>
        <Button type="primary" htmlType="submit" disabled={!isEnough} loading={search.isPending}>
          {word('find')}
        </Button>
      </form>
      {isEnough ? null : <p className="personal-data-soft">{word('findNeeded')}</p>}
      {places === null ? null : (
        <p role="status">
          {places.length === 0 ? word('foundNone') : t('platform.personalData.found', { count: places.length })}
        </p>
      )}
      <ul className="personal-data-places">
        {lines.map(([look, same]) => {
          const [place] = same
          if (!place) return null
          const facts = { what: t(place.labelKey), where: place.where }
          return (
            <li key={look}>
              <Checkbox
                aria-label={t('platform.personalData.select', facts)}
                checked={chosen.has(look)}
                onChange={({ target }) => {
                  const next = new Set(chosen)
                  if (target.checked) next.add(look)
                  else next.delete(look)
                  setChosen(next)
                }}
              />
              <PlaceRow place={place} times={same.length} />
            </li>
          )
        })}
      </ul>
      {picked.length > 0 ? (
        <Button
          type="primary"
          loading={choose.isPending}
          onClick={() =>
            choose.mutate({
              params,
              body: {
                version: one.version,
                places: picked.map(({ source, kind, id, field }) => ({ source, kind, id, field })),
              },
            })
          }
        >
          {t('platform.personalData.choose', { count: picked.length })}
        </Button>
      ) : null}
    </section>
  )
}

/** What it is, where it stands, masked, and why it would be kept. */
export function PlaceRow({ place, times = 1 }: { place: Place; times?: number }) {
  const t = useWords()
  return (
    <div className="personal-data-place">
      <strong>{t(place.labelKey)}</strong>
      <span>
        {place.value} {times > 1 ? t('platform.personalData.times', { count: times }) : ''}
      </span>
      {place.where ? <span className="personal-data-soft">{place.where}</span> : null}
      {place.keptKey ? <span className="personal-data-kept">{t(place.keptKey)}</span> : null}
    </div>
  )
}
