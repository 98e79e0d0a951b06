import zhCN from 'antd/es/locale/zh_CN.js'

type Words = Readonly<Record<string, string>>
const found = import.meta.glob<Words>('../**/messages.zh.ts', { eager: true, import: 'zh' })

export const table: Words = Object.assign({}, ...Object.values(found))
export const antd = zhCN
