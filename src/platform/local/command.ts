import type { z } from 'zod'

/** How far a command is; `of` is 0 where nobody knows yet. */
export interface Progress {
  done: number
  of: number
}

/** What a local command runs with. */
export interface LocalRun {
  report: (progress: Progress) => void
  /** Raised when the product stops or the caller has gone: a long command ends between two of its steps. */
  signal: AbortSignal
}

/**
 * A command of the operator at the machine itself (`npm run -s daqiao -- …`), which needs the open database. Whoever
 * holds the database runs it: the process that serves the city, asked by `runLocalCommand` through the channel, or the
 * command's own process where none runs. So `run` may use `transact`, and must not print, nor end the process.
 *
 * How to add one: declare it with `localCommand`, name it in `localCommands` of `app.ts`, and call
 * `runLocalCommand(config, declared, input)` from the file that main.ts loads for it.
 */
export interface LocalCommand<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  /** Stands in the address: lower case with dashes. */
  name: string
  input: Input
  answer: Answer
  run(input: z.output<Input>, local: LocalRun): Promise<z.input<Answer>>
}

/** Declares a local command and keeps its types. */
export const localCommand = <Input extends z.ZodType, Answer extends z.ZodType>(
  declared: LocalCommand<Input, Answer>,
): LocalCommand<Input, Answer> => declared
