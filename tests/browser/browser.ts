import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'

/** Where a Chromium may be installed; without one the packed one of the npm package is used. */
const installed = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]
/** Nothing is fetched from outside, and no sandbox where the tests run as root. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openBrowser(): Promise<Browser> {
  const system = installed.find((path) => path && existsSync(path))
  if (system) return chromium.launch({ executablePath: system, args: quiet })
  // The package unpacks its libraries only where it believes to run on such a machine.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const { default: packed } = await import('@sparticuz/chromium')
  // In one process the browser ends with its first page; several pages follow each other here.
  const args = packed.args.filter((arg) => arg !== '--single-process')
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...args, ...quiet] })
}

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Session {
  page: Page
  context: BrowserContext
  /** What the browser complained of so far. A test ends by expecting none. */
  complaints: string[]
}

/** A signed-in page of one of the sample accounts. */
export async function as(
  browser: Browser,
  username: string,
  { viewport = desktop }: { viewport?: { width: number; height: number } } = {},
): Promise<Session> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', acceptDownloads: true })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const address = inject('address')
  const signIn = () =>
    context.request.post(`${address}/api/auth/sign-in/username`, {
      data: { username, password: inject('password') },
      headers: { origin: address },
    })
  let signedIn = await signIn()
  if (signedIn.status() === 429) {
    // All journeys come from one address, which may sign in so often: they wait as long as the answer says.
    const { facts } = (await signedIn.json()) as { facts?: { seconds?: number } }
    await new Promise((done) => setTimeout(done, ((facts?.seconds ?? 60) + 1) * 1000))
    signedIn = await signIn()
  }
  expect(signedIn.status()).toBe(200)
  await page.goto(address)
  return { page, context, complaints }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Accessibility of the page as it stands: WCAG 2.2 A and AA, nothing found; and nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await page.evaluate(async (source) => {
    if (!('axe' in window)) new Function(source)()
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const run = Reflect.get(window, 'axe').run as (
      where: Document,
      options: object,
    ) => Promise<{
      violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
    }>
    const { violations } = await run(document, { runOnly: tags })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`)
          .join(' | ')}`,
    )
  }, axe)
  expect(found).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, 'the page is wider than the window').toBeLessThanOrEqual(0)
}
