export const zh = {
  'calendar.dayUnknown':
    '工作日历只有 {firstKnownOn} 至 {lastKnownOn} 的放假安排，无法判断 {day} 是否上班。导入新一年的放假通知后再算。',
  'calendar.termUnknown':
    '从 {day} 起算 {workingDays} 个工作日超出了工作日历（{firstKnownOn} 至 {lastKnownOn}）。导入新一年的放假通知后会自动补算。',
  'calendar.noYears': '放假安排是空的，至少要有一年。',
  'calendar.yearMissing': '放假安排缺少 {year} 年。各年必须连续，请补上这一年的通知。',
  'calendar.dayTwice': '{day} 在放假安排中出现了两次。请核对通知，只保留一处。',
  'calendar.dayElsewhere': '{day} 不属于 {year} 年的放假通知。请核对日期。',
} as const
