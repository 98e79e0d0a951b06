/** Traditional characters and what they are in simplified script, pair by pair. */
const pairs =
  '門门區区會会國国發发經经濟济業业產产務务員员書书記记長长縣县鎮镇鄉乡廣广東东開开創创動动員员運运選选導导領领幹干部部黨党員员團团體体場场資资進进過过達达遠远連连適适還还這这邊边選选題题項项預预領领頭头類类願愿風风飛飞馬马驗验體体點点龍龙龜龟齊齐齡龄貿贸費费質质購购貨货貧贫責责貢贡財财貫贯資资賽赛贊赞趙赵車车輛辆輕轻輸输轉转軌轨軍军農农鄭郑鄧邓郵邮醫医釋释鋼钢鐵铁鋁铝銅铜銀银錢钱錦锦鍛锻鏈链鐘钟鑫鑫閉闭間间閱阅關关陽阳陳陈陸陆際际隊队隨随險险隱隐雙双雜杂難难電电靈灵靜静響响頂顶順顺須须顏颜顯显飲饮養养餘余館馆駐驻騰腾驅驱魯鲁鮮鲜鳳凤麗丽麥麦黃黄' +
  '倉仓個个們们倫伦偉伟備备傑杰傳传債债傷伤價价儀仪億亿償偿優优兒儿兩两冊册軍军凍冻劃划劉刘劇剧劑剂劍剑勁劲動动務务勝胜勞劳勢势勵励勳勋勻匀華华協协單单衛卫廠厂歷历壓压厲厉參参吳吴員员啟启嚴严圍围園园圓圆國国圖图團团報报場场塊块墊垫塵尘壯壮壽寿夢梦夾夹奪夺奮奋婦妇媽妈孫孙學学寧宁審审寫写寬宽對对導导將将專专尋寻層层屬属岡冈島岛峽峡崗岗嶺岭幣币帥帅師师帳帐帶带幫帮庫库廈厦廟庙廢废張张強强彈弹彎弯彙汇後后從从復复徑径恆恒惡恶憑凭愛爱態态慶庆憲宪應应懷怀戰战戲戏戶户擇择擁拥擔担據据擴扩擊击擬拟攜携攝摄敗败敵敌數数斷断時时曉晓暫暂術术東东條条來来極极構构樓楼標标樣样樹树橋桥機机檢检櫃柜權权歐欧歲岁歸归殘残殺杀毀毁氣气漢汉決决況况淺浅測测準准溝沟滅灭滿满漁渔漲涨潤润潔洁濕湿濱滨灣湾爐炉爭争爲为為为獎奖獨独獲获獻献環环現现瑪玛電电畝亩畢毕當当療疗癥症盡尽監监盤盘眾众確确碼码礎础礦矿禮礼種种稅税稱称積积穩稳窮穷競竞筆笔節节範范築筑簡简簽签籌筹糧粮糾纠紀纪約约紅红納纳純纯紙纸級级紛纷組组細细終终結结給给統统絲丝絕绝綜综綠绿維维網网緊紧線线編编練练縣县總总績绩織织繁繁繼继續续纖纤罰罚聯联聲声職职腦脑腳脚臨临與与興兴舉举舊旧艦舰藝艺節节蘇苏蘭兰藍蓝藥药處处號号蟲虫補补裝装製制複复見见規规視视覺觉觀观計计訂订討讨訓训記记設设許许訴诉診诊證证評评詞词試试詩诗話话該该詳详認认語语誠诚說说調调談谈請请論论證证識识議议護护譽誉讀读變变讓让豐丰貝贝負负'

/** For each character its simplified form. */
function simplifications(): Map<string, string> {
  const map = new Map<string, string>()
  for (let i = 0; i + 1 < pairs.length; i += 2) map.set(pairs.charAt(i), pairs.charAt(i + 1))
  return map
}

const simplified = simplifications()
const any = new RegExp(`[${[...simplified.keys()].join('')}]`, 'g')

/** Whether a text is written in traditional characters, judged by its beginning. */
export function isTraditional(text: string): boolean {
  return (text.slice(0, 2000).match(/[區會國發經濟業產務縣鎮鄉黨員廣東開書記長對為與]/g)?.length ?? 0) > 1
}

/** The text in simplified script, character by character, so that every place in it stays where it was. */
export function toSimplified(text: string): string {
  return text.replace(any, (char) => simplified.get(char) ?? char)
}
