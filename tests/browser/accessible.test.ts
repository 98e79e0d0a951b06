/** Pages that no journey passes through: accessible, and no wider than a screen. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { as, desktop, expectAccessible, openBrowser, phone } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('whoever is not signed in finds accessible pages, and a dead link says so', async () => {
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${inject('address')}/setup?token=a-link-that-was-used`)
  await page.getByText('这个设置链接已经用过或已过期').waitFor()
  expect(await page.getByLabel('姓名').count()).toBe(0)
  await expectAccessible(page)
  await page.goto(`${inject('address')}/register`)
  await page.getByRole('button', { name: '提交注册' }).click()
  await page.getByText('必填').or(page.getByText('请填写')).first().waitFor()
  await page.getByRole('button', { name: '查询注册进度' }).click()
  await expectAccessible(page)
  await context.close()
})

test('a firm that clicks twice is registered once, and keeps its receipt', async () => {
  const context = await browser.newContext({ viewport: desktop, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${inject('address')}/register`)
  const typed = {
    统一社会信用代码: '91350100M000100Y43',
    企业名称: '江海光电有限公司',
    您的姓名: '周小明',
    联系电话: '13800138000',
    用户名: 'jianghai.zhou',
    新密码: 'Lan-Tian_2026-Firm',
    再输一次新密码: 'Lan-Tian_2026-Firm',
  }
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: '提交注册' }).dblclick()
  await page.locator('section[role=status] strong').waitFor()
  await expectAccessible(page)
  await context.close()
})

test('the pages of the audit, of personal data and of the directory are accessible', async () => {
  const pages = {
    audit: ['/audit'],
    security: ['/security', '/security/change', '/personal-data', '/personal-data/new'],
    system: ['/organisations/directory'],
  }
  for (const [username, paths] of Object.entries(pages)) {
    const { page, context, complaints } = await as(browser, username)
    for (const path of paths) {
      await page.goto(`${inject('address')}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      await expectAccessible(page)
    }
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('where the session has ended, the page asks for the password over itself', async () => {
  const { page, context } = await as(browser, 'district-port')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await context.clearCookies()
  // Not by the pointer: what the page asks by itself may open the dialog first.
  await page.getByRole('navigation').getByRole('link', { name: '机构与职责' }).dispatchEvent('click')
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await dialog.waitFor()
  await expectAccessible(page)
  await dialog.getByLabel('密码', { exact: true }).fill(inject('password'))
  await dialog.getByRole('button', { name: '登录' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1, name: '机构与职责' }).waitFor()
  await page.getByRole('heading', { level: 2, name: '望澜市' }).waitFor()
  await context.close()
})
