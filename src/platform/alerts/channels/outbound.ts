import type { DeliveryError } from '../rules.ts'

/** What goes out by one channel. */
export interface Letter {
  /** Of the delivery: the same for every attempt, so that a receiver knows a repeat. */
  id: string
  /** Mail address or mobile number; empty for a group. */
  to: string
  subject: string
  lines: readonly string[]
}

/** Sends it, and says what went wrong; null where it arrived. Never throws, never waits longer than its limit. */
export type Send = (letter: Letter) => Promise<DeliveryError | null>

export const longestMilliseconds = 10_000
const longestAnswer = 65_536

/**
 * One call to an address that the operator configured; nothing a user enters can change it. No redirect is followed, the
 * answer is read up to 64 kB.
 */
export async function call(
  address: string | URL,
  init: { method: string; headers: Record<string, string>; body?: string },
): Promise<{ status: number; text: string } | DeliveryError> {
  try {
    const signal = AbortSignal.timeout(longestMilliseconds)
    const answer = await fetch(address, { ...init, redirect: 'manual', signal })
    return { status: answer.status, text: await textOf(answer) }
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timed-out' : 'unreachable'
  }
}

async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of answer.body ?? []) {
    text += decoder.decode(part, { stream: true })
    if (text.length > longestAnswer) break
  }
  return text
}
