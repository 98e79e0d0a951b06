/** Facts about keys; the subject is the key. No part of a key is ever a fact. */
export interface ApiKeyEvents {
  'api-key-agreed': { system: string }
  'api-key-issued': { system: string }
  'api-key-revoked': { system: string }
}
export type ApiKeyEvent = keyof ApiKeyEvents
