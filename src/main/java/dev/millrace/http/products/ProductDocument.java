package dev.millrace.http.products;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.http.MoneyDocument;
import dev.millrace.wire.IdentifierRule;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.JsonDocument;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import dev.millrace.wire.PresentFields;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a client says of a product. What it leaves out has a default; the name is the SKU unless it says otherwise. */
public final class ProductDocument implements ObjectReading<ProductDraft> {
    private static final String[] OPTIONAL = {
        "name",
        "policy",
        "supplier_id",
        "surplus_bps",
        "rounding",
        "pack_size",
        "minimum_quantity",
        "backorder_max",
        "active"
    };
    private static final ObjectFields NEW_PRODUCT =
            ObjectFields.required("sku", "price").optional(OPTIONAL);
    private static final ObjectFields NAMED_PRODUCT =
            ObjectFields.required("price").optional("sku").optional(OPTIONAL);
    private static final Map<String, StockPolicy> POLICIES =
            new TreeMap<>(Map.of("reject", StockPolicy.REJECT, "backorder", StockPolicy.BACKORDER));
    private static final Map<String, Rounding> ROUNDINGS =
            new TreeMap<>(Map.of("per_line", Rounding.PER_LINE, "per_purchase_order", Rounding.PER_PURCHASE_ORDER));

    private final JsonCursor json;
    private final @Nullable String skuOfPath;
    private final Consumer<String> seen;
    private @Nullable String sku;
    private @Nullable String name;
    private @Nullable Money price;
    private @Nullable StockPolicy policy = StockPolicy.REJECT;
    private @Nullable String supplierId;
    private long surplusBps = Limits.SURPLUS_BPS_DEFAULT;
    private @Nullable Rounding rounding = Rounding.PER_LINE;
    private long packSize = 1;
    private long minimumQuantity = 1;
    private long backorderMax = Limits.BACKORDER_MAX_DEFAULT;
    private boolean active = true;

    private ProductDocument(JsonCursor json, @Nullable String skuOfPath, Consumer<String> seen) {
        this.json = json;
        this.skuOfPath = skuOfPath;
        this.seen = seen;
        this.sku = skuOfPath;
    }

    /** A product that names itself. */
    public static @Nullable ProductDraft read(JsonCursor json) {
        return json.object(NEW_PRODUCT, new ProductDocument(json, null, _ -> {}));
    }

    /**
     * A product that names itself.
     *
     * @param sku is told its SKU as soon as that is read, whatever is wrong with the rest
     */
    static JsonDocument<ProductDraft> telling(Consumer<String> sku) {
        return json -> json.object(NEW_PRODUCT, new ProductDocument(json, null, sku));
    }

    /** A product that the path names already; a {@code sku} in the body must say the same. */
    public static JsonDocument<ProductDraft> named(String skuOfPath) {
        return json -> json.object(NAMED_PRODUCT, new ProductDocument(json, skuOfPath, _ -> {}));
    }

    @Override
    public void field(String field) {
        switch (field) {
            case "sku" -> sku = sku();
            case "name" -> name = json.text(Limits.NAME_CHARACTERS_MAX);
            case "price" -> price = MoneyDocument.read(json);
            case "policy" -> policy = json.oneOf(POLICIES);
            case "supplier_id" -> supplierId = json.text(Limits.SUPPLIER_ID_CHARACTERS_MAX);
            case "surplus_bps" -> surplusBps = json.integer(0, Limits.SURPLUS_BPS_MAX);
            case "rounding" -> rounding = json.oneOf(ROUNDINGS);
            case "pack_size" -> packSize = json.integer(1, Limits.PACK_SIZE_MAX);
            case "minimum_quantity" -> minimumQuantity = json.integer(1, Limits.MINIMUM_QUANTITY_MAX);
            case "backorder_max" -> backorderMax = json.integer(0, Limits.BACKORDER_MAX_MAX);
            case "active" -> active = json.bool();
            default -> throw new IllegalStateException(field);
        }
    }

    private @Nullable String sku() {
        // A product that the path names is there already, under whatever name it has.
        String text = skuOfPath == null
                ? IdentifierRule.readInPath(json, Limits.SKU_CHARACTERS_MAX)
                : json.text(Limits.SKU_CHARACTERS_MAX);
        if (text != null && skuOfPath != null && !text.equals(skuOfPath)) {
            json.value("out_of_range", "This must be the SKU that the path names.");
        }
        if (text != null) {
            seen.accept(text);
        }
        return text;
    }

    @Override
    public void check(PresentFields given) {
        if (policy == StockPolicy.BACKORDER && !given.has("supplier_id")) {
            json.valueOf("supplier_id", "supplier_required", "Policy backorder needs a supplier to buy from.");
        }
    }

    @Override
    public ProductDraft content() {
        String named = requireNonNull(sku);
        return new ProductDraft(
                named,
                name == null ? named : name,
                requireNonNull(price),
                requireNonNull(policy),
                supplierId,
                (int) surplusBps,
                requireNonNull(rounding),
                new Packaging(packSize, minimumQuantity),
                backorderMax,
                active);
    }
}
