/** A firm asks from its phone without an account, is answered, is not satisfied, is answered again, and the desk closes. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { as, expectAccessible, openBrowser, phone, type Session } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const creditCode = '91990103MAWL01293Y'
const title = '技改奖补公示后没有拨付'
const firstAnswer = '资金已列入本批次，请耐心等待。'
const secondAnswer = '资金今天已到账，请查收。'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** Where the journey is refused on purpose: a wrong code, and a file that is none. The browser tells the console of it. */
const refusing = /\/api\/front\/(?:followed|attachments)$/

/** A phone without an account. */
async function aPhone(): Promise<Session> {
  const context: BrowserContext = await browser.newContext({ viewport: phone, locale: 'zh-CN', hasTouch: true })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    const isMeant = refusing.test(message.location().url)
    if (['error', 'warning'].includes(message.type()) && !isMeant) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, context, complaints }
}

/** Counts what a person does: fields that are filled in, and taps. */
function counting(page: Page) {
  const counted = { fields: 0, taps: 0 }
  return {
    counted,
    type: async (label: string, text: string) => {
      counted.fields += 1
      await page.getByLabel(label, { exact: true }).pressSequentially(text)
    },
    choose: async (label: string, value: string) => {
      counted.fields += 1
      await page.getByLabel(label, { exact: true }).selectOption(value)
    },
    tap: async (name: string) => {
      counted.taps += 1
      await button(page, name).click()
    },
  }
}

/** Opens a request of the list, as an official does. */
async function open(page: Page, number: string): Promise<void> {
  await page.goto(`${inject('address')}/requests?q=${number}&view=all`)
  await page.getByRole('link', { name: new RegExp(number) }).click()
  await page.getByRole('article', { name: title }).waitFor()
}

/** Takes a step that the case offers, with the one thing it asks. */
async function step(page: Page, name: string, label: string, text: string): Promise<void> {
  await button(page, name).click()
  await page.getByLabel(label).fill(text)
  await page.getByRole('form', { name }).getByRole('button', { name }).click()
}

async function answer(handler: Page, head: Page, number: string, words: string): Promise<void> {
  await open(handler, number)
  await button(handler, '签收').click()
  await handler.getByText('已签收，由您承办。').waitFor()
  await step(handler, '登记已联系', '联系情况', '与章经理通话。')
  await handler.getByText('已登记联系。').waitFor()
  await step(handler, '提出方案', '办理方案', '与财政部门对账，两个工作日内答复。')
  await handler.getByText('方案已提出。').waitFor()
  await step(handler, '拟答复，报审', '答复内容', words)
  await handler.getByText('答复已提交。').waitFor()
  await open(head, number)
  await button(head, '审核通过，答复企业').click()
  await head.getByRole('form').getByRole('button', { name: '审核通过，答复企业' }).click()
  await head.getByText('已答复企业。').waitFor()
}

