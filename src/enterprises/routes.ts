import { type Route, route } from '#platform/http/route.ts'
import { officials, type Role } from '#platform/roles.ts'
import { giveWord, revokeWord } from './authorisations/commands.ts'
import { authorisationsApi } from './authorisations/contract.ts'
import { burdenApi } from './burden/contract.ts'
import { burdenOfFirm, readBurden } from './burden/queries.ts'
import { decideCorrection, proposeCorrection, withdrawCorrection } from './corrections/commands.ts'
import { correctionsApi } from './corrections/contract.ts'
import { listCorrections, ownFirm } from './corrections/queries.ts'
import { decidePair } from './duplicates/commands.ts'
import { duplicatesApi } from './duplicates/contract.ts'
import { listPairs } from './duplicates/queries.ts'
import { addFirm, changeStatus, keepFirm, showContact } from './firm/commands.ts'
import { firmApi } from './firm/contract.ts'
import { addItem, removeItem } from './firm/items/commands.ts'
import { listIndustries, listNames, readCode } from './firm/queries.ts'
import { wholeFirmApi } from './firm/whole/contract.ts'
import { getFirm } from './firm/whole/queries.ts'
import { addListing, addListings, endListing } from './honours/commands.ts'
import { recordFigures, removeFigure } from './indicators/commands.ts'
import { figuresApi } from './indicators/contract.ts'
import { figureHistory } from './indicators/queries.ts'
import { knownApi } from './known/contract.ts'
import { knownOf } from './known/queries.ts'
import { mergeFirms, partFirms } from './merging/commands.ts'
import { mergingApi } from './merging/contract.ts'
import { confirmPerson } from './merging/people/commands.ts'
import { listMerges, previewMerge } from './merging/queries.ts'
import { keepers, listers, noteReaders } from './policy.ts'
import { searchApi } from './search/contract.ts'
import { exportFirms } from './search/list/commands.ts'
import { firmsByDistrict, listFirms } from './search/list/queries.ts'
import { removeSavedList, saveList } from './search/saved/commands.ts'
import { listSaved } from './search/saved/queries.ts'
import { briefApi } from './visits/brief/contract.ts'
import { briefOf } from './visits/brief/queries.ts'
import { askAlong, cancelVisit, closeOutcome, noteVisit, planVisit, planVisits } from './visits/commands.ts'
import { visitsApi } from './visits/contract.ts'
import { deskApi } from './visits/desk/contract.ts'
import { deskOf } from './visits/desk/queries.ts'
import { listVisits } from './visits/queries.ts'
import { setTeam, setTeams } from './visits/teams/commands.ts'
import { teamsApi } from './visits/teams/contract.ts'
import { listOfficers } from './visits/teams/queries.ts'

const firmsPeople: readonly Role[] = ['enterprise-user']
const readers: readonly Role[] = [...officials, ...firmsPeople]
/** Officers and the firm itself. */
const deciders: readonly Role[] = [...keepers, ...firmsPeople]

/** Addresses with a name of their own stand before `/enterprises/:id`. */
const named: readonly Route[] = [
  route(searchApi.list, officials, 'enterprises.list', ({ ctx, query }) => listFirms(ctx, query)),
  route(searchApi.districts, officials, 'enterprises.districts', ({ ctx, query }) => firmsByDistrict(ctx, query)),
  route(searchApi.csv, keepers, 'enterprises.export', ({ ctx, query }) => exportFirms(ctx, query, 'csv')),
  route(searchApi.xlsx, keepers, 'enterprises.export', ({ ctx, query }) => exportFirms(ctx, query, 'xlsx')),
  route(searchApi.saved, keepers, 'enterprises.saved-lists', ({ ctx }) => listSaved(ctx)),
  route(searchApi.save, keepers, 'enterprises.save-list', ({ ctx, body }) => saveList(ctx, body)),
  route(searchApi.unsave, keepers, 'enterprises.remove-list', ({ ctx, params }) => removeSavedList(ctx, params.id)),
  route(firmApi.read, keepers, 'enterprises.read-code', ({ ctx, body }) => readCode(ctx, body.typed)),
  route(firmApi.industries, readers, 'enterprises.industries', ({ query }) => listIndustries(query)),
  route(firmApi.lists, readers, 'enterprises.lists', ({ ctx }) => listNames(ctx)),
  route(firmApi.addListings, listers, 'enterprises.add-listings', ({ ctx, body }) => addListings(ctx, body)),
  route(duplicatesApi.list, keepers, 'enterprises.duplicates', ({ ctx, query }) => listPairs(ctx, query)),
  route(duplicatesApi.decide, keepers, 'enterprises.decide-pair', ({ ctx, params, body }) =>
    decidePair(ctx, params.id, body),
  ),
  route(teamsApi.officers, keepers, 'enterprises.officers', ({ ctx }) => listOfficers(ctx)),
  route(teamsApi.setMany, keepers, 'enterprises.set-teams', ({ ctx, body }) => setTeams(ctx, body)),
  route(visitsApi.planMany, keepers, 'enterprises.plan-visits', ({ ctx, body }) => planVisits(ctx, body)),
  route(deskApi.get, noteReaders, 'enterprises.desk', ({ ctx, query }) => deskOf(ctx, query)),
  route(correctionsApi.mine, firmsPeople, 'enterprises.mine', ({ ctx }) => ownFirm(ctx)),
  route(correctionsApi.list, deciders, 'enterprises.corrections', ({ ctx, query }) => listCorrections(ctx, query)),
  route(correctionsApi.propose, firmsPeople, 'enterprises.propose-correction', ({ ctx, body }) =>
    proposeCorrection(ctx, body),
  ),
  route(correctionsApi.withdraw, firmsPeople, 'enterprises.withdraw-correction', ({ ctx, params, body }) =>
    withdrawCorrection(ctx, params.id, body.version),
  ),
  route(correctionsApi.decide, keepers, 'enterprises.decide-correction', ({ ctx, params, body }) =>
    decideCorrection(ctx, params.id, body),
  ),
  route(visitsApi.note, keepers, 'enterprises.note-visit', ({ ctx, params, body }) => noteVisit(ctx, params.id, body)),
  route(visitsApi.cancel, keepers, 'enterprises.cancel-visit', ({ ctx, params, body }) =>
    cancelVisit(ctx, params.id, body),
  ),
  route(visitsApi.ask, listers, 'enterprises.ask-along', ({ ctx, params, body }) => askAlong(ctx, params.id, body)),
  route(briefApi.get, noteReaders, 'enterprises.brief', ({ ctx, params }) => briefOf(ctx, params.id)),
  route(visitsApi.closeOutcome, keepers, 'enterprises.close-outcome', ({ ctx, params, body }) =>
    closeOutcome(ctx, params.id, body),
  ),
]

