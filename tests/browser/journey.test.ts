/** The main job as its users do it: the planning officer, a leader, on a desk and on a phone. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { as, desktop, expectAccessible, openBrowser, phone } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const samplePage = new URL('../../src/packs/sample/pages/sample-daily.txt', import.meta.url).pathname
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const goTo = async (page: Page, name: string) => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await heading(page, name).waitFor()
}

test('the planning officer drops in the page, confirms proposals, sees cascade and take-up, exports the breakdown table', async () => {
  const context = await browser.newContext({ viewport: desktop, locale: 'zh-CN', acceptDownloads: true })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(inject('address'))
  await page.getByLabel('用户名').fill('planning')
  await page.getByLabel('密码', { exact: true }).fill(inject('password'))
  await page.getByRole('button', { name: '登录' }).click()
  await heading(page, /先做这几步/).waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: '放入一份文件' }).click()
  await page.getByRole('button', { name: '放入文件' }).first().click()
  await page.locator('input[type=file]').setInputFiles(samplePage)
  await page.getByText(/读出举措 \d+ 条、指标 \d+ 条/).waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: '去核对' }).click()
  await heading(page, /望澜日报/).waitFor()
  await page.getByText(/已核对 0 \/ \d+/).waitFor()
  await page.keyboard.press('a')
  await page.getByText(/已核对 1 \/ \d+/).waitFor()
  await page.keyboard.press('u')
  await page.getByText(/已核对 0 \/ \d+/).waitFor()
  await page.getByRole('button', { name: /批量采纳/ }).click()
  await page.getByRole('menuitem', { name: /当前列出的待定项/ }).click()
  await page.getByText(/已核对 (\d+) \/ \1/).waitFor()
  await expectAccessible(page)

  await goTo(page, '目标')
  await page.getByText('N0001B').first().waitFor()
  await page.getByText('鹭汀区').first().waitFor()
  await page.getByRole('button', { name: /原话/ }).first().click()
  await page
    .getByText(/采纳。/)
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await expectAccessible(page)

  await goTo(page, '贯彻落实对照')
  await page.getByRole('link', { name: /望澜日报/ }).click()
  await page.getByText('本文件未见对应表述').first().waitFor()
  await page.getByText('揭榜挂帅').first().waitFor()
  await expectAccessible(page)

  await goTo(page, '任务分解表')
  for (const [name, format] of [
    ['导出 XLSX', '.xlsx'],
    ['导出 DOCX', '.docx'],
  ] as const) {
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const download = await waiting
    expect(download.suggestedFilename().endsWith(format)).toBe(true)
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  }
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})

test('on a phone every page of the planning officer fits the screen and is accessible', async () => {
  const { page, context, complaints } = await as(browser, 'planning', { viewport: phone })
  const list = await (await context.request.get(`${inject('address')}/api/documents?page=1`)).json()
  const document = list.rows.find((row: { kind: string }) => row.kind === 'newspaper')
  for (const path of [
    '/',
    '/documents',
    `/documents/${document.id}`,
    '/goals',
    `/take-up/${document.id}`,
    '/breakdown',
    '/organisations',
  ]) {
    await page.goto(`${inject('address')}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await expectAccessible(page)
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('the shell speaks English, and a leader sees no unconfirmed take-up', async () => {
  const { page, context, complaints } = await as(browser, 'leader')
  await page.getByRole('button', { name: /罗启航/ }).click()
  await page.getByText('English', { exact: true }).click()
  await page.keyboard.press('Escape')
  await heading(page, /where to start/).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Goals', exact: true }).click()
  await heading(page, 'Goals').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Take-up', exact: true }).click()
  await page.getByText('No document to compare yet').waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})

test('a firm reaches none of the city’s pages', async () => {
  const { page, context } = await as(browser, 'firm')
  for (const path of ['/api/documents?page=1', '/api/goals', '/api/take-up', '/api/organisations/people']) {
    expect((await context.request.get(`${inject('address')}${path}`)).status()).toBe(403)
  }
  expect(await page.getByRole('navigation').getByRole('link', { name: '文件', exact: true }).count()).toBe(0)
  await context.close()
})
