"""How the exports of this world call their columns, in English, Turkish and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

HEADS: Mapping[str, tuple[str, ...]] = {
    "order": (
        "order number", "order no", "order", "sales order", "sales order number", "so number", "sipariş no",
        "sipariş numarası", "sipariş", "satış siparişi", "订单号", "订单编号", "订单", "销售订单", "销售订单号",
    ),
    "customer": (
        "customer number", "customer no", "customer code", "customer", "account", "sold to", "müşteri no",
        "müşteri kodu", "müşteri", "cari kodu", "客户编号", "客户代码", "客户",
    ),
    "organisation": (
        "organisation", "organization", "company", "customer name", "company name", "firma", "firma adı", "ünvan",
        "müşteri adı", "公司", "公司名称", "客户名称",
    ),
    "ordered_on": (
        "ordered on", "order date", "date of order", "sipariş tarihi", "订单日期", "下单日期",
    ),
    "line": (
        "line", "line number", "line no", "item", "item no", "position", "pos", "satır", "satır no", "kalem",
        "kalem no", "sıra no", "行号", "项次", "序号", "行",
    ),
    "product": (
        "product", "product number", "product code", "article", "article number", "article no", "material", "sku",
        "item code", "part number", "ürün", "ürün kodu", "ürün no", "stok kodu", "malzeme", "malzeme kodu",
        "产品编号", "产品代码", "物料编码", "物料号", "产品", "货号",
    ),
    "title": (
        "name", "product name", "description", "title", "ürün adı", "stok adı", "açıklama", "malzeme tanımı", "tanım",
        "产品名称", "品名", "描述", "名称",
    ),
    "quantity": (
        "quantity", "qty", "amount", "miktar", "adet", "数量",
    ),
    "unit": (
        "unit", "uom", "unit of measure", "birim", "ölçü birimi", "单位", "计量单位",
    ),
    "shipment": (
        "shipment", "shipment number", "shipment no", "delivery", "delivery number", "delivery note", "dispatch note",
        "waybill", "irsaliye no", "irsaliye", "sevkiyat no", "sevkiyat", "sevk no", "teslimat no", "发货单号", "发货单",
        "出货单号", "交货单号", "送货单号",
    ),
    "shipped_on": (
        "shipped on", "ship date", "shipping date", "shipped", "dispatch date", "date shipped", "sevk tarihi",
        "sevkiyat tarihi", "irsaliye tarihi", "çıkış tarihi", "发货日期", "出货日期",
    ),
    "carrier": (
        "carrier", "forwarder", "shipped by", "haulier", "taşıyıcı", "nakliyeci", "kargo", "kargo firması", "承运人",
        "承运商", "物流公司",
    ),
    "delivered_on": (
        "delivered on", "delivery date", "date delivered", "delivered", "teslim tarihi", "teslimat tarihi", "交货日期",
        "送达日期", "签收日期",
    ),
    "order_line": (
        "order line", "order line no", "order item", "sipariş satırı", "sipariş satır no", "sipariş kalemi", "订单行号",
        "订单行",
    ),
    "lot": (
        "lot", "lot number", "lot no", "batch", "batch number", "batch no", "charge", "parti no", "parti", "lot no",
        "parti numarası", "lot numarası", "批号", "批次", "批次号", "生产批号",
    ),
    "produced_on": (
        "produced on", "production date", "manufacturing date", "made on", "mfg date", "üretim tarihi", "imalat tarihi",
        "生产日期", "制造日期",
    ),
    "best_before": (
        "best before", "expiry date", "expires on", "use by", "son kullanma tarihi", "skt", "有效期", "有效期至",
        "保质期",
    ),
    "inspection": (
        "record number", "inspection", "inspection number", "inspection no", "inspection record", "report number",
        "muayene no", "kontrol no", "kayıt no", "rapor no", "检验单号", "检验记录号", "检验编号", "报告编号",
    ),
    "inspected_on": (
        "inspected on", "inspection date", "date of inspection", "test date", "muayene tarihi", "kontrol tarihi",
        "test tarihi", "检验日期", "检测日期",
    ),
    "characteristic": (
        "characteristic", "property", "test", "parameter", "feature", "özellik", "karakteristik", "kontrol özelliği",
        "parametre", "检验项目", "项目", "特性",
    ),
    "limit": (
        "limit", "limits", "specification", "spec", "tolerance", "şartname", "limit değer", "tolerans", "spesifikasyon",
        "标准", "规格", "标准值", "公差",
    ),
    "measured": (
        "measured", "measured value", "value", "reading", "ölçülen", "ölçülen değer", "ölçüm", "değer", "实测值",
        "测量值", "检测值",
    ),
    "verdict": (
        "verdict", "result", "judgement", "judgment", "pass fail", "sonuç", "karar", "uygunluk", "结果", "判定", "结论",
    ),
    "inspector": (
        "role of the inspector", "inspector role", "inspected by role", "muayene eden görev", "kontrol görevi", "görev",
        "检验岗位", "岗位",
    ),
}  # fmt: skip

# What stands in the column of a verdict.
PASSES = (
    "pass",
    "passed",
    "ok",
    "accepted",
    "conforms",
    "yes",
    "uygun",
    "kabul",
    "geçti",
    "olumlu",
    "合格",
    "通过",
    "是",
)
FAILS = (
    "fail",
    "failed",
    "nok",
    "not ok",
    "rejected",
    "no",
    "uygun değil",
    "red",
    "ret",
    "kaldı",
    "olumsuz",
    "不合格",
    "不通过",
    "否",
)
