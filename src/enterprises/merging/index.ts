import { sql } from 'drizzle-orm'
import { corrections } from '../corrections/tables.ts'
import { twinKeys, twins, twinsWaiting } from '../duplicates/tables.ts'
import { links, names, products, profiles, statusChanges } from '../firm/tables.ts'
import { awards, listings, rights } from '../honours/tables.ts'
import { authorisations, indicatorHistory, indicators } from '../indicators/tables.ts'
import { searchWords } from '../search/tables.ts'
import { enterprises, invitations, registrations } from '../tables.ts'
import { accountTeams, outcomes, visits } from '../visits/tables.ts'
import { type FirmMove, type FirmStay, registerFirmColumns } from './moves/rules.ts'
import { merges } from './tables.ts'

const moves: readonly FirmMove[] = [
  { column: names.enterpriseId, once: [names.kind, names.name] },
  { column: products.enterpriseId, once: [products.name] },
  // A tie between the two would be one of the firm with itself.
  { column: links.enterpriseId, unless: (row, stay) => sql`${sql.raw(row)}.other_id = ${stay}::uuid` },
  { column: links.otherId, unless: (row, stay) => sql`${sql.raw(row)}.enterprise_id = ${stay}::uuid` },
  { column: listings.enterpriseId, once: [listings.list, listings.validFrom] },
  { column: rights.enterpriseId, once: [rights.number] },
  { column: awards.enterpriseId, once: [awards.name, awards.year] },
  { column: authorisations.enterpriseId },
  { column: indicatorHistory.enterpriseId },
  { column: accountTeams.enterpriseId, once: [] },
  { column: visits.enterpriseId },
  { column: outcomes.enterpriseId },
  { column: corrections.enterpriseId },
  { column: registrations.enterpriseId },
]

const stays: readonly FirmStay[] = [
  { column: indicators.enterpriseId, why: 'merging/figures chooses between two values' },
  { column: profiles.id, why: 'merging/filling takes what the firm that stays does not know' },
  { column: statusChanges.enterpriseId, why: 'how the old entry stood is its own history; the firm keeps its status' },
  { column: invitations.enterpriseId, why: 'an invitation to the old entry lets nobody into the other' },
  { column: searchWords.id, why: 'written anew by followWords' },
  { column: twinKeys.enterpriseId, why: 'made anew by the clock' },
  { column: twinsWaiting.id, why: 'made anew by the clock' },
  { column: twins.firstId, why: 'the pair itself is settled; others are found anew' },
  { column: twins.secondId, why: 'the pair itself is settled; others are found anew' },
  { column: merges.stayId, why: 'earlier merges lead on by mergedIntoId' },
  { column: merges.goneId, why: 'earlier merges lead on by mergedIntoId' },
  { column: enterprises.mergedIntoId, why: 'what was merged into the old entry is led on through it' },
]

/** Done by `enterprises/index.ts` before any merge. */
export const registerOwnColumns = (): void => registerFirmColumns({ moves, stays })
