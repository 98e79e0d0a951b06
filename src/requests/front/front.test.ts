/** The firm on the phone: what it sends, what it reads by number and code, and what nobody else gets to see. */
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { aFirm } from '#enterprises/builders.ts'
import type { Context } from '#platform/actor.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { auditRows } from '#platform/tables.ts'
import { aContext, anActor, serverFor, testCity } from '#platform/testing/world.ts'
import { setVirusScanner } from '#platform/virus-scan.ts'
import { answerAtOnce, contactFirm, planRequest } from '../answers/commands.ts'
import { attach } from '../attachments/commands.ts'
import { testVirus } from '../attachments/inspection/test-virus.ts'
import { getAttachment } from '../attachments/queries.ts'
import { mostBytesOfReceiptADay } from '../attachments/rules.ts'
import { attachments } from '../attachments/tables.ts'
import { inScope, later, type People, type RequestWorld, refusal, seen, withPeople } from '../builders.ts'
import { addRemark } from '../commands.ts'
import { getRequest } from '../detail/queries.ts'
import { dispatchRequest, signRequest } from '../dispatch/commands.ts'
import { withdrawRequest } from '../ending/commands.ts'
import { rateRequest } from '../feedback/commands.ts'
import { pauseRequest } from '../pausing/commands.ts'
import { giveWord, submitAsFirm, submitAsVisitor } from './commands.ts'
import { type SubmitAsVisitor, Submitted } from './contract.ts'
import { follow } from './following/queries.ts'
import { findFirm, myFirm, openReceipt, publicAnswers, similarOnes } from './queries.ts'
import { frontRoutes } from './routes.ts'
import { mostMattersADay, mostMattersOfNetworkADay, typedFit } from './rules.ts'

const creditCode = '91990103MAWL01293Y'
/** Somebody who is not signed in, in the test city. */
const visitor: Context = aContext(anActor('enterprise-user', { accountId: 'nobody', name: '', auditedAs: 'none' }))

const aSubmission = (world: RequestWorld, changed: Partial<SubmitAsVisitor> = {}): SubmitAsVisitor => ({
  ...{ divisionCode: '990102', firmName: '甲公司', contactName: '张三', contactPhone: '13800001234' },
  matters: [{ kind: 'help', topicId: world.topicId, title: '厂房用地不足', body: '想扩建厂房。' }],
  submissionId: crypto.randomUUID(),
  ...changed,
})
const matter = (world: RequestWorld, title: string, kind: 'help' | 'complaint' | 'tip-off' = 'help') => ({
  ...{ kind, topicId: world.topicId, title, body: '说明。' },
})
const file = (text: string, name: string) => [new File([text], name)]
const attachmentId = () => ({ attachmentId: newId() })

/** Sent without an account, and the context of who holds the receipt. */
async function sent(world: RequestWorld, changed: Partial<SubmitAsVisitor> = {}) {
  const receipt = await submitAsVisitor(visitor, aSubmission(world, changed))
  const [first] = receipt.requests
  if (!first) throw new Error('a matter was sent')
  return { receipt, ...(await openReceipt(visitor, { number: first.number, code: receipt.code })) }
}
const firmOf = (id: string, accountId = 'firm-account') =>
  aContext(
    anActor('enterprise-user', {
      accountId,
      name: '企业人员',
      scope: { kind: 'enterprise', id },
      unitIds: [],
      divisions: [],
    }),
  )

async function signed({ desk, handler, world }: People, id: string): Promise<void> {
  await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
  await signRequest(handler, id, await seen(handler, id))
}

test(
  'without an account up to four matters are sent once, with one receipt and the promised moments',
  withPeople(async ({ world, desk, stranger }) => {
    const matters = [1, 2, 3, 4].map((at) => ({ ...matter(world, `事项${at}`), mayBePublished: at === 1 }))
    const submission = aSubmission(world, { matters, creditCode })
    const receipt = await submitAsVisitor(visitor, submission)
    expect(await submitAsVisitor(visitor, submission)).toEqual(receipt)
    expect(receipt.contactBy).toBe('2026-03-10T02:30:00.000Z')
    expect(receipt.requests.map(({ number, title }) => [number, title])).toEqual([
      ['2026-000001', '事项1'],
      ['2026-000002', '事项2'],
      ['2026-000003', '事项3'],
      ['2026-000004', '事项4'],
    ])
    const [first] = receipt.requests
    const view = await getRequest(desk, first?.id ?? '')
    expect(view).toMatchObject({ channel: 'online', creditCode, enterpriseId: null, contactName: '张三' })
    expect(await refusal(getRequest(stranger, view.id))).toEqual(['not-found', 'requests.notFound'])
    const audited = await transactAsOwner(testCity, (tx) =>
      tx
        .select({ role: auditRows.role, accountId: auditRows.accountId })
        .from(auditRows)
        .where(eq(auditRows.subjectId, view.id)),
    )
    expect(audited).toContainEqual({ role: 'receipt', accountId: 'receipt' })
  }),
)

