/** A mail server and an HTTP server on this machine, for tests of what leaves the house. Not part of the product. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** Of `localhost`, for tests alone: its key is here for everybody to read. */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUS5TFT70hEpcuGHsmmEKioKHrYOowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDEyMDE0M1oYDzIxMjYxMDMx
MTIwMTQzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARPoKkQK9yg2N2GKmYSFMB7avo3gvZScFIjia1Ts+vZDjSikicBjlFw
GE8bCzqJwDN0NxY2wb8Bv86525HdaI1do2kwZzAdBgNVHQ4EFgQUdlSKSBLsK4w/
c4plCi9RcFeXKywwHwYDVR0jBBgwFoAUdlSKSBLsK4w/c4plCi9RcFeXKywwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIhAIubEA0NFHiwZeSNuf7Tq5d7/Z6stbhN/O84+y0cGdMLAiAr7qZiZnq8
HWDK6vdW2qYjc7CobsMPMWUCQU4+sFn4iQ==
-----END CERTIFICATE-----`
const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgy6yNh5TR505OBvtW
UXbY/zubLxnvaJRFAdWJo6Y27ouhRANCAARPoKkQK9yg2N2GKmYSFMB7avo3gvZS
cFIjia1Ts+vZDjSikicBjlFwGE8bCzqJwDN0NxY2wb8Bv86525HdaI1d
-----END PRIVATE KEY-----`

export interface MailServerOfTest {
  port: number
  /** Whole messages, as they arrived. */
  mails: string[]
  stop: () => Promise<void>
}

/** Takes mail on a port of this machine; port 0 chooses one. */
export function aMailServer(port = 0, options: SMTPServerOptions = {}): Promise<MailServerOfTest> {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    key: testKey,
    cert: testCertificate,
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => {
        text += part.toString('utf8')
      })
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  return new Promise((ready) => {
    const listening = server.listen(port, '127.0.0.1', () => {
      const stop = () => new Promise<void>((stopped) => server.close(() => stopped()))
      ready({ port: (listening.address() as AddressInfo).port, mails, stop })
    })
  })
}

export interface Called {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

/** Answers every call as it is told, and remembers it. */
export function anHttpServer(answer: (called: Called) => { status?: number; body?: string; location?: string }) {
  const calls: Called[] = []
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8')
    })
    request.on('end', () => {
      const called = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
      calls.push(called)
      const { status = 200, body: text = '{}', location } = answer(called)
      reply.writeHead(status, location ? { location } : {}).end(text)
    })
  })
  const stop = () => new Promise<void>((stopped) => server.close(() => stopped()))
  return new Promise<{ port: number; calls: Called[]; stop: () => Promise<void> }>((ready) => {
    server.listen(0, '127.0.0.1', () => ready({ port: (server.address() as AddressInfo).port, calls, stop }))
  })
}
