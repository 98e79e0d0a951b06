import { documentsApi } from '#documents/contract.ts'
import { organisationsApi } from '#organisations/contract.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall } from '#platform/ui/calls.ts'
import { type Filter, ListFilters } from '#platform/ui/list-filters.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { goalsApi } from '../../contract.ts'

/** Units that are their division: the division stands in the list already. */
const places: readonly string[] = ['city', 'district', 'town']

/** Filters of the cascade; they stand in the address. */
export function CascadeFilters({ data }: { data: AnswerOf<typeof goalsApi.cascade> }) {
  const t = useWords()
  const units = useCall(organisationsApi.listUnits, { query: {} })
  const documents = useDocumentOptions(data)
  const owners = data.owners.map(({ id, name }) => ({ value: id, label: name }))
  const known = new Set(owners.map(({ value }) => value))
  const more = (units.data ?? [])
    .filter(({ id, kind }) => !known.has(id) && !places.includes(kind))
    .map(({ id, shortName }) => ({ value: id, label: shortName }))
  const filters: Filter[] = [
    { name: 'unit', label: t('goals.filter.unit'), options: [...owners, ...more] },
    { name: 'theme', label: t('goals.theme'), options: data.themes.map((theme) => ({ value: theme, label: theme })) },
    {
      name: 'year',
      label: t('goals.year'),
      options: data.years.map((year) => ({ value: `${year}`, label: `${year}` })),
    },
    { name: 'document', label: t('goals.filter.document'), options: documents },
  ]
  return <ListFilters searchKey="goals.search" filters={filters.filter(({ options }) => options.length > 0)} />
}

/** The newest documents, and those that the shown goals quote. */
export function useDocumentOptions(
  shown: Pick<AnswerOf<typeof goalsApi.cascade>, 'rows'> | undefined,
): Filter['options'] {
  const newest = useCall(documentsApi.list, { query: {} })
  const titles = new Map<string, string>()
  for (const { source } of shown?.rows ?? []) {
    if (source.citation) titles.set(source.citation.documentId, source.citation.title)
  }
  for (const { id, title, counts } of newest.data?.rows ?? []) if (counts.accepted > 0) titles.set(id, title)
  return [...titles].map(([value, label]) => ({ value, label }))
}
