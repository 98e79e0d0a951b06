/** The city packs: what the first start loads, and what the terminal says. */
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { seedDocuments } from '#documents/index.ts'
import { completeWords, type SampleOfficer, seedEnterprises, seedRegistry, seedTwins } from '#enterprises/index.ts'
import { seedFigures, seedIndicators } from '#goals/index.ts'
import { seedLadder } from '#ladder/index.ts'
import {
  listAccounts,
  loadPack,
  type Pack,
  seedAccounts,
  seedOrganisations,
  seedRosters,
} from '#organisations/index.ts'
import { type Context, systemContext } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Config, keptSecret } from '#platform/config.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import type { Role } from '#platform/roles.ts'
import { enactSampleParameters } from '#platform/sign-in/parameter-versions.ts'
import { createSetupLinks } from '#platform/sign-in/setup-links.ts'
import { accounts, cities } from '#platform/tables.ts'
import { completeTimings, type SamplePeople, seedHotline, seedRequests, seedTopics } from '#requests/index.ts'

/** Loads the city at the first start; afterwards only looks that it is there. */
export async function loadCity(config: Config, now: Temporal.Instant, progress: (text: string) => void): Promise<void> {
  const pack = loadPack(config.pack)
  const { code } = pack.city
  const known = await transactAsOwner(code, (tx) => tx.select().from(cities).where(eq(cities.code, code)))
  const ctx = systemContext(code, () => now)
  if (pack.city.sample) await enactSampleParameters(ctx)
  if (known.length > 0) {
    await seedTopics(ctx)
    await seedIndicators(ctx)
    await completeWords(ctx)
    return completeTimings(ctx)
  }
  progress(`装入${pack.city.name} / loading the city`)
  const today = dayOf(now).toString()
  await seedOrganisations(ctx, pack, today)
  const enterpriseIds = await seedEnterprises(ctx, config.pack)
  await seedTopics(ctx)
  await seedIndicators(ctx)
  if (!pack.city.sample) return
  await seedAccounts(ctx, pack, { password: samplePassword(config), today, enterpriseIds })
  await seedRosters(ctx, config.pack, today)
  progress('读入示例文件 / reading the sample papers')
  const planner = await asPlanner(ctx, pack)
  await seedDocuments(planner, config.pack)
  await seedFigures(planner, config.pack)
  const { officer, ...people } = await samplePeople(ctx, pack)
  await seedRegistry(ctx, config.pack, officer)
  await seedLadder(ctx, config.pack)
  await seedRequests(ctx, config.pack, people)
  await seedHotline(ctx, config.pack, people.desk)
  await seedTwins(ctx, config.pack, officer)
}

/** Accounts of the sample in whose names requests were entered, handled and answered, and firms were kept. */
async function samplePeople(ctx: Context, pack: Pack): Promise<SamplePeople & { officer: SampleOfficer }> {
  const rows = await transactAsOwner(ctx.city, (tx) =>
    tx.select({ id: accounts.id, username: accounts.username }).from(accounts).where(eq(accounts.city, ctx.city)),
  )
  const person = (username: string) => {
    const name = listAccounts(pack).find((account) => account.username === username)?.name
    return { id: rows.find((row) => row.username === username)?.id ?? username, name: name ?? username }
  }
  return {
    desk: person('desk'),
    handler: person('handler'),
    head: person('unit-head'),
    supervisor: person('supervision'),
    leader: person('leader'),
    officer: person('enterprise'),
  }
}

/** The sample's planning officer, in whose name the papers are put in. */
async function asPlanner(ctx: Context, pack: Pack): Promise<Context> {
  const planner = listAccounts(pack).find((account) => account.role === 'planning-officer')
  if (!planner) return ctx
  const rows = await transactAsOwner(ctx.city, (tx) =>
    tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.username, planner.username)),
  )
  const actor = { ...ctx.actor, accountId: rows[0]?.id ?? ctx.actor.accountId, name: planner.name, role: planner.role }
  return { ...ctx, actor }
}

/** One password for all sample accounts, made at the first start of this folder and told in the terminal alone. */
function samplePassword(config: Config): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz'
  const four = (of: string) => Array.from({ length: 4 }, () => of[randomInt(of.length)]).join('')
  // Letters, digits and dashes are three kinds, as the parameters of sign-in demand.
  return keptSecret(join(config.folder, 'sample-password'), () =>
    [four(letters), four('23456789'), four(letters)].join('-'),
  )
}

/** What `npm start` prints when the product is ready. */
export async function welcomeText(config: Config, address: string, now: Temporal.Instant): Promise<string> {
  const pack = loadPack(config.pack)
  return pack.city.sample ? sampleText(config, pack, address) : cityText(pack, address, now)
}

function sampleText(config: Config, pack: Pack, address: string): string {
  const accounts = listAccounts(pack)
  const widest = Math.max(...accounts.map(({ username }) => username.length))
  const lines = accounts.map(({ username, name, post }) => `    ${username.padEnd(widest)}  ${name}  ${post}`)
  const page = join('src', 'packs', 'sample', 'pages', 'sample-daily.txt')
  return `
  大桥 Daqiao 已启动：${address}
  示例城市：${pack.city.name}（全部虚构 / wholly invented）

  账号（每个岗位一个），密码都是 / accounts, all with the password：${samplePassword(config)}
${lines.join('\n')}

  先做什么 / what to do first
    1. 用 planning 登录，打开“文件”，放入示例报纸版面（页面上有按钮；文件在 ${existsSync(page) ? page : 'sample-daily.txt'}）
    2. 逐条核对采纳，得到目标；看“目标”里的目标树和“贯彻落实对照”
    3. 在“任务分解表”导出 XLSX 或 DOCX

  停止 / stop：Ctrl+C    重置示例数据 / reset：npm run reset

`
}

/** Whom a set-up link is for, as the terminal says it. */
const officeNames: Partial<Record<Role, string>> = {
  'system-administrator': '系统管理员（建账号、申请授权）/ system administrator: makes accounts, proposes roles',
  'security-administrator':
    '安全管理员（复核授权、定安全参数）/ security administrator: agrees to roles, sets security',
  'audit-administrator': '审计管理员（查审计）/ audit administrator: reads the audit',
}

/** A real city has no accounts at first: each of the three administrators is made through a link of one use. */
async function cityText(pack: Pack, address: string, now: Temporal.Instant): Promise<string> {
  const { code, name } = pack.city
  const links = await createSetupLinks(code, now)
  const lines = links.map(
    ({ role, token }) => `    ${officeNames[role] ?? role}\n      ${address}/setup?token=${token}\n`,
  )
  const first =
    links.length > 0
      ? `
  以下管理员还没有人担任。请在 7 天内把一次性链接分别交给不同的人（三员须是三个人）
  Nobody holds these offices yet. Within 7 days, hand each one-time link to a different person:

${lines.join('\n')}`
      : ''
  return `\n  大桥 Daqiao 已启动：${address}\n  城市：${name}\n${first}\n  停止 / stop：Ctrl+C\n\n`
}
