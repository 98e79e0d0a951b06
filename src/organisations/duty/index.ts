export { en as dutyEn } from './messages.en.ts'
export { zh as dutyZh } from './messages.zh.ts'
export { type CityWakers, cityWakers, onDuty, type Wakers } from './queries.ts'
export { routes as dutyRoutes } from './routes.ts'
