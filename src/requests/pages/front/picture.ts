/** A line of a picture: its words and how large they stand. */
export interface PictureLine {
  text: string
  size: 'large' | 'plain' | 'small'
}

const width = 720
const margin = 48
const sizes = { large: 52, plain: 32, small: 26 } as const
const font = (size: PictureLine['size']): string =>
  `${size === 'large' ? '600 ' : ''}${sizes[size]}px 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`

/** Saves lines as a picture among the photos or downloads of the phone: black on white, as a receipt is. */
export function savePicture(lines: readonly PictureLine[], name: string): void {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) return
  const rows = lines.flatMap(({ text, size }) => {
    pen.font = font(size)
    return wrapped(pen, text).map((row) => ({ text: row, size }))
  })
  canvas.width = width
  canvas.height = rows.reduce((sum, { size }) => sum + sizes[size] * 1.6, margin * 2)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#1b2530'
  let at = margin
  for (const { text, size } of rows) {
    at += sizes[size] * 1.6
    pen.font = font(size)
    pen.fillText(text, margin, at - sizes[size] * 0.4)
  }
  canvas.toBlob((picture) => {
    if (!picture) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(picture)
    link.download = `${name}.png`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }, 'image/png')
}

/** Broken where the picture ends; Chinese breaks anywhere. */
function wrapped(pen: CanvasRenderingContext2D, text: string): string[] {
  const rows: string[] = []
  let row = ''
  for (const character of text) {
    if (row !== '' && pen.measureText(row + character).width > width - margin * 2) {
      rows.push(row)
      row = ''
    }
    row += character
  }
  return [...rows, row]
}
