"""The demo organisation: who works there, where, what it makes, and which procedure takes which complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from amends.cases import editions
from amends.organisation import founding
from amends.organisation.models import Category, Channel, Department, Member, Product, Site
from amends.procedure import packs, reader

PASSWORD = "a-fair-answer"  # noqa: S105 — of the demo only; it is printed at each start
FACTORY_GOODS = ["furniture-fabric", "technical-fabric"]


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    name: str
    language: str
    roles: tuple[tuple[str, str], ...]  # role, site ("" for everywhere)
    standing: str = "staff"
    says: str = ""


PEOPLE = (
    Person("leyla", "Leyla Aksoy", "en", (("customer-service-manager", ""),), "owner", "quality manager, owns the procedure"),
    Person("deniz", "Deniz Yıldırım", "tr", (("customer-service-manager", ""), ("center-manager", "")),
           says="head of customer service, approves decisions"),
    Person("rana", "Rana Öztürk", "tr", (("complaints-officer", ""), ("customer-representative", "")),
           says="handles complaints"),
    Person("emre", "Emre Şahin", "en", (("complaints-officer", ""), ("customer-representative", "")),
           says="handles complaints, takes the second look"),
    Person("can", "Can Demir", "tr", (("factory-technician", "bursa"),), says="technician at the Bursa factory"),
    Person("zoe", "Zoe Palmer", "en", (("customer-service-agent", ""),), says="phone and counter"),
)  # fmt: skip

DEPARTMENTS = {
    "service": ("Customer service", "Müşteri hizmetleri"), "quality": ("Quality", "Kalite"),
    "production": ("Production", "Üretim"), "logistics": ("Logistics", "Lojistik"), "sales": ("Sales", "Satış"),
}  # fmt: skip
CATEGORIES = {
    "faulty-product": ("Faulty product", "Kusurlu ürün", "quality"), "colour": ("Colour and fading", "Renk ve solma", "quality"),
    "delivery": ("Delivery", "Teslimat", "logistics"), "wrong-item": ("Wrong item", "Yanlış ürün", "logistics"),
    "billing": ("Invoice and payment", "Fatura ve ödeme", "sales"), "conduct": ("How we were treated", "Davranış", "service"),
    "website": ("Website and shop", "Web sitesi ve mağaza", "sales"),
}  # fmt: skip
PRODUCTS = {
    "bed-linen": ("Bed linen", "Nevresim takımı", "quality"), "towels": ("Towels", "Havlu", "quality"),
    "curtains": ("Curtains", "Perde", "production"), "furniture-fabric": ("Furniture fabric", "Döşemelik kumaş", "quality"),
    "technical-fabric": ("Technical fabric", "Teknik kumaş", "quality"), "delivery": ("Delivery service", "Teslimat hizmeti", "logistics"),
    "online-shop": ("Online shop", "İnternet mağazası", "sales"),
}  # fmt: skip
SITES = {
    "istanbul": ("İstanbul shop", "Bağdat Caddesi 112, Kadıköy, İstanbul", "+90 216 555 01 12", "Mon–Sat 10:00–20:00"),
    "bursa": ("Bursa factory", "Organize Sanayi Bölgesi 4. Cadde 8, Bursa", "+90 224 555 08 00", "Mon–Fri 08:00–17:00"),
    "izmir": ("İzmir shop", "Kıbrıs Şehitleri Caddesi 40, Alsancak, İzmir", "+90 232 555 04 40", "Mon–Sat 10:00–20:00"),
}  # fmt: skip
CHANNELS = (
    ("web", "web", "Complaint entry on our website", "Web sitemizdeki şikâyet formu", "", "Shorter form for phones"),
    ("hotline", "phone", "Complaints line", "Şikâyet hattı", "+90 212 555 01 00", "Callback instead of waiting"),
    (
        "counter",
        "counter",
        "At any of our places",
        "Mağaza ve fabrikalarımızda",
        "",
        "Poster with QR code in each shop",
    ),
    ("mail", "email", "Complaints department", "Şikâyet birimi", "complaints@defne.example", ""),
    ("reps", "representative", "Our representatives", "Temsilcilerimiz", "", ""),
    ("technicians", "technician", "Technical support", "Teknik destek", "", ""),
)


def found(now: datetime) -> None:
    """The organisation as it was nine months ago, with both procedures in force."""
    founding.found(
        name="Defne Home Textiles", country="TR", languages=["en", "tr"], now=now, prefix="DF", colour="#0f5c4d",
        phone="+90 212 555 01 00", email="complaints@defne.example", hours="Mon–Fri 09:00–17:00",
        address="İplik Sokak 7\n34330 Beşiktaş, İstanbul", signs="Deniz Yıldırım, Head of Customer Service",
    )  # fmt: skip
    places()
    things()
    people(now)
    procedures(now)


def places() -> None:
    for key, (name, address, phone, hours) in SITES.items():
        Site.objects.create(key=key, name=name, address=address, phone=phone, hours=hours)
    for key, (english, turkish) in DEPARTMENTS.items():
        Department.objects.create(key=key, titles={"en": english, "tr": turkish}, email=f"{key}@defne.example")


def things() -> None:
    for key, (english, turkish, department) in CATEGORIES.items():
        Category.objects.create(key=key, titles={"en": english, "tr": turkish}, department_id=department)
    for key, (english, turkish, department) in PRODUCTS.items():
        Product.objects.create(key=key, titles={"en": english, "tr": turkish}, department_id=department)


def people(now: datetime) -> None:
    for one in PEOPLE:
        founding.welcome(
            username=one.username, name=one.name, email=f"{one.username}@defne.example", password=PASSWORD,
            roles={role: site or None for role, site in one.roles}, now=now, language=one.language, standing=one.standing,
        )  # fmt: skip
    keeper = Member.objects.get(username="leyla")
    for key, kind, english, turkish, address, improvement in CHANNELS:
        Channel.objects.create(
            key=key, kind=kind, titles={"en": english, "tr": turkish}, address=address, keeper=keeper,
            improvement=improvement, checked_on=now.date(), public=kind not in ("representative", "technician"),
        )  # fmt: skip


def procedures(now: datetime) -> None:
    """The general procedure takes everything; the factory's goods go by the agreement procedure."""
    for folder in packs.folders():
        edition = editions.publish(texts(folder), by="demo", now=now)
        products = FACTORY_GOODS if edition.key == "agreement" else []
        editions.put_in_force(edition, now=now, products=products)


def texts(folder: Path) -> dict[str, str]:
    return reader.files_of(folder)
