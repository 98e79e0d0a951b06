/** An officer imports a list, finds the firms nearest to a title, tries a figure and prints the brief; the firm reads the same; a visit ends in a request. */
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
/** What the ladder says of the firm on screen, criterion by criterion. */
const criteria = async (page: Page) => {
  await heading(page, '对照结果').waitFor()
  return page.locator('.ladder-criteria').first().innerText()
}

/** One firm, and one whose code has an O for a 0. */
const newFirms = `统一社会信用代码,企业名称,区划,行业,2025年营业收入（万元）
91990103MA5000001T,望澜恒泰精密机械有限公司,松岫市,C3489,12800
9199O103MA50000031,望澜错码科技有限公司,松岫市,C3841,5200
`

test('an officer imports a list, finds the ten firms nearest to a title, tries another figure, and prints the brief of a visit', async () => {
  const { page, context, complaints } = await as(browser, 'enterprise')
  await go(page, '/firms')
  await page.getByRole('link', { name: '导入企业' }).click()
  await page.getByLabel('选择企业表格').setInputFiles({
    name: '台账.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(newFirms),
  })
  await page.getByRole('link', { name: /^已读取/ }).click()
  await heading(page, '各列的含义').waitFor()
  await expectAccessible(page)
  await button(page, '试读').click()
  await heading(page, '试读结果，尚未改动数据').waitFor()
  await page.getByText('可能是 91990103MA50000031').waitFor()
  await expectAccessible(page)
  await button(page, '导入 1 家').click()
  await page.getByRole('link', { name: '打开导入的 1 家企业' }).click()
  await page.getByRole('link', { name: '望澜恒泰精密机械有限公司' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '看全部企业' }).click()

  const west = page.getByRole('link', { name: /^松岫市 \d+$/ })
  await west.focus()
  await page.keyboard.press('Enter')
  const firms = Number(/\d+$/.exec((await west.getAttribute('aria-label')) ?? '')?.[0])
  await page.getByText(`共 ${firms} 条`).waitFor()
  for (const row of [1, 2]) await page.getByRole('checkbox').nth(row).check()
  await expectAccessible(page)
  await button(page, '安排走访').click()
  await button(page, '下一步：核对').click()
  await expectAccessible(page)
  await button(page, '确认，处理 2 家').click()
  await page.getByText('已安排 2 次走访').waitFor()

  await go(page, '/ladder/candidates?rule=srdi-sme')
  const nearest = page.locator('.ladder-nearest > li')
  await nearest.nth(9).waitFor()
  expect(await nearest.count()).toBe(10)
  expect((await nearest.locator('summary').allInnerTexts()).every((lacks) => /缺|差|须/.test(lacks))).toBe(true)
  await expectAccessible(page)
  await nearest.filter({ hasText: '发展评价得分差' }).first().getByRole('link').click()

  const before = await criteria(page)
  expect(before).toContain('不符合')
  await page.getByRole('slider', { name: '专精特新发展评价得分', exact: true }).press('End')
  await heading(page, '按下面假设的数字').waitFor()
  const after = await page.locator('.ladder-criteria').first().innerText()
  expect(after.split('不符合').length).toBe(before.split('不符合').length - 1)
  await expectAccessible(page)

  await go(page, '/firms/desk')
  await page.getByRole('link', { name: '走访提要' }).first().click()
  await heading(page, /^走访提要：/).waitFor()
  await expectAccessible(page)
  const printed = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  expect(complaints).toEqual([])
  await context.close()
})

test('the firm reads the same on its phone, its own alone, and gives its word and takes it back', async () => {
  const firm = await as(browser, 'firm', { viewport: phone })
  const { page } = firm
  await go(page, '/my-ladder')
  const own = await criteria(page)
  await expectAccessible(page)
  const shown = await page.getByRole('main').innerText()
  expect(shown).toContain('自评参考，不作为认定依据')
  expect(shown.match(/望澜[^\s，。]*?公司/g)).toEqual(['望澜沧储能源科技股份有限公司'])
  for (const path of ['/ladder/candidates?rule=srdi-sme', '/ladder', '/enterprises']) {
    expect((await page.request.get(`${inject('address')}/api${path}`)).status(), path).toBe(403)
  }

  await go(page, '/my-firm')
  const words = page.getByRole('region', { name: '授权' })
  await words.getByRole('button').first().click()
  const dialog = page.getByRole('dialog')
  // By keys: a list that opens while its dialog still grows is not where it is seen.
  for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await dialog.getByLabel('授权什么').press(key)
  await dialog.getByLabel('到哪天止').fill('2099-12-31')
  await dialog.locator('button[type=submit]').click()
  await words.getByText('涉税数据：梯度自评').waitFor()
  await expectAccessible(page)
  await words.getByRole('button', { name: '收回授权' }).click()
  await dialog.locator('button[type=submit]').click()
  await words.getByText(/起收回/).waitFor()

  const officer = await as(browser, 'enterprise')
  await go(officer.page, '/firms?q=ccny')
  await officer.page.getByRole('link', { name: '望澜沧储能源科技股份有限公司' }).click()
  await officer.page
    .getByRole('region', { name: '授权' })
    .getByText(/起收回/)
    .waitFor()
  await expectAccessible(officer.page)
  await officer.page.getByRole('link', { name: /梯度对照/ }).click()
  expect(await criteria(officer.page)).toBe(own)
  for (const { context, complaints } of [firm, officer]) {
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('the task force sees its coverage and route, notes a visit on the phone, and its problem is a request with a number', async () => {
  const { page, context, complaints } = await as(browser, 'enterprise', { viewport: phone })
  await go(page, '/firms/desk')
  await page.getByRole('link', { name: '名单内企业' }).waitFor()
  await heading(page, /的路线$/).waitFor()
  await expectAccessible(page)
  await button(page, '记走访').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('听到了什么').fill('产能饱和，准备上第三条线。')
  await dialog.getByLabel('企业提出的问题').fill('园区专线增容没有答复')
  await expectAccessible(page)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })

  await go(page, '/firms?q=ccny')
  await page.getByRole('link', { name: '望澜沧储能源科技股份有限公司' }).click()
  await page.getByRole('link', { name: /^诉求 \S*\d{4,}/ }).click()
  await page
    .getByRole('heading', { name: '园区专线增容没有答复' })
    .or(page.getByText('园区专线增容没有答复'))
    .first()
    .waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})
