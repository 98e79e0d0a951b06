import enGB from 'antd/es/locale/en_GB.js'

type Words = Readonly<Record<string, string>>
const found = import.meta.glob<Words>('../**/messages.en.ts', { eager: true, import: 'en' })

export const table: Words = Object.assign({}, ...Object.values(found))
export const antd = enGB
