/** Words of shifts. */
export const zh = {
  'action.requests.shift': '查看交接班',
  'action.requests.give-shift': '交班',
  'action.requests.take-shift': '接班',
  'action.request-shift-given': '交班',
  'action.request-shift-taken': '接班',
  'requests.noShift': '没有这次交班，或它不属于您的岗位。',
  'requests.shiftTaken': '这一班已由{name}接班，不用再接。',
} as const
