/** A code as it is printed, in groups of four: typed with or without its dashes, in small letters, or pasted. */
export const groupedCode = (typed: string): string =>
  (
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .slice(0, 12)
      .match(/.{1,4}/g) ?? []
  ).join('-')
