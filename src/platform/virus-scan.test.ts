/** A scanner that speaks the protocol of clamd over a real connection: clean, infected, out of order, away. */
import { createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { requireClean, setVirusScanner } from './virus-scan.ts'

const stops: (() => void)[] = []
afterEach(() => {
  setVirusScanner(null)
  for (const stop of stops.splice(0)) stop()
})

/** Answers what `verdict` says of the bytes it was sent, piece by piece. */
async function aScanner(verdict: (sent: Buffer) => string): Promise<string> {
  const server = createServer((socket: Socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece])
      const command = Buffer.from('zINSTREAM\0')
      if (!received.subarray(0, command.length).equals(command)) return void socket.end('UNKNOWN COMMAND\0')
      const pieces: Buffer[] = []
      for (let at = command.length; at + 4 <= received.length; ) {
        const length = received.readUInt32BE(at)
        if (length === 0) return void socket.end(`stream: ${verdict(Buffer.concat(pieces))}\0`)
        if (at + 4 + length > received.length) return
        pieces.push(received.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  stops.push(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port was listened at')
  return `127.0.0.1:${address.port}`
}

test('without a scanner nothing is asked; with one each byte is looked at before it is kept', async () => {
  await requireClean(new Uint8Array(10))
  const seen: number[] = []
  const address = await aScanner((sent) => {
    seen.push(sent.length)
    return sent.includes('bad') ? 'Some.Virus FOUND' : 'OK'
  })
  setVirusScanner(address)
  await requireClean(new Uint8Array(200_000))
  expect(seen).toEqual([200_000])
  await expect(requireClean(Buffer.from('a bad file'))).rejects.toMatchObject({
    fault: 'invalid',
    key: 'platform.infected',
    facts: { found: 'Some.Virus' },
  })
})

test('a scanner that is away, broken or silent lets nothing pass', async () => {
  const down = { fault: 'unavailable', key: 'platform.scannerDown' }
  setVirusScanner(await aScanner(() => 'INSTREAM size limit exceeded. ERROR'))
  await expect(requireClean(new Uint8Array(10))).rejects.toMatchObject(down)
  setVirusScanner('/nowhere/clamd.sock')
  await expect(requireClean(new Uint8Array(10))).rejects.toMatchObject(down)
  setVirusScanner('127.0.0.1:1')
  await expect(requireClean(new Uint8Array(10))).rejects.toMatchObject(down)
})
