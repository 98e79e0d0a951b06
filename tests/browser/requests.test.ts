/** A firm's call, answered within the promise: desk, unit, head, desk again, each in their own browser. */
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
const firm = '望澜晨星精密模具有限公司'
const title = '技改奖补公示后没有拨付'
const answer = '资金已列入本批次，三个工作日内到账。'

/** Chooses in a field that finds by typing. */
async function choose(page: Page, label: string, typed: string, name: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(typed)
  await page.locator('.ant-select-item-option:visible', { hasText: name }).first().click()
}

const open = async (page: Page, number: string) => {
  await page.goto(`${inject('address')}/requests?q=${number}`)
  await page.getByRole('link', { name: new RegExp(number) }).click()
  await page.getByRole('article', { name: title }).waitFor()
}

test('a call is entered, dispatched by suggestion, handled, approved and closed', async () => {
  // The desk enters the call; a second click enters nothing twice.
  const desk = await as(browser, 'desk')
  await desk.page.getByRole('link', { name: '受理和分派新诉求' }).waitFor()
  await expectAccessible(desk.page)
  await desk.page.getByRole('navigation').getByRole('link', { name: '登记诉求' }).click()
  await heading(desk.page, '企业要办什么事？').waitFor()
  await desk.page.getByLabel('企业名称').fill(firm)
  await desk.page.getByLabel('联系人').fill('卓文斌')
  await desk.page.getByLabel('联系电话').fill('000-8885512')
  await choose(desk.page, '事项', '技改', '惠企政策兑现')
  await choose(desk.page, '所在地', '砚浦', '砚浦区')
  await desk.page.getByLabel('一句话说明').fill(title)
  expect(await desk.page.getByLabel('具体情况').inputValue()).toContain('政策文件名称')
  await expectAccessible(desk.page)
  await button(desk.page, '登 记').or(button(desk.page, '登记')).dblclick()
  await heading(desk.page, '已登记 1 件').waitFor()
  await expectAccessible(desk.page)
  const number = await desk.page
    .getByRole('main')
    .getByRole('link', { name: /^\d{4}-\d{6}/ })
    .innerText()

  // It is taken up and dispatched where the rule says, by keyboard.
  await open(desk.page, number)
  await expectAccessible(desk.page)
  await desk.page.keyboard.press('a')
  await desk.page.getByText('已受理。').waitFor()
  await desk.page.keyboard.press('d')
  await desk.page
    .getByRole('radio', { name: /分派规则/ })
    .first()
    .check()
  await expectAccessible(desk.page)
  await desk.page.getByRole('form', { name: '分派' }).getByRole('button', { name: '分派' }).click()
  await desk.page.getByText('已分派。').waitFor()

  // The handler signs, contacts, plans and writes the answer, on one screen.
  const handler = await as(browser, 'handler')
  await open(handler.page, number)
  await expectAccessible(handler.page)
  await button(handler.page, '签收').click()
  await handler.page.getByText('已签收，由您承办。').waitFor()
  await step(handler.page, '登记已联系', '联系情况', '与卓经理通话，核对了公示文件。')
  await handler.page.getByText('已登记联系。').waitFor()
  await step(handler.page, '提出方案', '办理方案', '与财政部门对账，两个工作日内答复。')
  await handler.page.getByText('方案已提出。').waitFor()
  await step(handler.page, '拟答复，报审', '答复内容', answer)
  await handler.page.getByText('答复已提交。').waitFor()
  await expectAccessible(handler.page)
  await button(handler.page, '写内部备注').click()
  await handler.page.getByLabel('备注，只有工作人员看到').fill('财政对账单存科内。')
  await button(handler.page, '保存备注').dblclick()
  await handler.page
    .getByRole('region', { name: /内部备注/ })
    .getByText('财政对账单存科内。')
    .waitFor()

  // The head approves on a phone.
  const head = await as(browser, 'unit-head', { viewport: phone })
  await open(head.page, number)
  await expectAccessible(head.page)
  await button(head.page, '审核通过，答复企业').click()
  await expectAccessible(head.page)
  await head.page.getByRole('form').getByRole('button', { name: '审核通过，答复企业' }).click()
  await head.page.getByText('已答复企业。').waitFor()

  // A colleague of the desk calls the firm back and closes: who wrote the request down does not.
  await open(desk.page, number)
  await desk.page.getByText('请专窗另一位同事回访').waitFor()
  expect(await button(desk.page, '已接通').count()).toBe(0)
  const colleague = await as(browser, 'desk-officer')
  await open(colleague.page, number)
  await button(colleague.page, '已接通').click()
  await colleague.page.getByRole('radio', { name: '满意', exact: true }).check()
  await colleague.page.getByRole('radio', { name: '已解决', exact: true }).check()
  await expectAccessible(colleague.page)
  await button(colleague.page, '保存回访').click()
  await colleague.page.getByText('已办结 · 已解决').first().waitFor()
  await colleague.page
    .getByRole('region', { name: '办理过程' })
    .getByText(/回访后办结/)
    .waitFor()
  await expectAccessible(colleague.page)

  for (const { context, complaints } of [desk, handler, head, colleague]) {
    expect(complaints).toEqual([])
    await context.close()
  }
}, 120_000)

/** Takes the next step that the case offers, with the one thing it asks. */
async function step(page: Page, name: string, label: string, text: string): Promise<void> {
  await button(page, name).click()
  await page.getByLabel(label).fill(text)
  await page.getByRole('form', { name }).getByRole('button', { name }).click()
}
