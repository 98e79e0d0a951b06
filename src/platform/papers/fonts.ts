/** Fonts of official papers (GB/T 9704). Few machines have them all, so the document names what may stand in for each. */
export const titleFont = '方正小标宋简体'
export const headingFont = '黑体'
export const bodyFont = '仿宋_GB2312'
export const noteFont = '楷体_GB2312'
export const latinFont = 'Times New Roman'

const substitutes: Readonly<Record<string, string>> = {
  [titleFont]: '方正小标宋_GBK,华文中宋,宋体,SimSun,Noto Serif CJK SC',
  [headingFont]: 'SimHei,Noto Sans CJK SC',
  [bodyFont]: '仿宋,FangSong,Noto Serif CJK SC',
  [noteFont]: '楷体,KaiTi,Noto Serif CJK SC',
}

/** The font table of a DOCX, with the substitutes of each font. */
export function fontTableXml(): string {
  const fonts = Object.entries(substitutes).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}