test('a firm asks on its phone, has it done again, is satisfied, and the desk closes', async () => {
  const firm = await aPhone()
  const { page } = firm
  const { counted, type, choose, tap } = counting(page)

  // Who: the code gives the name; contact, telephone and place are asked.
  await page.goto(`${inject('address')}/ask`)
  await heading(page, '您是哪家企业？').waitFor()
  await expectAccessible(page)
  await type('统一社会信用代码', creditCode.toLowerCase())
  await page.getByRole('status').filter({ hasText: '公司' }).waitFor()
  await type('联系人', '章伟健')
  await type('联系电话', '000-8881846')
  await choose('企业在哪里', '990103')
  await tap('下一步')

  // What: found by first letters; the text proposes kind and title, and files that may not go are named.
  await heading(page, '要办什么事？').waitFor()
  await expectAccessible(page)
  await type('哪方面的事', 'hqzc')
  await tap('惠企政策兑现')
  await type('具体情况', `${title}，已经两个月。`)
  await page.getByText(`标题：${title}`).waitFor()
  await page.getByRole('region', { name: '可能已有答案' }).getByText('技术改造奖补什么时候').click()
  const files = page.locator('input[type=file][multiple]')
  await files.setInputFiles([
    { name: '公示.txt', mimeType: 'text/plain', buffer: Buffer.from('公示结果：通过') },
    { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ])
  await page.getByText('“程序.exe”不是可以收的格式').waitFor()
  await files.evaluate((input: HTMLInputElement) => {
    // Made in the browser, so that ten megabytes need not travel there.
    const chosen = new DataTransfer()
    chosen.items.add(new File([new Uint8Array(10_000_001)], '大照片.jpg'))
    input.files = chosen.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.getByText('“大照片.jpg”超过').waitFor()
  await button(page, '去掉 公示.txt').waitFor()
  expect(await page.getByLabel('具体情况').inputValue()).toContain(title)
  await expectAccessible(page)
  // A picture by its name alone is refused by what it is, after the case is in; nothing of the case is lost.
  await files.setInputFiles({ name: '假照片.png', mimeType: 'image/png', buffer: Buffer.from('MZ no picture') })
  await tap('下一步')

  // Check, and send with an impatient thumb.
  await heading(page, '核对一下，就可以提交').waitFor()
  await expectAccessible(page)
  counted.taps += 1
  await button(page, '提交').dblclick()
  await heading(page, '已收到 1 件诉求').waitFor()
  await page.getByText('文件已处理 2 个，共 2 个。').waitFor()
  await page.getByRole('region', { name: '照片和文件' }).getByText('未收下').waitFor()
  await expectAccessible(page)
  const receipt = page.getByRole('region', { name: '回执' })
  const number = (await receipt.getByText(/^\d{4}-\d{6}$/).innerText()).trim()
  const code = (await receipt.getByText(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/).innerText()).trim()
  expect(counted).toEqual({ fields: 6, taps: 4 })

  // Who has no account follows by number and code; a wrong code opens nothing.
  await page.getByRole('link', { name: '查看进展' }).click()
  await heading(page, '诉求办到哪一步了？').waitFor()
  expect(await page.getByLabel('诉求编号').inputValue()).toBe(number)
  await page.getByLabel('查询码', { exact: true }).fill('AAAA-BBBB-CCCC')
  await button(page, '查进展').click()
  await page.getByText('编号和查询码对不上').waitFor()
  await expectAccessible(page)
  const follow = async () => {
    await page.goto(`${inject('address')}/follow?number=${number}`)
    await page.getByLabel('查询码', { exact: true }).fill(code.replaceAll('-', '').toLowerCase())
    await button(page, '查进展').click()
    await page.getByRole('article', { name: title }).waitFor()
    expect(page.url()).not.toContain(code)
  }
  await follow()
  await page.getByText('前联系您').first().waitFor()
  await page.getByText('公示.txt').waitFor()
  await expectAccessible(page)

  // Desk, unit and head do their part.
  const desk = await as(browser, 'desk')
  await open(desk.page, number)
  await button(desk.page, '受理').click()
  await desk.page.getByText('已受理。').waitFor()
  await button(desk.page, '分派').click()
  await desk.page
    .getByRole('radio', { name: /分派规则/ })
    .first()
    .check()
  await desk.page.getByRole('form', { name: '分派' }).getByRole('button', { name: '分派' }).click()
  await desk.page.getByText('已分派。').waitFor()
  const handler = await as(browser, 'handler')
  const head = await as(browser, 'unit-head', { viewport: phone })
  await answer(handler.page, head.page, number, firstAnswer)

  // The firm confirms the contact, says a word, and is not satisfied: it is done again with new promises.
  await follow()
  await button(page, '联系过').click()
  await page.getByText('您确认：已有人联系您。').waitFor()
  await page.getByRole('region', { name: '答复' }).getByText(firstAnswer).waitFor()
  await expectAccessible(page)
  await page.getByLabel('不满意', { exact: true }).check()
  await page.getByLabel('没有解决', { exact: true }).check()
  await page.getByLabel(/哪里不满意/).fill('没有说什么时候到账。')
  await expectAccessible(page)
  await button(page, '提交评价').dblclick()
  await page.getByText('已重新办理。').waitFor()
  await page.getByText('第 2 轮').waitFor()
  await expectAccessible(page)

  // The unit sees that it is done again, answers anew, and the firm is satisfied.
  await open(handler.page, number)
  await handler.page.getByText('第 2 轮').first().waitFor()
  await answer(handler.page, head.page, number, secondAnswer)
  await follow()
  await page.getByRole('region', { name: '答复' }).getByText(secondAnswer).waitFor()
  await page.getByLabel('满意', { exact: true }).check()
  await page.getByLabel('解决了', { exact: true }).check()
  await button(page, '提交评价').click()
  await page.getByText('谢谢，已收到您的评价。').waitFor()

  // Rated by the firm itself, so the desk may close.
  await open(desk.page, number)
  await button(desk.page, '回访后办结').click()
  await desk.page.getByRole('radio', { name: '已解决' }).check()
  await desk.page.getByLabel('回访情况').fill('企业已在网上评价满意。')
  await desk.page.getByRole('form').getByRole('button', { name: '回访后办结' }).click()
  await desk.page.getByText('已办结。').waitFor()
  await follow()
  await page.getByText('已办结，问题已解决。').waitFor()
  await expectAccessible(page)

  for (const { context, complaints } of [firm, desk, handler, head]) {
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('a firm that is signed in fills in two fields, and what it typed outlives the page', async () => {
  const { page, context, complaints } = await as(browser, 'firm', { viewport: phone })
  await page.goto(`${inject('address')}/my-requests`)
  await page.getByRole('link', { name: '提诉求' }).first().click()
  const { counted, type, tap } = counting(page)
  await page.getByRole('heading', { level: 1, name: /要办什么事|您是哪家企业/ }).waitFor()
  await expectAccessible(page)
  // The first time an account asks whom to call; after that it knows.
  if (await page.getByLabel('联系人', { exact: true }).isVisible()) {
    await type('联系人', '章伟健')
    await type('联系电话', '000-8881846')
    await tap('下一步')
  }
  await tap('水电气与通信')
  await type('具体情况', '厂区一周停电三次，怎样申请双电源？')
  await page.getByText('类别：咨询').waitFor()
  await page.reload()
  await page.getByText('已在这台设备上存为草稿').waitFor()
  if (await page.getByLabel('联系人', { exact: true }).isVisible()) await tap('下一步')
  expect(await page.getByLabel('具体情况').inputValue()).toContain('双电源')
  await tap('下一步')
  await tap('提交')
  await heading(page, '已收到 1 件诉求').waitFor()
  expect(counted.fields).toBeLessThanOrEqual(3)
  await page.getByRole('link', { name: '查看进展' }).click()
  await page.getByText('已收到，诉求专窗正在看。').waitFor()
  await expectAccessible(page)
  await button(page, '撤回这件诉求').click()
  await page.getByLabel('撤回的原因').fill('供电所已经来过。')
  await button(page, '确认撤回').click()
  await page.getByText('您已撤回，不再办理。').waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})
