"""What stands in the town before anybody meets: office, staff, places, organisations."""

from datetime import datetime

from sqlalchemy.orm import Session

from sessions import bodies, office, organisations, places, staff
from sessions.office import OfficeDetails
from sessions.organisations import OrganisationDetails
from sessions.places import PlaceDetails

OFFICE = OfficeDetails(
    name="いなだに社会福祉協議会（見本）",
    issuer_title="会長",
    issuer_name="見本　太郎",
    zip="396-0023",
    address="長野県伊那市山寺15001番地1",
    phone="0265-00-0001",
    email="mihon@example.jp",
    purpose_notice="お名前は、この会の受付と記録、次の会のご案内にだけ使います。",
)

STAFF = (
    ("唐澤　みどり", "からさわ　みどり", "唐"),
    ("北原　学", "きたはら　まなぶ", "北"),
    ("城倉　由香", "じょうくら　ゆか", "城"),
    ("小松　亮", "こまつ　りょう", "小"),
)

# name, reading, rooms, how many people
PLACES = (
    ("福祉まちづくりセンター ふれあい～な", "ふくしまちづくりせんたー　ふれあいーな",
     "交流ひろば／こもれび室／せせらぎ室／和室 さくら", 120),
    ("いなっせ", "いなっせ", "かたらい室1／かたらい室2／大きな机の部屋", 80),
    ("高遠町 やまびこ館", "たかとおまち　やまびこかん", "広間／囲炉裏の間", 60),
    ("長谷 みはらし会館", "はせ　みはらしかいかん", "大広間／相談室", 50),
    ("美篶 きっさき集会所", "みすず　きっさきしゅうかいじょ", "集会室／和室", 45),
    ("西春近 こもれび公民館", "にしはるちか　こもれびこうみんかん", "講堂／学習室", 90),
    ("東春近 かわせみ公民館", "ひがしはるちか　かわせみこうみんかん", "講堂／調理室", 90),
    ("西箕輪 麦畑の家", "にしみのわ　むぎばたけのいえ", "広間／縁側", 30),
    ("富県 ほたる集会所", "とみがた　ほたるしゅうかいじょ", "集会室", 40),
    ("手良 やなぎ集会所", "てら　やなぎしゅうかいじょ", "集会室", 35),
)  # fmt: skip

# name, reading, kind
ORGANISATIONS = (
    ("特別養護老人ホーム りんどう", "とくべつようごろうじんほーむ　りんどう", "福祉施設"),
    ("デイサービス あさつゆ", "でいさーびす　あさつゆ", "福祉施設"),
    ("グループホーム 柿の木", "ぐるーぷほーむ　かきのき", "福祉施設"),
    ("就労支援事業所 こつこつ", "しゅうろうしえんじぎょうしょ　こつこつ", "福祉施設"),
    ("地域食堂 おたまじゃくし", "ちいきしょくどう　おたまじゃくし", "地域活動"),
    ("子育て広場 どんぐり", "こそだてひろば　どんぐり", "地域活動"),
    ("まちの縁側 日だまり", "まちのえんがわ　ひだまり", "地域活動"),
    ("朗読の会 ことのは", "ろうどくのかい　ことのは", "ボランティア"),
    ("傾聴の会 うなずき", "けいちょうのかい　うなずき", "ボランティア"),
    ("手話サークル てのひら", "しゅわさーくる　てのひら", "ボランティア"),
    ("雪かき応援隊", "ゆきかきおうえんたい", "ボランティア"),
    ("NPO法人 里の糸", "えぬぴーおーほうじん　さとのいと", "NPO"),
    ("みはらし商店会", "みはらししょうてんかい", "企業・商店"),
    ("こまくさ建具店", "こまくさたてぐてん", "企業・商店"),
    ("伊那谷日本語教室", "いなだににほんごきょうしつ", "学び"),
    ("みはらし高校 地域研究部", "みはらしこうこう　ちいきけんきゅうぶ", "学び"),
)

CENTRE = PLACES[0][0]


def lay(db: Session, *, at: datetime, by: str) -> tuple[str, ...]:
    """Write office, bodies, staff, places and organisations; returns the ids of the staff."""
    bodies.seed(db, at=at, by=by)
    standing = office.get(db)
    if not standing.version:
        office.describe(db, OFFICE, version=0, at=at, by=by)
    taken = {one.name for one in staff.listing(db)}
    people = tuple(
        staff.enrol(db, name, kana=kana, initials=initials, at=at, by=by)
        for name, kana, initials in STAFF
        if name not in taken
    )
    for number, (name, kana, rooms, capacity) in enumerate(PLACES, 1):
        place = PlaceDetails(
            name, kana, rooms=rooms, capacity=capacity, phone=f"0265-01-{1000 + number * 11}"
        )
        places.enrol(db, place, at=at, by=by)
    for number, (name, kana, kind) in enumerate(ORGANISATIONS, 1):
        organisation = OrganisationDetails(
            name, kana, kind=kind, phone=f"0265-02-{2000 + number * 13}"
        )
        organisations.enrol(db, organisation, at=at, by=by)
    return people or (by,)