test(
  'what cannot be filed is refused in words: a tip-off, a fifth matter, a wrong code, an unknown place, a machine, a flood',
  withPeople(async ({ world }) => {
    const tried = async (changed: Partial<SubmitAsVisitor>) =>
      (await refusal(submitAsVisitor(visitor, aSubmission(world, changed))))[1]
    expect(await tried({ matters: [matter(world, '举报', 'tip-off')] })).toBe('requests.tipOff')
    expect(await tried({ creditCode: '91990103MAWL01293X' })).toBe('enterprises.badCreditCode')
    expect(await tried({ divisionCode: '440700' })).toBe('requests.noDivision')
    expect(await tried({ website: 'https://example.com' })).toBe('requests.front.machine')
    const about = { ...matter(world, '投诉', 'complaint'), aboutUnitId: newId() }
    expect(await tried({ matters: [about] })).toBe('requests.noSuchUnit')
    const { submissionId } = aSubmission(world)
    const server = serverFor(frontRoutes, null)
    const post = async (path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await server.request(`/api/front/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: z.looseObject({ key: z.string().optional() }).parse(await answer.json()) }
    }
    const five = [1, 2, 3, 4, 5].map((at) => matter(world, `${at}`))
    const tooMany = await post('submissions', { ...aSubmission(world, { matters: five }), city: testCity })
    expect([tooMany.status, tooMany.body.key]).toEqual([400, 'platform.invalidInput'])
    const good = await post('submissions', { ...aSubmission(world, { submissionId }), city: testCity })
    const { code, requests } = Submitted.parse(good.body)
    const asked = { city: testCity, number: requests[0]?.number, code }
    expect((await post('followed', asked)).status).toBe(200)
    const wrong = [
      await post('followed', { ...asked, code: 'AAAA-AAAA-AAAA' }),
      await post('followed', { ...asked, number: '2026-999999' }),
    ]
    expect(wrong[0]).toEqual(wrong[1])
    expect(wrong[0]).toMatchObject({ status: 404, body: { key: 'requests.front.noReceipt' } })
    for (let matters = 1; matters < mostMattersADay; matters++) await tried({})
    expect(await tried({})).toBe('requests.front.tooMany')
    expect(await tried({ contactPhone: '13900009999' })).toBe('')
    // Another telephone each time, but one network: tries count as well.
    const here = { ...visitor, address: '203.0.113.7' }
    const nowhere = aSubmission(world, { divisionCode: '440700' })
    const matters = [1, 2, 3, 4].map((at) => matter(world, `事项${at}`))
    const trying = async (at: number) => {
      const contactPhone = `139000${String(at).padStart(5, '0')}`
      const submission = { ...nowhere, submissionId: crypto.randomUUID(), contactPhone, matters }
      return (await refusal(submitAsVisitor(here, submission)))[1]
    }
    for (let sent = 0; sent < mostMattersOfNetworkADay; sent += 4)
      expect(await trying(sent)).toBe('requests.noDivision')
    expect(await trying(0)).toBe('requests.front.tooManyHere')
    const elsewhere = { ...visitor, address: '203.0.113.8' }
    const another = aSubmission(world, { contactPhone: '13900008888' })
    expect((await submitAsVisitor(elsewhere, another)).requests).toHaveLength(1)
  }),
)

test(
  'number and code show who handles it, its promises and words to the firm, and other matters of the receipt; nothing inside',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const { ctx, id, receipt } = await sent(world, { matters: [matter(world, '事项一'), matter(world, '事项二')] })
    const other = await sent(world)
    expect(await refusal(follow(ctx, other.id))).toEqual(['not-found', 'requests.notFound'])
    await signed(people, id)
    await contactFirm(handler, id, { ...(await seen(handler, id)), note: '内部：已电话联系' })
    await planRequest(handler, id, { ...(await seen(handler, id)), plan: '三天内协调。' })
    await addRemark(desk, id, { remarkId: newId(), audience: 'internal', body: '内部：注意' })
    await pauseRequest(handler, id, { ...(await seen(handler, id)), reason: 'waits-for-firm', note: '请补充图纸' })
    await addRemark(ctx, id, { remarkId: newId(), audience: 'firm', body: '图纸已补' })
    const view = await follow(later(ctx, '2026-03-10 15:00'), id)
    expect(view).toMatchObject({
      state: 'working',
      handledBy: { unit: { name: '市工业和信息化局' }, person: '经办人' },
      plan: '三天内协调。',
      contactWord: 'claimed',
      others: [{ number: receipt.requests[1]?.number, title: '事项二', state: 'registered' }],
      may: ['remark', 'attach', 'contact-word', 'withdraw'],
    })
    expect(view.promises.map(({ name, state, pausedReason }) => [name, state, pausedReason])).toEqual([
      ['contact', 'met', null],
      ['plan', 'met', null],
      ['finish', 'paused', 'waits-for-firm'],
    ])
    expect(view.remarks.map(({ from, body }) => [from, body])).toEqual([
      ['city', '请补充图纸'],
      ['firm', '图纸已补'],
    ])
    expect(JSON.stringify(view)).not.toMatch(/内部|张三|13800001234|1380000/)
    const inside = { remarkId: newId(), audience: 'internal' as const, body: '话' }
    expect(await refusal(addRemark(ctx, id, inside))).toEqual(['forbidden', 'platform.forbidden'])

    const version = { version: view.version }
    expect(await refusal(giveWord(ctx, id, { version: 1, word: 'denied' }))).toEqual([
      'conflict',
      'platform.changedMeanwhile',
    ])
    await giveWord(ctx, id, { ...version, word: 'denied', note: '没有人打来' })
    expect((await follow(ctx, id)).contactWord).toBe('denied')
    const again = giveWord(ctx, id, { version: view.version + 1, word: 'confirmed' })
    expect(await refusal(again)).toEqual(['conflict', 'requests.front.wordGiven'])
    await contactFirm(handler, id, { ...(await seen(handler, id)), note: '再次联系' })
    expect((await follow(ctx, id)).contactWord).toBe('claimed')
    const answered = other.id
    await answerAtOnce(desk, answered, { ...(await seen(desk, answered)), knownAnswerId: world.knownAnswerId })
    expect((await follow(other.ctx, answered)).may).toContain('rate')
    await rateRequest(other.ctx, answered, { round: 1, level: 5, isSolved: true })
    expect((await follow(other.ctx, answered)).may).not.toContain('rate')
    await withdrawRequest(ctx, id, { version: (await follow(ctx, id)).version, note: '不用了' })
    const ended = await follow(ctx, id)
    expect([ended.outcome, ended.may]).toEqual(['withdrawn', ['remark', 'contact-word']])
    expect(await refusal(withdrawRequest(ctx, id, { version: ended.version, note: '又' }))).toEqual([
      'conflict',
      'requests.cannotMove.closed',
    ])
  }),
)

test(
  'a firm’s account knows the firm and its last contact, and is offered its own earlier requests and public answers alone',
  withPeople(async ({ world }) => {
    const [own, foreign] = [firmOf(await aFirm('甲厂', creditCode)), firmOf(await aFirm('乙厂'), 'other')]
    const { submissionId, divisionCode } = aSubmission(world)
    const matters = [matter(world, '厂房分割转让怎么办')]
    expect((await refusal(submitAsFirm(own, { submissionId, divisionCode, matters })))[1]).toBe(
      'requests.front.contactNeeded',
    )
    const contact = { contactName: '何小满', contactPhone: '13911112222' }
    await submitAsFirm(own, { submissionId, divisionCode, matters, ...contact })
    expect(await myFirm(own)).toEqual({
      ...{ firmName: '甲厂', creditCode, divisionCode: '990102', contactName: '何小满', contactPhone: '139****2222' },
    })
    expect(await myFirm(firmOf(own.actor.scope.id, 'colleague'))).toMatchObject({
      contactName: null,
      contactPhone: null,
    })
    await submitAsFirm(own, { submissionId: crypto.randomUUID(), divisionCode, matters })
    await submitAsFirm(foreign, { submissionId: crypto.randomUUID(), divisionCode, matters, ...contact })
    await submitAsVisitor(visitor, aSubmission(world, { creditCode, matters, firmName: '甲厂' }))
    const offered = await similarOnes(own, { text: '厂房分割转让' })
    expect(offered.requests).toHaveLength(2)
    expect(offered.answers.map(({ id }) => id)).toEqual([world.knownAnswerId])
    for (const { id } of offered.requests) {
      expect(await refusal(getRequest(foreign, id))).toEqual(['not-found', 'requests.notFound'])
    }
    expect((await similarOnes(foreign, { text: '厂房分割转让' })).requests).toHaveLength(1)
    expect((await similarOnes(own, { text: '社保缴费' })).requests).toEqual([])

    expect(await publicAnswers(visitor, { text: '旧问题' })).toEqual([])
    expect(await findFirm(visitor, ' 91990103mawl01293y ')).toEqual({ isValid: true, firmName: '甲厂' })
    expect(await findFirm(visitor, '91350100M000100Y43')).toEqual({ isValid: true, firmName: null })
    expect(await findFirm(visitor, '91990103MAWL01293X')).toEqual({ isValid: false, firmName: null })
  }),
)

test('how well something fits what is typed is a share, whole for the same words, and nothing typed fits nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.array(fc.string()), (typed, title, words) => {
      const fit = typedFit(typed, { title, words })
      expect(fit >= 0 && fit <= 1).toBe(true)
    }),
  )
  expect(typedFit('厂房转让', { title: '厂房转让' })).toBe(1)
  expect(typedFit('', { title: '厂房转让', words: ['用地'] })).toBe(0)
})

test(
  'a file is kept once for everybody who sees the request, and what is wrong is kept nowhere',
  withPeople(async (people) => {
    const { world, desk, handler, stranger } = people
    const { ctx, id, receipt } = await sent(world)
    const once = attachmentId()
    const kept = await attach(ctx, id, once, file('设备,数量\n机床,3\n', '设备清单.csv'))
    expect(await attach(ctx, id, once, file('设备,数量\n机床,3\n', '设备清单.csv'))).toEqual(kept)
    expect(kept).toMatchObject({ kind: 'csv', from: 'firm', name: '设备清单.csv' })
    // One receipt brings so much a day, however many matters and files it has.
    const weigh = (bytes: number) =>
      transactAsOwner(testCity, (tx) => tx.update(attachments).set({ bytes }).where(eq(attachments.id, kept.id)))
    await weigh(mostBytesOfReceiptADay - 1)
    expect(await refusal(attach(ctx, id, attachmentId(), file('甲', '甲.txt')))).toEqual([
      'conflict',
      'requests.attachment.tooMuch',
    ])
    await weigh(kept.bytes)
    await signed(people, id)
    expect((await attach(handler, id, attachmentId(), file('现场情况', '现场.txt'))).from).toBe('city')
    const reader = await inScope('supervision-officer', 'city', testCity)
    const got = await getAttachment(reader, id, kept.id)
    expect([got.name, got.mediaType, Buffer.from(got.bytes).toString()]).toEqual([
      '设备清单.csv',
      'text/csv',
      '设备,数量\n机床,3\n',
    ])
    expect(await refusal(getAttachment(stranger, id, kept.id))).toEqual(['not-found', 'requests.notFound'])
    const other = await sent(world)
    expect(await refusal(getAttachment(other.ctx, id, kept.id))).toEqual(['not-found', 'requests.notFound'])
    expect(await refusal(getAttachment(other.ctx, other.id, kept.id))).toEqual([
      'not-found',
      'requests.attachment.gone',
    ])

    const tried = async (by: Context, files: File[]) => (await refusal(attach(by, id, attachmentId(), files)))[1]
    expect(await tried(reader, file('甲', '甲.txt'))).toBe('platform.forbidden')
    expect(await tried(stranger, file('甲', '甲.txt'))).toBe('requests.notFound')
    expect(await tried(ctx, [])).toBe('requests.attachment.oneFile')
    expect(await tried(ctx, [new File([new Uint8Array(10_000_001)], '大.txt')])).toBe('requests.attachment.tooLarge')
    expect(await tried(ctx, file('MZ\u0001', '程序.exe'))).toBe('requests.attachment.wrongKind')
    expect(await tried(ctx, file('%PDF-1.7', '照片.jpg'))).toBe('requests.attachment.lyingName')
    expect(await tried(ctx, file(testVirus, '毒.txt'))).toBe('requests.attachment.infected')
    setVirusScanner('/nowhere/clamd.sock')
    expect(await tried(ctx, file('甲', '甲.txt'))).toBe('platform.scannerDown')
    setVirusScanner(null)
    expect((await follow(ctx, id)).attachments).toHaveLength(2)
    for (let at = 0; at < 4; at++) await attach(desk, id, attachmentId(), file(`${at}`, `${at}.txt`))
    // Counted before it is looked at: what is one too many keeps no scanner busy and stays on no disk.
    expect(await tried(ctx, file(testVirus, '七.txt'))).toBe('requests.attachment.tooMany')
    expect((await follow(ctx, id)).attachments).toHaveLength(6)
    expect((await getRequest(desk, id)).attachments.map(({ from }) => from)).toEqual([
      'firm',
      'city',
      'city',
      'city',
      'city',
      'city',
    ])

    const download = await serverFor(frontRoutes, null).request('/api/front/attachments/file', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        city: testCity,
        number: receipt.requests[0]?.number,
        code: receipt.code,
        attachmentId: kept.id,
      }),
    })
    expect(download.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(download.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await download.text()).toBe('设备,数量\n机床,3\n')
  }),
)
