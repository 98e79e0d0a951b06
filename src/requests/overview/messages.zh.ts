/** Words of the board and the load. */
export const zh = {
  'action.requests.board': '查看诉求大屏',
  'action.requests.load': '查看诉求工作量',
} as const
