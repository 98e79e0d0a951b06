/** Where the things are that alerts are about. Wired in `app.ts`. */
export type SubjectPage = (id: string) => `/${string}`

let known: Readonly<Record<string, SubjectPage>> = {}

export function registerSubjectPages(pages: Readonly<Record<string, SubjectPage>>): void {
  known = pages
}

/** The page of a subject; the list of alerts where its kind has none. */
export const pageOf = ({ kind, id }: { kind: string; id: string }): string => known[kind]?.(id) ?? '/alerts'