const ofFirm: readonly Route[] = [
  route(firmApi.add, keepers, 'enterprises.add', ({ ctx, body }) => addFirm(ctx, body)),
  route(wholeFirmApi.get, readers, 'enterprises.get', ({ ctx, params }) => getFirm(ctx, params.id)),
  route(firmApi.keep, keepers, 'enterprises.keep', ({ ctx, params, body }) => keepFirm(ctx, params.id, body)),
  route(firmApi.changeStatus, keepers, 'enterprises.change-status', ({ ctx, params, body }) =>
    changeStatus(ctx, params.id, body),
  ),
  route(firmApi.showContact, noteReaders, 'enterprises.show-contact', ({ ctx, params }) => showContact(ctx, params.id)),
  route(firmApi.addItem, keepers, 'enterprises.add-item', ({ ctx, params, body }) => addItem(ctx, params.id, body)),
  route(firmApi.removeItem, keepers, 'enterprises.remove-item', ({ ctx, params }) =>
    removeItem(ctx, params.id, params.kind, params.item),
  ),
  route(firmApi.addListing, listers, 'enterprises.add-listing', ({ ctx, params, body }) =>
    addListing(ctx, params.id, body),
  ),
  route(firmApi.endListing, listers, 'enterprises.end-listing', ({ ctx, params, body }) =>
    endListing(ctx, params.id, params.listing, body),
  ),
  route(figuresApi.record, keepers, 'enterprises.record-figures', ({ ctx, params, body }) =>
    recordFigures(ctx, params.id, body),
  ),
  route(figuresApi.history, readers, 'enterprises.figure-history', ({ ctx, params }) => figureHistory(ctx, params)),
  route(figuresApi.remove, keepers, 'enterprises.remove-figure', ({ ctx, params, body }) =>
    removeFigure(ctx, params.id, body),
  ),
  route(authorisationsApi.give, deciders, 'enterprises.give-word', ({ ctx, params, body }) =>
    giveWord(ctx, params.id, body),
  ),
  route(authorisationsApi.revoke, deciders, 'enterprises.revoke-word', ({ ctx, params, body }) =>
    revokeWord(ctx, params.id, params.word, body.revokedOn),
  ),
  route(teamsApi.set, keepers, 'enterprises.set-team', ({ ctx, params, body }) => setTeam(ctx, params.id, body)),
  route(visitsApi.list, noteReaders, 'enterprises.read-notes', ({ ctx, params }) => listVisits(ctx, params.id)),
  route(visitsApi.plan, keepers, 'enterprises.plan-visit', ({ ctx, params, body }) => planVisit(ctx, params.id, body)),
]

const ofMerges: readonly Route[] = [
  route(mergingApi.list, keepers, 'enterprises.merges', ({ ctx, params }) => listMerges(ctx, params.id)),
  route(mergingApi.preview, keepers, 'enterprises.preview-merge', ({ ctx, params }) =>
    previewMerge(ctx, params.id, params.other),
  ),
  route(mergingApi.merge, keepers, 'enterprises.merge', ({ ctx, params, body }) => mergeFirms(ctx, params.id, body)),
  route(mergingApi.part, keepers, 'enterprises.part', ({ ctx, params, body }) =>
    partFirms(ctx, params.id, params.merge, body),
  ),
  route(mergingApi.confirm, keepers, 'enterprises.confirm-person', ({ ctx, params }) =>
    confirmPerson(ctx, params.id, params.merge, params.grant),
  ),
]

/** Who may ask how much firms and units are asked. */
const meters: readonly Role[] = [...keepers, 'city-leader', 'supervision-officer']

const ofForms: readonly Route[] = [
  route(burdenApi.list, meters, 'enterprises.burden', ({ ctx, query }) => readBurden(ctx, query)),
  route(burdenApi.ofFirm, readers, 'enterprises.burden-of-firm', ({ ctx, params }) => burdenOfFirm(ctx, params.id)),
  route(knownApi.get, [...keepers, ...firmsPeople], 'enterprises.known', ({ ctx, params }) => knownOf(ctx, params.id)),
]

export const registryRoutes: readonly Route[] = [...named, ...ofFirm, ...ofMerges, ...ofForms]
