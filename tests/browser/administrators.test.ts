/** Accounts as the three administrators keep them, and a new colleague's first day. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { as, desktop, expectAccessible, openBrowser, phone } from './browser.ts'
import { totp } from './totp.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Chooses in a field that finds by a part of the name. */
async function choose(page: Page, label: string, part: string, name: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(part)
  await page.locator('.ant-select-item-option:visible', { hasText: name }).first().click()
}

/** A page of nobody yet, in a browser of its own. */
async function stranger(viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(inject('address'))
  return { context, page, errors }
}

async function typePassword(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await button(page, '登录').click()
}

test('an account is made, its role agreed by a second person, and its holder signs in with two factors', async () => {
  const username = 'zhou.yuanhang'
  const ownPassword = 'Lan-Tian_2026-Qiao'

  // The system administrator makes the account and proposes a role, which nobody decides for themselves.
  const system = await as(browser, 'system')
  await system.page.getByRole('navigation').getByRole('link', { name: '账号', exact: true }).click()
  await heading(system.page, '账号').waitFor()
  await system.page.getByRole('link', { name: '季明朗' }).waitFor()
  await expectAccessible(system.page)
  await system.page.getByRole('link', { name: '新建账号' }).click()
  await system.page.getByLabel('姓名').fill('周远航')
  await system.page.getByLabel('用户名').fill(username)
  await expectAccessible(system.page)
  await button(system.page, '建立账号').dblclick()
  const initial = await system.page.getByRole('dialog').locator('code').innerText()
  await expectAccessible(system.page)
  await button(system.page, '我已记下').click()
  await heading(system.page, '周远航').waitFor()
  await system.page.getByRole('link', { name: '提请授予岗位' }).first().click()
  await choose(system.page, '岗位类别', '单位承办人', '单位承办人')
  await choose(system.page, '哪个单位', '政务服务', '政务服务')
  await choose(system.page, '岗位所在单位', '政务服务', '政务服务')
  await system.page.getByLabel('岗位名称').fill('综合科科员')
  await system.page.getByLabel('理由').fill('新录用，江人社〔2026〕8号')
  await expectAccessible(system.page)
  await button(system.page, '提交复核').click()
  await system.page.getByText('待复核，尚未生效').waitFor()
  await expectAccessible(system.page)
  await system.page.getByRole('link', { name: /周远航.*单位承办人|单位承办人.*周远航/ }).click()
  await system.page.getByText('不能复核自己提出的事项').waitFor()
  expect(await button(system.page, '同意，立即生效').count()).toBe(0)
  await expectAccessible(system.page)

  // The security administrator sees what will happen, and agrees.
  const security = await as(browser, 'security')
  await security.page.getByText(/申请等您复核/).waitFor()
  await expectAccessible(security.page)
  await security.page.getByRole('link', { name: '去复核' }).click()
  await security.page.getByRole('link', { name: /周远航/ }).click()
  await security.page.getByText('同意后将会').waitFor()
  await expectAccessible(security.page)
  await button(security.page, '不同意').click()
  await security.page.getByText('请写明不同意的理由').waitFor()
  await button(security.page, '同意，立即生效').dblclick()
  await security.page.getByText('已同意').waitFor()
  await expectAccessible(security.page)

  // The new colleague signs in on a phone: first an own password, then inside.
  const first = await stranger(phone)
  await expectAccessible(first.page)
  await typePassword(first.page, username, 'not-the-password-1')
  await first.page.getByRole('alert').waitFor()
  await typePassword(first.page, username, initial)
  await first.page.getByRole('heading', { name: '先设置自己的密码' }).waitFor()
  await first.page.getByLabel('新密码', { exact: true }).fill('zhou')
  await button(first.page, '修改密码').click()
  await first.page.getByText('新密码还不符合下面的要求').waitFor()
  await expectAccessible(first.page)
  await first.page.getByLabel('新密码', { exact: true }).fill(ownPassword)
  await first.page.getByLabel('再输一次新密码').fill(ownPassword)
  await button(first.page, '修改密码').click()
  await heading(first.page, /先做这几步/).waitFor()

  // A second factor, with what a real authenticator would show.
  await first.page.goto(`${inject('address')}/account`)
  await heading(first.page, '我的账号').waitFor()
  await first.page.getByRole('main').getByText('综合科科员').first().waitFor()
  await expectAccessible(first.page)
  await button(first.page, '开启').click()
  await first.page.getByLabel('登录密码').fill(ownPassword)
  await button(first.page, '开始设置').click()
  const secret = (await first.page.locator('.account-secret-text').innerText()).replace(/\s/g, '')
  await first.page.getByLabel('六位验证码').fill(totp(secret, Date.now()))
  await expectAccessible(first.page)
  await button(first.page, '验证并开启').click()
  await first.page.getByText('这些恢复码只显示这一次').waitFor()
  const [recovery = ''] = await first.page.locator('.account-sheet code').allInnerTexts()
  expect(await button(first.page, '完成').isDisabled()).toBe(true)
  await expectAccessible(first.page)
  await first.page.getByLabel('我已妥善保存这些恢复码').check()
  await button(first.page, '完成').click()
  await first.page.getByText('已开启').waitFor()

  // On the desk: a recovery code, since the code of this half minute is used up; then the phone's session is ended.
  const desk = await stranger(desktop)
  await typePassword(desk.page, username, ownPassword)
  await desk.page.getByLabel('六位验证码').fill('000000')
  await button(desk.page, '验证并登录').click()
  await desk.page.getByRole('alert').waitFor()
  await expectAccessible(desk.page)
  await button(desk.page, '手机不在身边？使用恢复码').click()
  await desk.page.getByLabel('恢复码').fill(recovery)
  await expectAccessible(desk.page)
  await button(desk.page, '验证并登录').click()
  await heading(desk.page, /先做这几步/).waitFor()
  await desk.page.getByRole('button', { name: /周远航/ }).click()
  await desk.page.getByRole('link', { name: '我的账号' }).click()
  await heading(desk.page, '我的账号').waitFor()
  await desk.page.getByRole('button', { name: /结束这台设备的登录/ }).click()
  await button(desk.page, '确定').click()
  await desk.page.getByRole('button', { name: /结束这台设备的登录/ }).waitFor({ state: 'detached' })
  await expectAccessible(desk.page)

  // The phone asks to sign in again, over the page; the authenticator's next code lets it in.
  await first.page.goto(`${inject('address')}/account`)
  await typePassword(first.page, username, ownPassword)
  await first.page.getByLabel('六位验证码').fill(totp(secret, Date.now() + 30_000))
  await button(first.page, '验证并登录').click()
  await heading(first.page, '我的账号').waitFor()

  for (const { page, context } of [system, security, first, desk]) {
    expect(page.url()).toContain(inject('address'))
    await context.close()
  }
  expect([...system.complaints, ...security.complaints, ...first.errors, ...desk.errors]).toEqual([])
})

test('on a phone the pages of the administrators fit the screen and are accessible', async () => {
  const pages = {
    system: ['/accounts', '/accounts/new', '/approvals?show=mine'],
    security: ['/approvals?show=closed', '/security'],
  }
  for (const [username, paths] of Object.entries(pages)) {
    const { page, context, complaints } = await as(browser, username, { viewport: phone })
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
