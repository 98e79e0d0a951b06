/** The desk's day: what happens elsewhere appears by itself, several requests go to one unit, shifts, the wall, the rates. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { as, expectAccessible, openBrowser, phone } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const go = (page: Page, path: string) => page.goto(`${inject('address')}${path}`)

/** A firm calls: entered beside the page, as a colleague would. */
async function called(page: Page, title: string): Promise<void> {
  const ask = async (path: string): Promise<{ id: string }[]> =>
    (await page.request.get(`${inject('address')}/api${path}`)).json()
  const [topic] = await ask('/requests/topics')
  const answer = await page.request.post(`${inject('address')}/api/requests`, {
    headers: { origin: inject('address') },
    data: {
      ...{ channel: 'call', firmName: '望澜临海包装厂', contactName: '简先生', contactPhone: '000-8885513' },
      submissionId: crypto.randomUUID(),
      matters: [{ kind: 'help', topicId: topic?.id, title, body: '请尽快联系。', divisionCode: '990102' }],
    },
  })
  expect(answer.status()).toBe(200)
}

test('a new request appears by itself, and two go to one unit in one step', async () => {
  const { page, context, complaints } = await as(browser, 'desk')
  await go(page, '/requests')
  await page.getByRole('region', { name: '诉求列表' }).or(page.locator('.requests-list')).first().waitFor()
  await called(page, '大桥测试甲事')
  await page.getByRole('link', { name: /大桥测试甲事/ }).waitFor({ timeout: 15_000 })
  await called(page, '大桥测试乙事')
  await page.getByRole('link', { name: /大桥测试乙事/ }).waitFor({ timeout: 15_000 })
  for (const title of ['大桥测试甲事', '大桥测试乙事']) {
    await page.locator('li', { hasText: title }).getByRole('checkbox').check()
  }
  const bulk = page.locator('.requests-bulk')
  await bulk.getByRole('combobox', { name: '交给哪个单位' }).fill('交通')
  await page.locator('.ant-select-item-option:visible').first().click()
  await bulk.getByRole('button', { name: /^分 ?派$/ }).click()
  await page.getByText(/已分派 2 件/).waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

test('a shift is handed over and taken by a colleague; board, load and rates are read on wall and phone', async () => {
  const desk = await as(browser, 'desk')
  await go(desk.page, '/requests/shift')
  await heading(desk.page, '下一班要知道什么？').waitFor()
  await desk.page.getByLabel('总的交代').fill('夜里只看联系时限。')
  await expectAccessible(desk.page)
  await button(desk.page, '交班').or(button(desk.page, '交 班')).dblclick()
  await desk.page.getByText('等同事接班').waitFor()

  const next = await as(browser, 'desk-officer', { viewport: phone })
  await go(next.page, '/requests/shift')
  await next.page.getByText('夜里只看联系时限。').waitFor()
  await expectAccessible(next.page)
  await button(next.page, '接班').or(button(next.page, '接 班')).click()
  await next.page.getByText(/接班$/).first().waitFor()

  const head = await as(browser, 'unit-head', { viewport: phone })
  await go(head.page, '/requests/load')
  await heading(head.page, '这一周要办多少？').waitFor()
  await heading(head.page, '承办人在办').waitFor()
  await expectAccessible(head.page)
  await go(head.page, '/requests/rates')
  await heading(head.page, '按时了吗？').waitFor()
  await expectAccessible(head.page)

  await go(desk.page, '/requests/board')
  await heading(desk.page, '最先到期').waitFor()
  expect(await desk.page.getByRole('main').innerText()).not.toContain('有限公司')
  await button(desk.page, '大屏显示').click()
  await button(desk.page, '退出大屏').waitFor()
  await expectAccessible(desk.page)
  await go(desk.page, '/requests/rates')
  await desk.page.getByRole('region', { name: '总体' }).getByRole('link').first().click()
  await heading(desk.page, /是哪些诉求/).waitFor()
  await expectAccessible(desk.page)

  for (const { context, complaints } of [desk, next, head]) {
    expect(complaints).toEqual([])
    await context.close()
  }
}, 90_000)
