"""What the people of the demo say: complaints, praise, ideas, findings; in the two languages it is visited in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing somebody wrote about, with what was found and done about it."""

    words: str
    wanted: str
    product: str
    category: str
    finding: str
    remedy: str


EN = (
    Matter("The duvet cover lost its colour after the first wash at 30 degrees. I followed the label.", "A new one, please.", "bed-linen", "colour", "The dye of this roll was not fixed long enough. You washed it correctly.", "replacement"),
    Matter("My order came a week late and nobody told me. I stayed at home for two days.", "An apology and the delivery fee back.", "delivery", "delivery", "The parcel stayed in our warehouse for five days because of a wrong label.", "refund"),
    Matter("I was charged twice for the same towels on 3 September.", "Please give the second payment back.", "towels", "billing", "The card was charged twice after a time-out of the payment page.", "refund"),
    Matter("The curtains are eight centimetres shorter than I ordered. They do not reach the floor.", "Curtains in the length I ordered.", "curtains", "wrong-item", "The order form shows the right length; it was cut by the wrong table.", "replacement"),
    Matter("The assistant in the shop laughed when I asked about a return. I felt ashamed in front of others.", "I want somebody to talk to her and to say sorry to me.", "online-shop", "conduct", "Two colleagues remember the conversation. It was not how we want to treat people.", "apology"),
    Matter("The website took my order but the item was out of stock. I only learned it after ten days.", "The towels, or my money.", "online-shop", "website", "Stock is updated only at night; the item sold out during the day.", "refund"),
    Matter("Threads come loose along the hem of both pillow cases.", "Repair or exchange.", "bed-linen", "faulty-product", "The seam has too few stitches for this cloth.", "replacement"),
    Matter("The parcel was open and one towel was missing.", "The missing towel.", "delivery", "delivery", "The carrier's photo shows the box already torn at our gate.", "replacement"),
)  # fmt: skip
TR = (
    Matter("Nevresim takımı ilk yıkamada soldu. Etikette yazdığı gibi 30 derecede yıkadım.", "Yenisiyle değiştirilmesini istiyorum.", "bed-linen", "colour", "Bu topun boyası yeterince sabitlenmemiş. Siz doğru yıkamışsınız.", "replacement"),
    Matter("Siparişim bir hafta geç geldi, kimse haber vermedi. İki gün evde bekledim.", "Özür ve kargo ücretinin iadesi.", "delivery", "delivery", "Koli, yanlış etiket yüzünden depomuzda beş gün beklemiş.", "refund"),
    Matter("Perdeler sipariş ettiğimden sekiz santim kısa geldi.", "Doğru boyda perde.", "curtains", "wrong-item", "Sipariş formundaki ölçü doğru; kesim yanlış masada yapılmış.", "replacement"),
    Matter("Mağazadaki görevli iade sorunca bana bağırdı. Çok üzüldüm.", "Benden özür dilenmesini istiyorum.", "online-shop", "conduct", "Konuşmayı hatırlayan iki çalışma arkadaşımız var. Böyle davranmamalıydık.", "apology"),
    Matter("Havluların faturası iki kez çekilmiş.", "İkinci ödemenin iadesi.", "towels", "billing", "Ödeme sayfası zaman aşımına uğrayınca karttan iki kez çekim yapılmış.", "refund"),
    Matter("Çarşafın kenarındaki dikiş söküldü, daha bir ay olmadı.", "Değişim.", "bed-linen", "faulty-product", "Bu kumaş için dikiş sayısı az kalmış.", "replacement"),
)  # fmt: skip
FACTORY = (
    Matter("Döşemelik kumaşın 14 numaralı topunda her iki metrede bir iplik kaçığı var. Üretimimiz durdu.", "Hatalı topun değiştirilmesi ve kaybımızın karşılanması.", "furniture-fabric", "faulty-product", "Dokuma tezgâhındaki bir platin aşınmış; top, son kontrolden geçmiş ama kaçık görülmemiş.", "replacement"),
    Matter("The technical fabric of lot 2291 stretches 9 % in the warp. Our contract says at most 4 %.", "Replace the lot and tell us how it left your factory.", "technical-fabric", "faulty-product", "The tenter frame ran 20 °C too cool on that day. The lot left before the test result was in.", "replacement"),
    Matter("Kumaşın rengi iki top arasında belirgin farklı. Koltuklar teslim edilemiyor.", "Aynı renk yeni top.", "furniture-fabric", "colour", "İki top farklı boya partisinden; etikette aynı parti yazıyor.", "replacement"),
    Matter("The furniture fabric arrived with oil stains on the outer turns of four rolls.", "A credit for the metres we cannot use.", "furniture-fabric", "faulty-product", "The stains come from a leaking roller at our packing line.", "credit"),
    Matter("Teknik kumaş sipariş ettiğimiz ende gelmedi: 160 yerine 155 santim.", "Doğru ende kumaş ya da fiyat farkı.", "technical-fabric", "wrong-item", "Ölçümümüz 155,5 santim gösteriyor; sözleşme 160 ± 1 diyor.", "credit"),
)  # fmt: skip
FEEDBACK = (
    ("en", "The new towels are lovely and the delivery was quick. Thank you!"),
    ("en", "Please print the washing symbols larger. I am 74 and cannot read them."),
    ("tr", "Mağazadaki oturma köşesi çok iyi düşünülmüş, teşekkürler."),
    ("tr", "Perde ölçüsü almak için kısa bir video çok işe yarardı."),
    ("en", "It would help to choose a delivery hour, not only a day."),
    ("tr", "Ambalajda daha az plastik kullanabilir misiniz?"),
)
NAMES = (
    ("Ayşe Kaya", "tr"), ("Mehmet Çelik", "tr"), ("Margaret O’Neill", "en"), ("İbrahim Güneş", "tr"), ("Sofia Andersson", "en"),
    ("Fatma Şimşek", "tr"), ("Thomas Baker", "en"), ("Zeynep Işık", "tr"), ("王小明 (Wang Xiaoming)", "en"), ("Hüseyin Doğan", "tr"),
    ("Eleni Papadopoulou", "en"), ("Gülşen Yüce", "tr"), ("Alexandra Constantinopoulou-Featherstonehaugh of Lower Slaughter", "en"),
    ("Ömer Ünal", "tr"), ("Priya Raman", "en"), ("Nuri Bilge", "tr"),
)  # fmt: skip
ALTERNATIVES = "You may choose: a new item of the same kind, another product of the same price, or your money back."
ALTERNATIVES_TR = "Seçebilirsiniz: aynı üründen yenisi, aynı fiyata başka bir ürün ya da paranızın iadesi."
REFUSALS = (
    "The new one has the same fault. I do not want a third one.",
    "You only answered half of what I wrote.",
    "Aynı kumaştan yenisi sorunu çözmez, kaybım karşılanmadı.",
)
