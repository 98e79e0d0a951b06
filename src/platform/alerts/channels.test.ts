import { createHmac } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { readChannels } from './channels/configuration.ts'
import { mailBy } from './channels/mail.ts'
import { messageBy, requestTo } from './channels/messenger.ts'
import { requestOf, smsBy } from './channels/sms.ts'
import { aMailServer, anHttpServer, testCertificate } from './testing/servers.ts'

const letter = { id: 'd-1', to: 'duty@city.example', subject: '诉求即将到期', lines: ['一', 'One', 'http://x/1'] }
const from = '大桥 <daqiao@city.example>'
const ends: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of ends) await end()
})
const mailTo = (address: string, more: Partial<Parameters<typeof mailBy>[0]> = {}) =>
  mailBy({ url: new URL(address), from, mayBePlain: false, ...more })

test('mail arrives with the same Message-ID at every attempt, and keeps its Chinese words', async () => {
  const server = await aMailServer()
  ends.push(server.stop)
  const send = mailTo(`smtp://localhost:${server.port}`, { certificates: testCertificate })
  expect([await send(letter), await send(letter)]).toEqual([null, null])
  const ids = server.mails.map((mail) => /^Message-ID: (.*)\r$/im.exec(mail)?.[1])
  expect(ids).toEqual(['<d-1@city.example>', '<d-1@city.example>'])
  expect(server.mails[0]).toContain('To: duty@city.example')
  expect(Buffer.from(/\r\n\r\n([\s\S]*)$/.exec(server.mails[0] ?? '')?.[1] ?? '', 'base64').toString()).toContain('一')
})

test('mail goes by TLS to a server that is known, and not at all to one that is not', async () => {
  const secure = await aMailServer(0, { secure: true })
  ends.push(secure.stop)
  const address = `smtps://localhost:${secure.port}`
  expect(await mailTo(address, { certificates: testCertificate })(letter)).toBeNull()
  expect(await mailTo(address)(letter)).toBe('not-secure')
  expect(secure.mails).toHaveLength(1)
})

test('a mail server that is down, refuses the sign-in or the address is told apart by a code', async () => {
  const server = await aMailServer(0, {
    authOptional: false,
    onAuth: (auth, _session, done) =>
      done(auth.password === 'right' ? null : new Error('secret words of the server'), { user: 'u' }),
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('gone') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
  })
  const at = (password: string) =>
    mailTo(`smtp://u:${password}@localhost:${server.port}`, { certificates: testCertificate })
  expect(await at('wrong')(letter)).toBe('sign-in-refused')
  expect(await at('right')({ ...letter, to: 'gone@city.example' })).toBe('address-refused')
  expect(await at('right')(letter)).toBeNull()
  await server.stop()
  expect(await at('right')(letter)).toBe('unreachable')
})

test('each office messenger is called in its own format, signed where it asks for it', async () => {
  const url = new URL('https://messenger.example/send?key=k')
  expect(requestTo({ kind: 'wecom', url, secret: null }, letter, 0)).toEqual({
    url,
    body: { msgtype: 'text', text: { content: '一\nOne\nhttp://x/1' } },
  })
  const ding = requestTo({ kind: 'dingtalk', url, secret: 'SEC' }, letter, 1_700_000_000_123)
  const hash = createHmac('sha256', 'SEC').update('1700000000123\nSEC').digest('base64')
  expect([ding.url.searchParams.get('timestamp'), ding.url.searchParams.get('sign')]).toEqual(['1700000000123', hash])
  expect(ding.url.href).toContain(encodeURIComponent(hash))
  const lark = requestTo({ kind: 'feishu', url, secret: 'S' }, letter, 1_700_000_000_123)
  expect(lark.body).toMatchObject({
    timestamp: '1700000000',
    sign: createHmac('sha256', '1700000000\nS').update('').digest('base64'),
    msg_type: 'text',
    content: { text: '一\nOne\nhttp://x/1' },
  })
})

