/** Words of the rates of requests. */
export const zh = {
  'requests.rates.noPeriod':
    '看不懂这个时间段。请写成一年（2026）、一季（2026-Q1）、一月（2026-03），或起止日期（2026-03-01..2026-03-15）。',
  'requests.rates.notClosed': '这个月份还没有定稿，没有定稿数字。请查看当前数字，或等核对结束后再看。',
  'action.requests.rates': '查看诉求办理比率',
  'action.requests.rate-cases': '查看比率背后的诉求',
  'action.requests.rates-csv': '导出比率背后的诉求数据',
}
