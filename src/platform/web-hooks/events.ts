/** Facts about hooks; the subject is the hook. Neither address nor secret is ever a fact. */
export interface WebHookEvents {
  'web-hook-agreed': { name: string }
  'web-hook-secret-changed': { name: string }
  'web-hook-stopped': { name: string; failures: number }
  'web-hook-resumed': { name: string }
  'web-hook-ended': { name: string }
}
export type WebHookEvent = keyof WebHookEvents
