import { useWords } from '#platform/ui/words.tsx'

/** What the rows of a table are called; one that has no word here is counted among other records. */
const known: Readonly<Record<string, string>> = {
  'enterprises.names.enterprise_id': 'names',
  'enterprises.products.enterprise_id': 'products',
  'enterprises.links.enterprise_id': 'links',
  'enterprises.links.other_id': 'links',
  'enterprises.listings.enterprise_id': 'listings',
  'enterprises.rights.enterprise_id': 'rights',
  'enterprises.awards.enterprise_id': 'awards',
  'enterprises.authorisations.enterprise_id': 'authorisations',
  'enterprises.indicator_history.enterprise_id': 'history',
  'enterprises.account_teams.enterprise_id': 'teams',
  'enterprises.visits.enterprise_id': 'visits',
  'enterprises.visit_outcomes.enterprise_id': 'outcomes',
  'enterprises.corrections.enterprise_id': 'corrections',
  'enterprises.registrations.enterprise_id': 'registrations',
  'ladder.picks.enterprise_id': 'picks',
  'requests.requests.enterprise_id': 'requests',
  'requests.dispatch_rules.enterprise_id': 'dispatch',
}

export function usePlaceWords(): (place: string) => string {
  const t = useWords()
  return (place) => t(`enterprises.merge.place.${known[place] ?? 'other'}`)
}
