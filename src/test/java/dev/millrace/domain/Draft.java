package dev.millrace.domain;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import org.jspecify.annotations.Nullable;

/** A product as a test describes it: active, policy reject, 10.00 EUR, until it says otherwise. */
public final class Draft {
    public static final String SUPPLIER = "acme";

    private final String sku;
    private String name;
    private Money price = Requests.euros(1_000);
    private StockPolicy policy = StockPolicy.REJECT;
    private @Nullable String supplierId;
    private int surplusBps = Limits.SURPLUS_BPS_DEFAULT;
    private Rounding rounding = Rounding.PER_LINE;
    private Packaging packaging = Packaging.SINGLE;
    private long backorderMax = Limits.BACKORDER_MAX_DEFAULT;
    private boolean active = true;

    private Draft(String sku) {
        this.sku = sku;
        this.name = sku;
    }

    public static Draft of(String sku) {
        return new Draft(sku);
    }

    /** What is said of a product now, to be changed. */
    public static Draft of(Product product) {
        return of(new ProductDraft(
                product.sku(),
                product.name(),
                product.price(),
                product.policy(),
                product.supplierId(),
                product.surplusBps(),
                product.rounding(),
                product.packaging(),
                product.backorderMax(),
                product.active()));
    }

    /** The same once more, to be changed. */
    public static Draft of(ProductDraft draft) {
        return new Draft(draft.sku())
                .named(draft.name())
                .price(draft.price())
                .policy(draft.policy(), draft.supplierId())
                .surplusBps(draft.surplusBps())
                .rounding(draft.rounding())
                .packaging(draft.packaging())
                .backorderMax(draft.backorderMax())
                .active(draft.active());
    }

    public Draft named(String newName) {
        name = newName;
        return this;
    }

    public Draft price(Money newPrice) {
        price = newPrice;
        return this;
    }

    public Draft policyReject() {
        return policy(StockPolicy.REJECT, supplierId);
    }

    public Draft policyBackorder() {
        return policy(StockPolicy.BACKORDER, SUPPLIER);
    }

    public Draft policy(StockPolicy newPolicy, @Nullable String newSupplierId) {
        policy = newPolicy;
        supplierId = newSupplierId;
        return this;
    }

    public Draft surplusBps(int basisPoints) {
        surplusBps = basisPoints;
        return this;
    }

    public Draft rounding(Rounding newRounding) {
        rounding = newRounding;
        return this;
    }

    public Draft packaging(Packaging newPackaging) {
        packaging = newPackaging;
        return this;
    }

    public Draft backorderMax(long units) {
        backorderMax = units;
        return this;
    }

    public Draft active(boolean takesOrders) {
        active = takesOrders;
        return this;
    }

    public String sku() {
        return sku;
    }

    public ProductDraft draft() {
        return new ProductDraft(
                sku, name, price, policy, supplierId, surplusBps, rounding, packaging, backorderMax, active);
    }
}
