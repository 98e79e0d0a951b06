/** One measured figure. `npm run bench` adds the machine and the day. */
export interface BenchRow {
  name: string
  /** Null where it could not be measured; `against` then says why. */
  value: number | null
  unit: string
  /** What it is compared with, in a few words. */
  against: string
  /** Value divided by goal (goal by value where less is better); null without a value or goal. */
  ratio: number | null
  goal: number | null
  met: boolean | null
}

/** Each file in bench/ exports one of these as `bench`. */
export type Bench = () => Promise<BenchRow[]>