test('a messenger that answers 200 and refuses in words has refused; a redirect is not followed', async () => {
  const answers = ['{"errcode":0}', '{"errcode":310000,"errmsg":"sign not match"}', 'no json']
  const server = await anHttpServer(({ url }) =>
    url === '/moved' ? { status: 302, location: '/' } : { body: answers.shift() ?? '' },
  )
  ends.push(server.stop)
  const at = (path: string) =>
    messageBy({ kind: 'dingtalk', url: new URL(`http://127.0.0.1:${server.port}${path}`), secret: null })(letter)
  expect([await at('/'), await at('/'), await at('/'), await at('/moved')]).toEqual([
    null,
    'refused',
    'refused',
    'refused',
  ])
  expect(server.calls).toHaveLength(4)
})

test('an SMS gateway is called as the operator wrote it, and no value breaks out of its place', async () => {
  const server = await anHttpServer(({ body }) => ({ body: body.includes('555') ? 'result=0' : 'result=7' }))
  ends.push(server.stop)
  const gateway = {
    method: 'POST' as const,
    url: `http://127.0.0.1:${server.port}/send?to={mobile}`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer {secret}' },
    body: '{"phone":"{mobile}","content":"{text}","key":"{id}"}',
    secret: 'kept',
    success: 'result=0',
  }
  const sms = { ...letter, to: '000-5550001', lines: ['说"好"', 'line\nbreak'] }
  expect(await smsBy(gateway)(sms)).toBeNull()
  expect(server.calls[0]).toMatchObject({ method: 'POST', url: '/send?to=000-5550001' })
  expect(server.calls[0]?.headers.authorization).toBe('Bearer kept')
  expect(JSON.parse(server.calls[0]?.body ?? '')).toEqual({
    phone: '000-5550001',
    content: '说"好" line\nbreak',
    key: 'd-1',
  })
  expect(await smsBy(gateway)({ ...sms, to: '1' })).toBe('refused')
  const evil = requestOf(
    {
      ...gateway,
      headers: { 'x-to': '{mobile}', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a={text}',
    },
    { ...sms, to: '1\r\nx: y&to=2', lines: ['&b=1'] },
  )
  expect(evil).toMatchObject({ headers: { 'x-to': '1x: y&to=2' }, body: 'a=%26b%3D1' })
  expect(new URL(evil.url).searchParams.get('to')).toBe('1\r\nx: y&to=2')
})

test('settings that cannot work are named at the start, never with their value', () => {
  const wrong = (env: NodeJS.ProcessEnv) => {
    try {
      readChannels(env)
      return 'read'
    } catch (error) {
      return String(error)
    }
  }
  expect(wrong({ DAQIAO_SMTP_URL: 'http://u:hidden@mail', DAQIAO_MAIL_FROM: 'a@b' })).toContain('DAQIAO_SMTP_URL')
  expect(wrong({ DAQIAO_SMTP_URL: 'http://u:hidden@mail', DAQIAO_MAIL_FROM: 'a@b' })).not.toContain('hidden')
  expect(wrong({ DAQIAO_SMTP_URL: 'smtp://mail', DAQIAO_MAIL_FROM: 'nobody' })).toContain('DAQIAO_MAIL_FROM')
  expect(wrong({ DAQIAO_MESSENGER_URL: 'https://m', DAQIAO_MESSENGER_KIND: 'pigeon' })).toContain('_KIND')
  expect(wrong({ DAQIAO_SMS_URL: 'https://{mobile}.example/' })).toContain('DAQIAO_SMS_URL')
  expect(wrong({ DAQIAO_SMS_URL: 'https://sms.example/', DAQIAO_SMS_HEADERS: '{"a b":1}' })).toContain('_HEADERS')
  expect(wrong({ DAQIAO_SMTP_URL: 'smtps://mail:465', DAQIAO_MAIL_FROM: '大桥 <a@b.example>' })).toBe('read')
})
