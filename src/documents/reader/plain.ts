import { isDigit } from './marks.ts'

/**
 * One plain form per character, offsets kept: full-width digits and signs, half-width punctuation beside Chinese,
 * and the traditional characters that matter to quantities. What is quoted is always cut from the original text.
 */

const pairs =
  '億亿萬万個个畝亩噸吨戶户條条項项輛辆臺台達达約约過过點点後后長长產产業业額额値值減减佔占總总實实現现較较漲涨穩稳為为於于餘余幾几兩两從从區区縣县鎮镇國国場场張张組组對对棟栋頭头隻只雙双種种類类處处數数資资財财費费貸贷貿贸進进農农電电運运輸输員员質质標标準准劃划報报額额續续層层級级設设計计創创發发動动歷历屬属補补獎奖勵励貼贴擔担撥拨認认評评積积總总產产體体擴扩錢钱銀银貨货購购銷销車车長长開开關关門门間间聞闻歲岁歸归濟济滿满熱热燈灯爭争獲获環环監监礎础穀谷築筑線线緊紧縮缩繼继網网職职聯联艦舰營营處处衛卫裝装規规視视觀观訂订訓训記记許许該该諾诺講讲識识證证護护讓让責责貫贯費费賃租轉转載载輕轻辦办遠远適适邊边還还鄉乡醫医釋释鐵铁險险際际隨随離离難难雲云靜静預预領领題题風风飛飞館馆驗验驅驱結结構构調调務务術术復复學学壓压應应東东極极樓楼機机權权歐欧決决濱滨獨独異异當当療疗盡尽確确礦矿稱称節节簡简經经維维縱纵績绩織织羅罗聲声舊旧藝艺藥药號号製制複复試试誠诚論论謀谋豐丰貧贫軌轨軍军輪轮違违選选遷迁郵邮針针鋼钢錄录陸陆陽阳雜杂顯显類类顧顾養养駐驻魚鱼鮮鲜麗丽齊齐齡龄漲涨減减'

const table = new Uint16Array(65536)
for (let i = 0; i < table.length; i++) table[i] = i
for (let i = 0; i + 1 < pairs.length; i += 2) table[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1)
const put = (from: string, to: string) => {
  for (let i = 0; i < from.length; i++) table[from.charCodeAt(i)] = to.charCodeAt(i)
}
put('０１２３４５６７８９．％', '0123456789.%')
put(';:?!()／', '；：？！（）/')
put('∶﹪－–―─～〜', '：%--——~~')
put('\u00a0\u3000\t', '   ')

const comma = 44
const wide = '，'.charCodeAt(0)
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** `text` with one form per character; same length, so that offsets hold. Most texts are plain already. */
export function plain(text: string): string {
  const { length } = text
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (table[code] !== code || code === comma) return rewritten(text)
  }
  return text
}

function rewritten(text: string): string {
  const { length } = text
  const units = new Uint16Array(length)
  for (let i = 0; i < length; i++) {
    const code = table[text.charCodeAt(i)] ?? 0
    units[i] = code === comma && !(isDigit(units[i - 1] ?? 0) && isDigit(text.charCodeAt(i + 1))) ? wide : code
  }
  const plainText = decoder.decode(units)
  return plainText.length === length ? plainText : text
}
