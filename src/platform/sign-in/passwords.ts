import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** Cost of a hash: 19 MiB, two passes, one lane (the least that OWASP names for argon2id). */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

const derive = (
  password: string,
  nonce: Buffer,
  { memory, passes, parallelism, tagLength } = { ...cost },
): Promise<Buffer> =>
  new Promise((done, fail) => {
    const parameters = { message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength }
    argon2('argon2id', parameters, (error, tag) => (error ? fail(error) : done(tag)))
  })

/** argon2id in PHC form: `$argon2id$v=19$m=…,t=…,p=…$nonce$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce)
  const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(nonce)}$${plain(tag)}`
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash)
  if (!parts) return false
  const [, memory, passes, parallelism, nonce, tag] = parts
  const expected = Buffer.from(tag ?? '', 'base64')
  const numbers = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const got = await derive(password, Buffer.from(nonce ?? '', 'base64'), {
    ...numbers,
    tagLength: expected.length,
  } as never)
  return expected.length === got.length && timingSafeEqual(expected, got)
}
