import { read } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { addUnit, changeUnit, closeUnit, setDuties } from './commands.ts'
import { organisationsApi as api } from './contract.ts'
import { importUnits, unitsWorkbook } from './import/commands.ts'
import { mapApi } from './map/contract.ts'
import { districtMap } from './map/queries.ts'
import { zh } from './messages.zh.ts'
import { addPost, changePerson, endPost, revealPhone } from './people/commands.ts'
import { getUnit, listDivisions, listPeople, listUnits } from './queries.ts'
import { callers, editors, insiders } from './rules.ts'

export const routes: readonly Route[] = [
  route(api.listUnits, 'signed-in', 'organisations.listUnits', ({ ctx, query }) =>
    read(ctx, (tx) => listUnits(tx, ctx, { closed: query.closed === 'yes' })),
  ),
  route(api.getUnit, 'signed-in', 'organisations.getUnit', ({ ctx, params }) =>
    read(ctx, (tx) => getUnit(tx, ctx, params.id)),
  ),
  route(api.listDivisions, 'signed-in', 'organisations.listDivisions', ({ ctx }) =>
    read(ctx, (tx) => listDivisions(tx, ctx)),
  ),
  route(mapApi.get, 'signed-in', 'organisations.district-map', ({ ctx }) => districtMap(ctx)),
  route(api.listPeople, insiders, 'organisations.listPeople', ({ ctx, query }) =>
    read(ctx, (tx) => listPeople(tx, ctx, query)),
  ),
  route(api.addUnit, editors, 'organisations.addUnit', ({ ctx, body }) => addUnit(ctx, body)),
  route(api.changeUnit, editors, 'organisations.changeUnit', ({ ctx, params, body }) =>
    changeUnit(ctx, params.id, body),
  ),
  route(api.closeUnit, editors, 'organisations.closeUnit', ({ ctx, params, body }) => closeUnit(ctx, params.id, body)),
  route(api.setDuties, editors, 'organisations.setDuties', ({ ctx, params, body }) => setDuties(ctx, params.id, body)),
  route(api.addPost, editors, 'organisations.addPost', ({ ctx, params, body }) => addPost(ctx, params.id, body)),
  route(api.endPost, editors, 'organisations.endPost', ({ ctx, params, body }) => endPost(ctx, params.id, body)),
  route(api.changePerson, editors, 'organisations.changePerson', ({ ctx, params, body }) =>
    changePerson(ctx, params.id, body),
  ),
  route(api.revealPhone, callers, 'organisations.revealPhone', ({ ctx, params, body }) =>
    revealPhone(ctx, params.id, body),
  ),
  route(api.importUnits, editors, 'organisations.importUnits', async ({ ctx, body, files }) => {
    const [file] = files
    if (!file || files.length > 1) throw new AppError('invalid', 'organisations.import.oneFile')
    return importUnits(ctx, new Uint8Array(await file.arrayBuffer()), { apply: body.apply === 'yes' })
  }),
  route(api.unitsWorkbook, editors, 'organisations.unitsWorkbook', async ({ ctx, query }) => ({
    bytes: await read(ctx, (tx) => unitsWorkbook(tx, ctx, { filled: query.filled === 'yes' })),
    name: zh['organisations.import.fileName'],
    mediaType: api.unitsWorkbook.answer,
  })),
]
