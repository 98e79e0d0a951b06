/** Words of what other systems do by their key. */
export const zh = {
  'requests.entrance.noTopic': '没有“{topic}”这个事项类别。请先用 GET /v1/topics 查询可用的类别。',
  'action.requests.entrance-topics': '通过接口查询事项类别',
  'action.requests.entrance-submit': '通过接口提交诉求',
  'action.requests.entrance-state': '通过接口查询诉求进度',
  'action.requests.entrance-words': '通过接口补充说明',
} as const
