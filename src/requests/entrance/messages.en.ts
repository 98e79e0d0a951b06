import type { zh } from './messages.zh.ts'

export const en = {
  'requests.entrance.noTopic': 'There is no topic {topic}. Ask GET /v1/topics for those there are.',
  'action.requests.entrance-topics': 'ask for topics by API',
  'action.requests.entrance-submit': 'submit a request by API',
  'action.requests.entrance-state': 'ask for the state of a request by API',
  'action.requests.entrance-words': 'add words to a request by API',
} as const satisfies Record<keyof typeof zh, string>
