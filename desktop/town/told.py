"""What the town's meetings are about, and how such an afternoon runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """The title of a meeting, what it is for, and who brings a story."""

    title: str
    purpose: str
    teller: str


SUBJECTS = (
    Subject("雪かき、だれが どう手伝う",
            "冬の前に、手の足りない家と 手を貸せる人を 知り合わせる",
            "雪かき応援隊"),
    Subject("買いものに 行けない日",
            "車を手ばなした人の 毎日の買いものを 考える",
            "みはらし商店会"),
    Subject("ひとりの夕ごはん",
            "ひとりで食べる人と いっしょに食べる場を ふやす",
            "地域食堂 おたまじゃくし"),
    Subject("となりの人の 名まえ",
            "あいさつから はじまる 見守りを 話しあう",
            "まちの縁側 日だまり"),
    Subject("ごみ出しの 百歩", "ごみ出しが つらい人を どう支えるか", "傾聴の会 うなずき"),
    Subject("ことばの かべを 低くする", "外国から来た人と 地区の行事を つなぐ", "伊那谷日本語教室"),
    Subject("畑を 貸したい、借りたい", "空いた畑と 土にふれたい人を 結ぶ", "NPO法人 里の糸"),
    Subject("働きなおす 小さな一歩",
            "家から出にくい人が できる仕事を さがす",
            "就労支援事業所 こつこつ"),
    Subject("子どもの 居場所", "放課後と 長い休みの 居場所を ふやす", "子育て広場 どんぐり"),
    Subject("認知症に なっても", "なじみの店と 道で 暮らしつづけるために", "グループホーム 柿の木"),
    Subject("声を とどける", "耳や目の不自由な人に お知らせを とどける", "朗読の会 ことのは"),
    Subject("空き家を 集まる場に", "使える家と 使いたい人を 出しあう", "こまくさ建具店"),
    Subject("大雪の 夜の 連らく", "停電と 雪の夜に だれが だれに 電話するか", "雪かき応援隊"),
    Subject("困りごとを 持ちよる日",
            "今月の困りごとと 手伝えることを 持ちよって、小さな一歩を 決める",
            "地域の みなさん"),
    Subject("送り迎えの 知恵", "集まりへの 足を どう 分けあうか", "みはらし商店会"),
    Subject("若い人と いっしょに", "高校生の 調べた 地区の 地図を 見る", "みはらし高校 地域研究部"),
)  # fmt: skip


def items(subject: Subject) -> tuple[tuple[str, str, int], ...]:
    """Return the agenda of an afternoon: what, who, how many minutes."""
    return (
        ("はじめの あいさつ", "会長", 5),
        ("前回から 進んだこと", "地域福祉係", 10),
        (f"話を聞く：{subject.title}", subject.teller, 25),
        ("組に分かれて 話しあう", "みなさん", 45),
        ("小さな一歩を 決める", "進行役", 25),
        ("お知らせと 次の会", "地域福祉係", 10),
    )
