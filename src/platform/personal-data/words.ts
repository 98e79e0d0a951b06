let words: (key: string) => string = (key) => key

/** Wired in `app.ts`: Chinese words of every module, for papers that go to a person. */
export function setWords(translate: (key: string) => string): void {
  words = translate
}

export const wordsOf = (key: string): string => words(key)
