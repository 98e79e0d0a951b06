export { type Asked, countAsked, countForm } from './commands.ts'
export { burden } from './tables.ts'
